import { RotateCcw } from 'lucide-react'
import { useId } from 'react'
import type { SceneDisplay } from '../../../src/contract/scene-display.ts'
import type { SceneLook } from '../../map/map-contract.ts'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { showSample } from '../../app/format.ts'
import { combinationsOf, defaultLook, withCombination, withPercentiles } from '../../state/scene-look.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { screenText } from '../../ui/screen-text.ts'
import { PanelTitle } from '../PanelTitle.tsx'
import { Histogram } from './Histogram.tsx'

/** How the shown scene's samples become light: bands, stretch, gamma. Nothing here changes a sample. */
export function DisplayPanel() {
  const { workbench } = useDesk()
  const shown = useWorkbench((state) => state.shown)
  const readiness = useProject((state) => (shown === null ? undefined : state.readiness.get(shown)))
  const look = useWorkbench((state) => (shown === null ? undefined : state.looks.get(shown)))
  if (shown === null || readiness?.state !== 'ready' || look === undefined) return null
  const change = (next: SceneLook) =>
    workbench.setState(({ looks }) => ({ looks: new Map(looks).set(shown, next) }))
  return (
    <section className="display-panel" aria-label="Display">
      <PanelTitle title="Display">
        <Button
          tone="quiet"
          className="link"
          onClick={() => change(defaultLook(readiness.display))}
          aria-label="Reset display"
        >
          <RotateCcw size={12} /> reset
        </Button>
      </PanelTitle>
      <Stretch display={readiness.display} look={look} onChange={change} />
    </section>
  )
}

const presets = [
  { label: 'Full', range: [0, 100] },
  { label: '2–98 %', range: [2, 98] },
  { label: '0.5–99.5 %', range: [0.5, 99.5] },
] as const

function Stretch({
  display,
  look,
  onChange,
}: {
  display: SceneDisplay
  look: SceneLook
  onChange: (look: SceneLook) => void
}) {
  const gammaId = useId()
  const bandsId = useId()
  const invertId = useId()
  const combinations = combinationsOf(display)
  const chosen = combinations.findIndex(({ bands }) => bands.join() === look.combination.join())
  const first = look.stretch[0] ?? { low: 0, high: 1 }
  const isPreset = (lower: number, upper: number) =>
    JSON.stringify(withPercentiles(display, look, lower, upper).stretch) === JSON.stringify(look.stretch)
  const setEnd = (end: 'low' | 'high', text: string) => {
    const value = Number(text.replace(/\s/g, '').replace(',', '.'))
    if (!Number.isFinite(value)) return
    const stretch = look.stretch.map((range) => ({ ...range, [end]: value }))
    if (stretch.every(({ low, high }) => low < high)) onChange({ ...look, stretch })
  }
  return (
    <>
      <Histogram display={display} look={look} onChange={onChange} />
      <div className="stretch-presets" role="group" aria-label="Stretch">
        {presets.map(({ label, range: [lower, upper] }) => (
          <Button
            key={label}
            className="chip"
            aria-pressed={isPreset(lower, upper)}
            onClick={() => onChange(withPercentiles(display, look, lower, upper))}
          >
            {label}
          </Button>
        ))}
      </div>
      <div className="fields">
        <label htmlFor={bandsId}>Bands</label>
        <select
          id={bandsId}
          className="input"
          value={chosen}
          onChange={(event) => {
            const combination = combinations[Number(event.target.value)]
            if (combination !== undefined) onChange(withCombination(display, combination.bands, look))
          }}
        >
          {chosen < 0 ? <option value={-1}>{look.combination.join(' ')}</option> : null}
          {combinations.map(({ label, bands }, i) => (
            <option key={bands.join()} value={i}>
              {screenText(label)} ({bands.join(' ')})
            </option>
          ))}
        </select>
        <TextField
          label="Black at"
          value={showSample(round(first.low))}
          onSave={(text) => setEnd('low', text)}
        />
        <TextField
          label="White at"
          value={showSample(round(first.high))}
          onSave={(text) => setEnd('high', text)}
        />
        <label htmlFor={gammaId}>Gamma {look.gamma.toFixed(2)}</label>
        <input
          id={gammaId}
          type="range"
          min={0.3}
          max={3}
          step={0.05}
          value={look.gamma}
          onChange={(event) => onChange({ ...look, gamma: Number(event.target.value) })}
        />
        <label htmlFor={invertId}>Invert</label>
        <span className="check">
          <input
            type="checkbox"
            id={invertId}
            checked={look.inverted}
            onChange={(event) => onChange({ ...look, inverted: event.target.checked })}
          />
        </span>
      </div>
    </>
  )
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(4))
}
