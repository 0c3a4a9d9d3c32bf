import type { Hull } from '../../../src/geodesy/footprint.ts'
import type { Edge } from '../../../src/domain/vocabulary.ts'
import { measureErrors } from '../../../src/geodesy/uncertainty.ts'
import type { LiveMeasures, SceneOnMap } from '../map-contract.ts'

/** What a hull that is being drawn on a scene measures; its beam is null while it has none. */
export function liveMeasures(hull: Hull, scene: SceneOnMap | null, edge: Edge | null = null): LiveMeasures {
  const errors = measureErrors({
    gsdM: scene?.display.gsdM ?? null,
    offNadirDeg: scene?.offNadirDeg ?? null,
    edge,
  })
  const hasBeam = hull.beamM > 0
  return {
    lengthM: hull.lengthM,
    lengthErrorM: errors.length_error_m,
    beamM: hasBeam ? hull.beamM : null,
    beamErrorM: hasBeam ? errors.beam_error_m : null,
    headingDeg: hull.headingDeg,
  }
}

/**
 * The measures as the analyst reads them beside the pen: `L 152.4 ± 4 m  B 21.0 ± 4 m  hdg 042.5° T`; `hdg
 * 042.5°/222.5° T` where the bow is not known.
 */
export function measuresText(measures: LiveMeasures, knowsBow = true): string {
  const parts = [`L ${metresText(measures.lengthM, measures.lengthErrorM)}`]
  if (measures.beamM !== null) parts.push(`B ${metresText(measures.beamM, measures.beamErrorM)}`)
  const ways = knowsBow ? [0] : [0, 180]
  parts.push(`hdg ${ways.map((turned) => headingText(measures.headingDeg + turned)).join('/')} T`)
  return parts.join('  ')
}

/** Metres with one decimal and the half-width of their interval, where it is known. */
export function metresText(metres: number, errorM: number | null): string {
  return errorM === null ? `${metres.toFixed(1)} m` : `${metres.toFixed(1)} ± ${errorText(errorM)} m`
}

function errorText(errorM: number): string {
  return errorM >= 2 ? String(Math.round(errorM)) : errorM.toFixed(1)
}

/** Three digits before the point, as on a chart: 042.5°. */
export function headingText(degrees: number): string {
  const tenths = Math.round(degrees * 10) % 3600
  return `${(tenths / 10).toFixed(1).padStart(5, '0')}°`
}
