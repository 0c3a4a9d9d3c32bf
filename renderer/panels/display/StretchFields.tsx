import type { StretchMethod, StretchSource } from '../../../src/contract/scene-look.ts'
import { useAction, useDesk, useReadout } from '../../app/desk-context.ts'
import { stretchShown, type ShownLook } from '../../state/shown-look.ts'
import { withRange, type Range } from '../../state/scene-look.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { readValue, showValue } from './show-value.ts'

const methods: readonly { readonly label: string; readonly about: string; readonly method: StretchMethod }[] =
  [
    {
      label: '2–98 %',
      about: 'From the 2nd to the 98th percentile',
      method: { kind: 'percentile', low: 2, high: 98 },
    },
    {
      label: '0.5–99.5 %',
      about: 'From percentile 0.5 to 99.5',
      method: { kind: 'percentile', low: 0.5, high: 99.5 },
    },
    { label: 'min–max', about: 'From the lowest to the highest', method: { kind: 'min_max' } },
    {
      label: 'mean ± 2 sd',
      about: 'Two standard deviations around the mean',
      method: { kind: 'deviations', n: 2 },
    },
  ]
/** Of large scenes not every block is decoded for it. */
const ofWhat = 'of an even sample of the valid pixels, the same ones each time'

/** How the dark and the bright end are found, over which pixels, and what they are. */
export function StretchFields({
  shown,
  own,
  onOwn,
}: {
  shown: ShownLook
  /** Whether the fields for numbers of one's own are open. */
  own: boolean
  onOwn: (open: boolean) => void
}) {
  const desk = useDesk()
  const { look } = shown
  const isOwn = own || !isListed(look.method)
  return (
    <>
      <div className="stretch-presets" role="group" aria-label="Stretch">
        {methods.map(({ label, about, method }) => (
          <Button
            key={label}
            className="chip"
            title={`${about} ${ofWhat}`}
            aria-pressed={same(method, look.method)}
            onClick={() => {
              onOwn(false)
              stretchShown(desk, method, look.source)
            }}
          >
            {label}
          </Button>
        ))}
        <Button className="chip" aria-pressed={isOwn} onClick={() => onOwn(!own)}>
          own
        </Button>
      </div>
      <div className="stretch-presets" role="group" aria-label="Stretch by">
        <SourceChip source="scene" label="this scene" now={look.source} />
        <SourceChip source="view" label="this view" now={look.source} />
        <SourceChip source="place" label="this place" now={look.source} />
      </div>
      {isOwn || look.stretch.length === 1 ? (
        <div className="fields">
          {isOwn ? <OwnMethod shown={shown} /> : null}
          {look.stretch.map((range, index) => (
            <Ends key={index} shown={shown} range={range} index={index} />
          ))}
        </div>
      ) : null}
    </>
  )
}

function SourceChip({ source, label, now }: { source: StretchSource; label: string; now: StretchSource }) {
  const { blocked, run, action, keys } = useAction(`look.over-${source}`)
  // Whether there is a view or a place to stretch by goes with the map.
  useReadout((state) => state.centre)
  return (
    <Button
      className="chip"
      aria-pressed={now === source}
      blocked={blocked}
      title={`${action.label} (${keys})`}
      onClick={run}
    >
      {label}
    </Button>
  )
}

/** Percentiles or a number of deviations of one's own. */
function OwnMethod({ shown: { look } }: { shown: ShownLook }) {
  const desk = useDesk()
  const { method, source } = look
  const [low, high] = method.kind === 'percentile' ? [method.low, method.high] : [2, 98]
  const percent = (text: string) => {
    const value = Number(text.replace('%', '').replace(',', '.'))
    return text.trim() !== '' && value >= 0 && value <= 100 ? value : null
  }
  const cut = (from: number | null, to: number | null) => {
    if (from !== null && to !== null && from < to)
      stretchShown(desk, { kind: 'percentile', low: from, high: to }, source)
  }
  return (
    <>
      <label>Percentiles</label>
      <span className="pair">
        <Bare label="Lower percentile" value={`${low} %`} onSave={(text) => cut(percent(text), high)} />
        <Bare label="Upper percentile" value={`${high} %`} onSave={(text) => cut(low, percent(text))} />
      </span>
      <label>Mean ± sd</label>
      <span className="pair">
        <Bare
          label="Standard deviations"
          value={`± ${method.kind === 'deviations' ? method.n : 2} sd`}
          onSave={(text) => {
            const n = Number(text.replace(/[^\d.,]/g, '').replace(',', '.'))
            if (n > 0 && n <= 100) stretchShown(desk, { kind: 'deviations', n }, source)
          }}
        />
      </span>
    </>
  )
}

/** What is drawn black and white, of one band. */
function Ends({ shown, range, index }: { shown: ShownLook; range: Range; index: number }) {
  const { session } = useDesk()
  const { look, uid } = shown
  const save = (end: keyof Range, text: string) => {
    const value = readValue(look, text)
    if (value === null) return
    const stretch = look.stretch.map((each, at) => (at === index ? { ...each, [end]: value } : each))
    session.looks.change(uid, withRange(look, stretch))
  }
  const color = look.stretch.length === 3 ? (['Red', 'Green', 'Blue'][index] ?? '') : ''
  const named = (end: string) => (color === '' ? `${end} at` : `${color}: ${end.toLowerCase()} at`)
  return (
    <>
      <label>{color === '' ? 'Black, white' : color}</label>
      <span className="pair ends">
        <Bare
          label={named('Black')}
          value={showValue(look, range.low)}
          onSave={(text) => save('low', text)}
        />
        <Bare
          label={named('White')}
          value={showValue(look, range.high)}
          onSave={(text) => save('high', text)}
        />
      </span>
    </>
  )
}

/** A field whose label is for those who do not see where it stands. */
function Bare(props: { label: string; value: string; onSave: (text: string) => void }) {
  return (
    <span className="bare-field">
      <TextField {...props} />
    </span>
  )
}

const same = (a: StretchMethod, b: StretchMethod) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = (method: StretchMethod) => Object.entries(method).sort(([a], [b]) => (a < b ? -1 : 1))
const isListed = (method: StretchMethod) => methods.some((one) => same(one.method, method))
