import { useId } from 'react'
import type { SceneLook } from '../../../src/contract/scene-look.ts'
import { withDecibels } from '../../state/scene-look.ts'
import { ChoiceSelect } from '../../ui/ChoiceSelect.tsx'

const decibelLabels: Readonly<Record<SceneLook['decibels'], string>> = {
  none: 'As they are',
  power: 'dB of power, 10 log₁₀',
  amplitude: 'dB of amplitude, 20 log₁₀',
}

/** Gamma, opacity, decibels and inversion. */
export function LightFields({ look, onChange }: { look: SceneLook; onChange: (look: SceneLook) => void }) {
  const [gammaId, opacityId, decibelsId, invertId] = [useId(), useId(), useId(), useId()]
  const opacity = Math.round(look.opacity * 100)
  return (
    <div className="fields">
      <label htmlFor={gammaId}>Gamma</label>
      <span className="slid tabular">
        <input
          id={gammaId}
          type="range"
          min={-100}
          max={100}
          value={Math.round((Math.log(look.gamma) / Math.log(5)) * 100)}
          aria-valuetext={look.gamma.toFixed(2)}
          onChange={(event) =>
            onChange({ ...look, gamma: Number((5 ** (Number(event.target.value) / 100)).toFixed(3)) })
          }
        />
        <span className="dim">{look.gamma.toFixed(2)}</span>
      </span>
      <label htmlFor={opacityId}>Opacity</label>
      <span className="slid tabular">
        <input
          id={opacityId}
          type="range"
          min={0}
          max={100}
          value={opacity}
          aria-valuetext={`${opacity} %`}
          onChange={(event) => onChange({ ...look, opacity: Number(event.target.value) / 100 })}
        />
        <span className="dim">{opacity} %</span>
      </span>
      {look.drawn === 'bands' ? (
        <>
          <label htmlFor={decibelsId}>Samples</label>
          <ChoiceSelect
            id={decibelsId}
            choices={Object.entries(decibelLabels).map(([value, label]) => ({ value, label }))}
            value={look.decibels}
            onChange={(value) => onChange(withDecibels(look, decibelsOf(value)))}
          />
        </>
      ) : null}
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
  )
}

function decibelsOf(value: string): SceneLook['decibels'] {
  return value === 'power' || value === 'amplitude' ? value : 'none'
}
