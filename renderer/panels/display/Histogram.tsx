import type { SampleStatistics, SceneLook } from '../../../src/contract/scene-look.ts'
import { withRange, type Range } from '../../state/scene-look.ts'
import { axisOf, barsOf, type Axis } from './histogram-shape.ts'
import { showValue } from './show-value.ts'

const bars = 64
const bandColors = ['#e06c6c', '#6fc080', '#6f9fe8']

/**
 * The samples of the shown bands, with what is drawn black and white; a slider for each end, which moves the ends of
 * all shown bands alike.
 */
export function Histogram({
  look,
  statistics,
  onChange,
}: {
  look: SceneLook
  statistics: readonly SampleStatistics[]
  onChange: (look: SceneLook) => void
}) {
  const [first] = look.stretch
  if (first === undefined) return null
  const axes = look.stretch.map((range, index) => axisOf(look, statistics[index], range))
  const [lead] = axes
  if (lead === undefined) return null
  const slide = (end: keyof Range, fraction: number) => {
    const by = fraction - lead.at(first[end])
    const stretch = look.stretch.map((range, index) => {
      const axis = axes[index] ?? lead
      return { ...range, [end]: axis.valueAt(axis.at(range[end]) + by) }
    })
    onChange(withRange(look, stretch))
  }
  return (
    <div className="histogram">
      <svg viewBox={`0 0 ${bars} 40`} preserveAspectRatio="none" role="img" aria-label="Histogram">
        {statistics.map((band, index) => (
          <path
            key={index}
            d={outline(band, axes[index] ?? lead)}
            fill={statistics.length === 1 ? '#8b98a0' : (bandColors[index] ?? '#8b98a0')}
          />
        ))}
      </svg>
      <i className="histogram-cut" style={{ left: 0, width: `${lead.at(first.low) * 100}%` }} />
      <i className="histogram-cut" style={{ left: `${lead.at(first.high) * 100}%`, right: 0 }} />
      {(['low', 'high'] as const).map((end) => (
        <input
          key={end}
          type="range"
          aria-label={end === 'low' ? 'Black point' : 'White point'}
          aria-valuetext={showValue(look, first[end])}
          title={showValue(look, first[end])}
          min={0}
          max={1000}
          value={Math.round(lead.at(first[end]) * 1000)}
          onChange={(event) => slide(end, Number(event.target.value) / 1000)}
        />
      ))}
    </div>
  )
}

function outline(band: SampleStatistics, axis: Axis): string {
  if (band.count === 0) return ''
  const line = barsOf(band, axis, bars).map((height, index) => {
    const y = (40 - 38 * height).toFixed(2)
    return `L${index} ${y}L${index + 1} ${y}`
  })
  return `M0 40${line.join('')}L${bars} 40Z`
}
