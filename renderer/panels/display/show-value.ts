import type { SceneLook } from '../../../src/contract/scene-look.ts'
import { showSample } from '../../app/format.ts'

const factors = { power: 10, amplitude: 20 } as const

/** A sample as a look shows it: `1 204`, `-12.4 dB`. */
export function showValue(look: Pick<SceneLook, 'decibels' | 'drawn'>, value: number): string {
  if (look.decibels === 'none' || look.drawn !== 'bands') return showSample(rounded(value))
  return `${(factors[look.decibels] * Math.log10(value)).toFixed(1)} dB`
}

/** Reads what an analyst typed for an end of the stretch: a sample, or decibels where those are shown; null: neither. */
export function readValue(look: Pick<SceneLook, 'decibels' | 'drawn'>, text: string): number | null {
  const plain = text
    .replace(/dB$/i, '')
    .replace(/[\s\u2009]/g, '')
    .replace(',', '.')
    .replace('−', '-')
  const value = plain === '' ? NaN : Number(plain)
  if (!Number.isFinite(value)) return null
  if (look.decibels === 'none' || look.drawn !== 'bands') return value
  return 10 ** (value / factors[look.decibels])
}

function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(4))
}
