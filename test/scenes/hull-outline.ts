import type { Point } from './canvas.ts'

/** The deck's plan: where the sides leave the full beam, and how. */
export interface HullForm {
  /** Share of the length over which the bow tapers, and the power of its curve: 2 fine, 3 and more full. */
  readonly bow: number
  readonly bowPower: number
  /** Share of the length over which the stern tapers, and the transom's width as a share of the beam. */
  readonly stern: number
  readonly transom: number
}

const fine: HullForm = { bow: 0.24, bowPower: 1.9, stern: 0.12, transom: 0.78 }
const full: HullForm = { bow: 0.13, bowPower: 2.2, stern: 0.1, transom: 0.62 }
const boxy: HullForm = { bow: 0.16, bowPower: 2.3, stern: 0.06, transom: 0.88 }
const slender: HullForm = { bow: 0.44, bowPower: 1.75, stern: 0.25, transom: 0.7 }
const barge: HullForm = { bow: 0.03, bowPower: 3, stern: 0.03, transom: 0.92 }
const tubby: HullForm = { bow: 0.34, bowPower: 2.1, stern: 0.2, transom: 0.72 }
const pencil: HullForm = { bow: 0.2, bowPower: 2, stern: 0.45, transom: 0.12 }

const forms: Record<string, HullForm> = {
  'cargo.general': { ...fine, bow: 0.18 },
  'cargo.bulk': full,
  'cargo.container': fine,
  'cargo.roro': boxy,
  'cargo.vehicle': boxy,
  tanker: full,
  passenger: { ...boxy, bow: 0.22 },
  'work.tug': tubby,
  'work.barge': barge,
  'work.crane': barge,
  'work.dredger': { ...boxy, bow: 0.14 },
  work: { ...fine, stern: 0.05, transom: 0.94 },
  fishing: tubby,
  gov: slender,
  naval: slender,
  'naval.submarine': pencil,
  leisure: { ...slender, transom: 0.8 },
  hull: full,
}

/** The form for a class code, or for its first part. */
export function formOf(classCode: string): HullForm {
  return forms[classCode] ?? forms[classCode.split('.')[0]!] ?? fine
}

/** Half the beam at `s`, 0 at the stern and 1 at the bow, as a share of half the greatest beam. */
export function halfBreadth(form: HullForm, s: number): number {
  if (s < form.stern) {
    const inward = 1 - Math.max(0, s) / form.stern
    return form.transom + (1 - form.transom) * Math.sqrt(Math.max(0, 1 - inward * inward))
  }
  if (s > 1 - form.bow) {
    const forward = Math.min(1, (s - 1 + form.bow) / form.bow)
    return Math.pow(1 - Math.pow(forward, form.bowPower), 0.72)
  }
  return 1
}

/**
 * The deck's outline in metres (x towards the bow, y to starboard, origin amidships), counterclockwise in a frame with
 * y up; it touches all four sides of the rectangle length x beam. `inset` metres are taken off all around.
 */
export function hullOutline(form: HullForm, lengthM: number, beamM: number, inset = 0): Point[] {
  const stations = [
    0, 0.01, 0.03, 0.06, 0.1, 0.16, 0.25, 0.5, 0.62, 0.7, 0.76, 0.8, 0.84, 0.87, 0.9, 0.925, 0.95,
  ]
  const sides = [...stations, 0.965, 0.98, 0.99, 0.996, 1]
  const half = Math.max(0, beamM / 2 - inset)
  const place = (s: number, side: number): Point => [
    -lengthM / 2 + inset + s * (lengthM - 2 * inset),
    side * halfBreadth(form, s) * half,
  ]
  return [
    ...sides.map((s) => place(s, -1)),
    ...[...sides]
      .reverse()
      .slice(1)
      .map((s) => place(s, 1)),
  ]
}
