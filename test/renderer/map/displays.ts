import type { SceneDisplay } from '../../../src/contract/scene-display.ts'
import type { SceneLook } from '../../../src/contract/scene-look.ts'
import type { SceneOnMap } from '../../../renderer/map/map-contract.ts'

export const utm51 = '+proj=utm +zone=51 +datum=WGS84 +units=m +no_defs'
export const utm33 = '+proj=utm +zone=33 +datum=WGS84 +units=m +no_defs'
export const utm34 = '+proj=utm +zone=34 +datum=WGS84 +units=m +no_defs'
export const mercator =
  '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs'
export const geographic = '+proj=longlat +datum=WGS84 +no_defs'

/** A scene of 700 x 600 pixels as the core would describe it. */
export function displayOf(projDefinition: string | null, affine: number[] | null): SceneDisplay {
  return {
    width: 700,
    height: 600,
    affine,
    crs: projDefinition,
    projDefinition,
    gsdM: 3,
    bands: [],
    combination: [1],
    levels: [
      { width: 700, height: 600 },
      { width: 350, height: 300 },
      { width: 175, height: 150 },
    ],
    readFrom: 'scene',
    problems: [],
  }
}

export function sceneOf(display: SceneDisplay): SceneOnMap {
  const look: SceneLook = {
    drawn: 'bands',
    combination: [1],
    stretch: [{ low: 0, high: 1 }],
    method: { kind: 'percentile', low: 2, high: 98 },
    source: 'scene',
    decibels: 'none',
    gamma: 1,
    inverted: false,
    opacity: 1,
  }
  return { uid: 'scene', display, look, shiftEastM: 0, shiftNorthM: 0 }
}
