import { useId } from 'react'
import { differenceColour } from '../map/compare/difference-ramp.ts'
import type { ComparedScene } from '../state/compared-scenes.ts'
import { differenceSetup, type DifferenceSetup } from '../state/difference-setup.ts'
import { bandLabel } from '../state/scene-look.ts'
import { RangeInput } from '../ui/RangeInput.tsx'
import { screenText } from '../ui/screen-text.ts'
import { useWorkbench } from './desk-context.ts'
import { useComparedScenes, useCompareSetter } from './use-compare.ts'
import { ChoiceSelect } from '../ui/ChoiceSelect.tsx'

/** Which bands are subtracted, in what units, and what the colours mean. */
export function DifferenceFields() {
  const both = useComparedScenes()
  const choice = useWorkbench((state) => state.compare.difference)
  const set = useCompareSetter()
  const setup = both === null ? null : differenceSetup(both, choice)
  if (both === null || setup === null) return <span className="dim">Preparing …</span>
  if (typeof setup === 'string') return <span className="warn">{setup}</span>
  return (
    <>
      <span className="compare-field">
        <BandSelect
          side="B"
          of={both.B}
          value={setup.bandB}
          onChange={(bandB) => set({ difference: { ...choice, bandB, bandA: null } })}
        />
        <span aria-label="minus">−</span>
        <BandSelect
          side="A"
          of={both.A}
          value={setup.bandA}
          blocked={setup.isMatched ? 'Matched: the band that A is drawn in.' : null}
          onChange={(bandA) => set({ difference: { ...choice, bandA } })}
        />
      </span>
      <ChoiceSelect
        className="input compare-units"
        label="What is subtracted"
        title={setup.whyStretched ?? undefined}
        choices={[
          {
            value: 'samples',
            label: setup.units ?? 'samples: not of the same units',
            blocked: setup.units === null ? setup.whyStretched : null,
          },
          { value: 'stretched', label: 'stretched brightness' },
        ]}
        value={setup.isStretched ? 'stretched' : 'samples'}
        onChange={(what) => set({ difference: { ...choice, isStretched: what === 'stretched' } })}
      />
      <Legend setup={setup} />
    </>
  )
}

function BandSelect({
  side,
  of,
  value,
  blocked = null,
  onChange,
}: {
  side: 'A' | 'B'
  of: ComparedScene
  value: number
  blocked?: string | null
  onChange: (band: number) => void
}) {
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="badge" data-side={side}>
        {side}
      </label>
      <ChoiceSelect
        id={id}
        className="input compare-band"
        label={`Band of date ${side}`}
        blocked={blocked}
        choices={of.display.bands.map((_, index) => ({
          value: String(index + 1),
          label: screenText(bandLabel(of.display, index + 1)),
        }))}
        value={String(value)}
        onChange={(band) => onChange(Number(band))}
      />
    </>
  )
}

const ramp = [-1, -0.5, 0, 0.5, 1]
  .map((share) => `rgb(${differenceColour(share).map(Math.round).join(' ')})`)
  .join(', ')

/** The colours with the numbers at their ends; the range is set by Alt and the arrow keys too. */
function Legend({ setup: { most, isStretched, units, whyStretched } }: { setup: DifferenceSetup }) {
  const choice = useWorkbench((state) => state.compare.difference)
  const set = useCompareSetter()
  const end = isStretched ? `${Math.round(most * 100)} %` : shown(most)
  const what = isStretched ? 'of each stretch' : units
  return (
    <span className="difference-legend" role="group" aria-label="Legend of the difference">
      <span className="compare-value">−{end}</span>
      <i className="difference-ramp" style={{ background: `linear-gradient(90deg, ${ramp})` }} />
      <span className="compare-value">+{end}</span>
      <span className="dim clip" title={whyStretched ?? undefined}>
        {what}
      </span>
      <RangeInput
        label="Range of the difference"
        says={`plus and minus ${end}`}
        title="Where the colours end"
        min={2}
        max={100}
        value={Math.round(choice.reach * 100)}
        onChange={(share) => set({ difference: { ...choice, reach: share / 100 } })}
      />
    </span>
  )
}

/** Three figures are enough for the end of a ramp. */
function shown(value: number): string {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))
}
