import { ellipsoidOf, projectionOf, type LonLat, type XY } from '../../geodesy/projection.ts'
import type { CrsIdentity } from './crs-of-keys.ts'
import { crsOfWkt } from './crs-of-wkt.ts'
import { epsgDefinition, epsgDefinitionAt, type LocalDefinition } from './epsg.ts'

export interface ResolvedCrs {
  /** `EPSG:n`, else a PROJ string, else null. */
  readonly crs: string | null
  /** A PROJ string to compute with, with the datum shift for the place; null where there is none. */
  readonly projDefinition: string | null
  readonly problems: readonly string[]
}

/**
 * Turns what a file says about its system into something to compute with. The datum shift is the best one at
 * `centre` (in the system's own coordinates).
 */
export function resolveCrs(identity: CrsIdentity | null, centre: XY | null): ResolvedCrs {
  if (identity === null) return { crs: null, projDefinition: null, problems: [] }
  switch (identity.kind) {
    case 'epsg':
      return resolveEpsg(identity.code, identity.unitM ?? null, centre)
    case 'custom':
      return resolveCustom(identity, centre)
    case 'wkt': {
      const inside = crsOfWkt(identity.wkt)
      if (inside !== null) return resolveCrs(inside, centre)
      return unresolved('The text that describes its coordinate system is not understood.')
    }
    case 'unknown':
      return unresolved(identity.reason)
  }
}

function unresolved(reason: string): ResolvedCrs {
  return { crs: null, projDefinition: null, problems: [reason] }
}

function resolveEpsg(code: number, unitM: number | null, centre: XY | null): ResolvedCrs {
  const crs = `EPSG:${code}`
  const plain = epsgDefinition(code)
  if (plain === null) {
    return {
      crs,
      projDefinition: null,
      problems: [`${crs} is not a horizontal system that Roadstead knows.`],
    }
  }
  const inUnits = (definition: string) =>
    unitM === null ? definition : `${definition.replace(/\+(units|to_meter)=\S+/, '')} +to_meter=${unitM}`
  const local = epsgDefinitionAt(code, roughly(inUnits(plain), centre), isProjected(plain))
  const problems = shiftProblems(crs, local)
  const definition = inUnits(local?.definition ?? plain)
  // The code alone would speak of other units.
  return computable(unitM === null ? crs : definition, definition, problems)
}

function resolveCustom(identity: CrsIdentity & { kind: 'custom' }, centre: XY | null): ResolvedCrs {
  const { projection, base, earth } = identity
  if (base === null) {
    const definition = `${projection} ${earth}`.trim()
    return computable(definition, definition, datumProblems(definition))
  }
  const plain = epsgDefinition(base)
  if (plain === null) return unresolved(`Its geographic system EPSG:${base} is not one that Roadstead knows.`)
  const bare = (definition: string) =>
    [projection, definition.replace(/\+proj=\S+\s*/, ''), earth.startsWith('+pm') ? earth : '']
      .filter((part) => part !== '')
      .join(' ')
  const local = epsgDefinitionAt(base, roughly(bare(plain), centre), isProjected(projection))
  const problems = shiftProblems(`EPSG:${base}`, local)
  const definition = bare(local?.definition ?? plain)
  return computable(definition, definition, problems)
}

function isProjected(definition: string): boolean {
  return !definition.startsWith('+proj=longlat')
}

function shiftProblems(crs: string, local: LocalDefinition | null): string[] {
  if (local?.unshifted === true) {
    return [
      `No datum shift from ${crs} to WGS 84 is known here: expect places to be off by up to some hundred metres.`,
    ]
  }
  const missing = local?.gridMissing
  if (missing === null || missing === undefined) return []
  return [
    `${crs} is placed without its shift grid: expect an accuracy of about ${missing.accuracyM} m instead of ${missing.gridAccuracyM} m.`,
  ]
}

/** An ellipsoid alone says nothing of its datum. Spheres are kept for maps of the globe, which nobody shifts. */
function datumProblems(definition: string): string[] {
  if (/\+(datum|towgs84|nadgrids)=/.test(definition)) return []
  const { a, b } = earthAxes(definition)
  const isModern = Math.abs(a - 6_378_137) < 1 && Math.abs(b - 6_356_752.3) < 1
  if (a === b || isModern || !isEarthAxis(a)) return []
  return [
    'Its datum is not one that Roadstead knows, so that no shift to WGS 84 is made: expect places to be off by up to some hundred metres.',
  ]
}

function earthAxes(definition: string): { readonly a: number; readonly b: number } {
  try {
    return ellipsoidOf(definition)
  } catch {
    // proj4js does not know the ellipsoid; `computable` says so.
    return { a: 0, b: 0 }
  }
}

/** Without its datum shift a place is off by some hundred metres, enough to choose the shift by. */
function roughly(definition: string, centre: XY | null): LonLat | null {
  if (centre === null) return null
  try {
    return projectionOf(definition).toLonLat(centre)
  } catch {
    // proj4js does not know the projection; `computable` says so.
    return null
  }
}

function computable(crs: string, definition: string, problems: readonly string[]): ResolvedCrs {
  try {
    if (isOnSphereOnly(definition)) throw new Error('proj4js computes it on a sphere')
    projectionOf(definition)
    if (isEarth(definition)) return { crs, projDefinition: definition, problems }
    const elsewhere = 'Its coordinates are on another body than the Earth; it can be looked at, not measured.'
    return { crs, projDefinition: null, problems: [...problems, elsewhere] }
  } catch {
    const name = /\+proj=(\w+)/.exec(definition)?.[1] ?? 'its projection'
    return {
      crs,
      projDefinition: null,
      problems: [...problems, `The projection ${name} can't be computed here.`],
    }
  }
}

/** proj4js takes the orthographic projection for one of a sphere; on an ellipsoid it would be off by kilometres. */
function isOnSphereOnly(definition: string): boolean {
  if (!/\+proj=ortho\b/.test(definition)) return false
  const { a, b } = ellipsoidOf(definition)
  return a !== b
}

/** PROJ takes a system for one of the Earth where its half axis is that of the Earth within half a percent. */
function isEarth(definition: string): boolean {
  return isEarthAxis(ellipsoidOf(definition).a)
}

function isEarthAxis(metres: number): boolean {
  return Math.abs(metres / 6_375_000 - 1) <= 0.005
}
