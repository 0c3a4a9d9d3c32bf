import type { SceneDisplay } from '../../../src/contract/scene-display.ts'
import type { SceneLook } from '../../map/map-contract.ts'
import { showSample } from '../../app/format.ts'
import { shownRange } from '../../state/scene-look.ts'

const bars = 64
const bandColors = ['#e06c6c', '#6fc080', '#6f9fe8']

/** The samples of the first shown band, with what is drawn black and white; a slider for each end. */
export function Histogram({
  display,
  look,
  onChange,
}: {
  display: SceneDisplay
  look: SceneLook
  onChange: (look: SceneLook) => void
}) {
  const shown = look.combination
    .map((number) => display.bands[number - 1])
    .filter((band) => band !== undefined)
  const [lead] = shown
  const range = look.stretch[0]
  if (lead === undefined || range === undefined) return null
  const scale = shownRange(lead)
  const span = scale.high - scale.low
  const at = (value: number) => Math.min(100, Math.max(0, ((value - scale.low) / span) * 100))
  const slide = (end: 'low' | 'high', value: number) => {
    const by = (scale.low + (span * value) / 1000 - range[end]) / span
    onChange({
      ...look,
      stretch: look.stretch.map((each, i) => {
        const band = shown[i] ?? lead
        const own = shownRange(band)
        const moved = { ...each, [end]: each[end] + by * (own.high - own.low) }
        return moved.low < moved.high ? moved : each
      }),
    })
  }
  return (
    <div className="histogram">
      <svg viewBox={`0 0 ${bars} 40`} preserveAspectRatio="none" role="img" aria-label="Histogram">
        {shown.map((band, i) => (
          <path
            key={`${band.name}-${i}`}
            d={outline(band)}
            fill={shown.length === 1 ? '#8b98a0' : (bandColors[i] ?? '#8b98a0')}
          />
        ))}
      </svg>
      <i className="histogram-cut" style={{ left: 0, width: `${at(range.low)}%` }} />
      <i className="histogram-cut" style={{ left: `${at(range.high)}%`, right: 0 }} />
      {(['low', 'high'] as const).map((end) => (
        <input
          key={end}
          type="range"
          aria-label={end === 'low' ? 'Black point' : 'White point'}
          aria-valuetext={showSample(Math.round(range[end]))}
          min={0}
          max={1000}
          value={Math.round(at(range[end]) * 10)}
          onChange={(event) => slide(end, Number(event.target.value))}
        />
      ))}
    </div>
  )
}

/** A closed outline of the counts in the shown range; heights by the square root, so that tails show. */
function outline(band: SceneDisplay['bands'][number]): string {
  const { low, high } = shownRange(band)
  const binWidth = (band.maximum - band.minimum) / Math.max(1, band.histogram.length)
  const steps = Array.from({ length: bars }, (_, i) => {
    const value = low + ((i + 0.5) / bars) * (high - low)
    const bin = binWidth > 0 ? Math.floor((value - band.minimum) / binWidth) : 0
    return Math.sqrt(band.histogram[Math.min(bin, band.histogram.length - 1)] ?? 0)
  })
  const most = Math.max(...steps, 1)
  const line = steps.map((step, i) => {
    const y = (40 - (38 * step) / most).toFixed(2)
    return `L${i} ${y}L${i + 1} ${y}`
  })
  return `M0 40${line.join('')}L${bars} 40Z`
}
