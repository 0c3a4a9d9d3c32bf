import type { Shadow } from './pen.ts'
import type { Sun } from './sun.ts'

/** What the weather and the season do to a picture. */
export interface Day {
  readonly utc: string
  readonly sun: Sun
  readonly shadow: Shadow
  /** 0 winter brown, 1 summer green. */
  readonly green: number
  /** 0 calm, 1 fresh breeze with whitecaps. */
  readonly sea: number
  /** Degrees to which the swell and the wind sea run, from grid north. */
  readonly swellTo: number
  /** The tidal stream: degrees to which it runs, and 0 slack to 1 strong. */
  readonly streamTo: number
  readonly stream: number
  /** Silt in the water, 0 clear green to 1 brown. */
  readonly silt: number
  /** 1 clear, 2 milky. */
  readonly haze: number
  /** Share of the sky with small clouds. */
  readonly cloud: number
}
