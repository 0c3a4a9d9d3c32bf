import { useId } from 'react'
import type { SceneDisplay } from '../../../src/contract/scene-display.ts'
import { useDesk } from '../../app/desk-context.ts'
import { bandLabel, combinationsOf, isCombination, type Combination } from '../../state/scene-look.ts'
import type { ShownLook } from '../../state/shown-look.ts'
import { screenText } from '../../ui/screen-text.ts'
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx'

const channels = ['Red', 'Green', 'Blue'] as const

/** Which bands are drawn: a named combination, or any three of one's own. */
export function BandFields({ shown: { uid, display, look } }: { shown: ShownLook }) {
  const { session } = useDesk()
  const id = useId()
  const combinations = combinationsOf(display)
  const chosen = combinations.findIndex((one) => isCombination(look, one))
  const three = look.drawn === 'bands' && look.combination.length === 3
  return (
    <div className="fields">
      <label htmlFor={id}>Bands</label>
      <ChoiceSelect
        id={id}
        choices={[
          ...(chosen < 0 ? [{ value: '-1', label: `Own choice (${look.combination.join(' ')})` }] : []),
          ...combinations.map(({ label, drawn, combination }, index) => ({
            value: String(index),
            label: screenText(label) + numbersOf(label, drawn, combination),
          })),
        ]}
        value={String(chosen)}
        onChange={(value) => {
          const combination = combinations[Number(value)]
          if (combination !== undefined) void session.looks.combine(uid, combination)
        }}
      />
      {display.bands.length < 3 || look.drawn === 'palette' ? null : (
        <span className="triple" role="group" aria-label="Bands shown as red, green and blue">
          {channels.map((channel, index) => (
            <BandSelect
              key={channel}
              channel={channel}
              display={display}
              value={three ? (look.combination[index] ?? 1) : null}
              onChoose={(band) => {
                const others = three ? look.combination : beginning(display, look.combination[0] ?? 1)
                const combination = others.map((other, at) => (at === index ? band : other))
                void session.looks.combine(uid, { drawn: 'bands', combination })
              }}
            />
          ))}
        </span>
      )}
    </div>
  )
}

/** Three bands to begin an own choice with. */
function beginning(display: SceneDisplay, fallback: number): number[] {
  return display.combination.length === 3 ? display.combination : [fallback, fallback, fallback]
}

function BandSelect({
  channel,
  display,
  value,
  onChoose,
}: {
  channel: (typeof channels)[number]
  display: SceneDisplay
  value: number | null
  onChoose: (band: number) => void
}) {
  const label = `${channel} channel`
  return (
    <ChoiceSelect
      className={`input in-${channel.toLowerCase()}`}
      label={label}
      title={value === null ? label : `${label}: ${numbered(display, value)}`}
      choices={[
        ...(value === null ? [{ value: '', label: '–' }] : []),
        ...display.bands.map((_, index) => ({
          value: String(index + 1),
          label: numbered(display, index + 1),
        })),
      ]}
      value={value === null ? '' : String(value)}
      onChange={(band) => onChoose(Number(band))}
    />
  )
}

/** Number and name of a band; a name that is made of the number says both. */
function numbered(display: SceneDisplay, number: number): string {
  const name = screenText(bandLabel(display, number))
  return name.toLowerCase() === `band ${number}` ? name : `${number} ${name}`
}

/** The numbers of the bands, where neither the label nor the fields below say them. */
function numbersOf(label: string, drawn: Combination['drawn'], combination: readonly number[]): string {
  const isSaid = combination.length === 3 || label.endsWith(` ${combination.join(' ')}`)
  if (drawn === 'palette' || isSaid) return ''
  return ` (${combination.join(drawn === 'difference' ? ' − ' : ' ')})`
}
