import type { BandInfo } from './scene-image.ts'

/** The products in which vendors say where a scene shows cloud. */
export type CloudMaskKind = 'udm2' | 'udm' | 'qa_pixel' | 'bqa' | 'scl'

export interface CloudMaskName {
  /** Relative to the scene's folder. */
  readonly name: string
  readonly kind: CloudMaskKind
}

/**
 * Names of the files beside a scene that may hold its cloud mask, the better ones first. Planet: `ID_3B_udm2.tif` and
 * `ID_3B_AnalyticMS_DN_udm.tif` (PlanetScope product specification); Landsat: `ID_QA_PIXEL.TIF` (Collection 2) and
 * `ID_BQA.TIF` (Collection 1); Sentinel-2 level 2A: `…_SCL_20m`.
 */
export function cloudMaskNames(fileName: string): CloudMaskName[] {
  const dot = fileName.lastIndexOf('.')
  const stem = dot <= 0 ? fileName : fileName.slice(0, dot)
  const ending = dot <= 0 ? '.tif' : fileName.slice(dot)
  const names = [...planetMasks(stem), ...landsatMasks(stem), ...sentinelMasks(stem)]
  return names
    .map(({ name, kind }) => ({ name: `${name}${ending}`, kind }))
    .filter(({ name }) => name !== fileName)
}

function planetMasks(stem: string): CloudMaskName[] {
  const scope = /^(.*?_(?:1B|3A|3B))_(\w+)$/.exec(stem)
  const sky = /^(\d{8}_\d{6}_ssc?\d+(?:d\d+)?_u?\d+)_\w+$/i.exec(stem)
  const [, id, product] = scope ?? sky ?? []
  if (id === undefined) return []
  const clip = /_clip$/.test(stem) ? '_clip' : ''
  const bare = stem.replace(/(_SR)?(_8b)?(_harmonized)?(_clip)?$/, '')
  const udm2 = [`${id}_udm2${clip}`, `${id}_udm2`, `${bare}_udm2`]
  const udm = product === undefined ? [`${bare}_udm`] : [`${bare}_DN_udm${clip}`, `${bare}_DN_udm`]
  return [
    ...[...new Set(udm2)].map((name) => ({ name, kind: 'udm2' as const })),
    ...[...new Set(udm)].map((name) => ({ name, kind: 'udm' as const })),
  ]
}

function landsatMasks(stem: string): CloudMaskName[] {
  const id = /^(L[COTEM]\w*?)(?:_(?:B\w+|SR_\w+|ST_\w+))$/i.exec(stem)?.[1]
  if (id === undefined) return []
  return [
    { name: `${id}_QA_PIXEL`, kind: 'qa_pixel' },
    { name: `${id}_BQA`, kind: 'bqa' },
  ]
}

function sentinelMasks(stem: string): CloudMaskName[] {
  const match = /^(?:L2A_)?(T\w{5}_\d{8}T\d{6})_(?:B\w{2}|TCI|AOT|WVP)_(?:10|20|60)m$/i.exec(stem)
  const id = match?.[1]
  if (id === undefined) return []
  return ['', '../R20m/'].map((folder) => ({ name: `${folder}${id}_SCL_20m`, kind: 'scl' }))
}

/** The bands of a scene itself that hold a cloud mask, by their names in the file; null where it has none. */
export function cloudMaskBand(
  bands: readonly BandInfo[],
): { readonly band: number; readonly kind: CloudMaskKind | 'flag' } | null {
  for (const { band, name } of bands) {
    const word =
      name
        ?.trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_') ?? ''
    if (word === 'qa_pixel' || word === 'pixel_qa') return { band, kind: 'qa_pixel' }
    if (word === 'bqa') return { band, kind: 'bqa' }
    if (word === 'scl') return { band, kind: 'scl' }
    if (word === 'cloud' || word === 'clouds' || word === 'cloud_mask') return { band, kind: 'flag' }
  }
  return null
}

/** The bands of a mask of a kind that `hides` wants, of those that it has. */
export function maskBands(kind: CloudMaskKind | 'flag', count: number): readonly number[] {
  if (kind !== 'udm2') return [1]
  return [3, 5, 6, 8].filter((band) => band <= count)
}

/**
 * What a mask says of one pixel: cloud, its shadow or heavy haze hide the ground (`cloud`), it was not imaged
 * (`no_data`), or it can be seen (null).
 *
 * Values: UDM2 bands 3 shadow, 5 heavy haze, 6 cloud, each 1 where it is so, 8 the older mask (Planet, "Usable Data
 * Mask"); its bit 0 black fill, bit 1 cloud; QA_PIXEL bit 0 fill, 3 cloud, 4 cloud shadow (USGS LSDS-1328); BQA bit 0
 * fill, 4 cloud, 7 and 8 both: cloud shadow with high confidence; SCL 0 no data, 3 cloud shadow, 8 and 9 cloud (ESA).
 * @param values those of the bands that `maskBands` names, in that order
 */
export function hides(kind: CloudMaskKind | 'flag', values: readonly number[]): 'cloud' | 'no_data' | null {
  const [first = 0, heavy = 0, cloud = 0, older = 0] = values
  const bit = (value: number, number: number): boolean => (Math.floor(value) & (1 << number)) !== 0
  switch (kind) {
    case 'udm2':
      if (bit(older, 0)) return 'no_data'
      return first === 1 || heavy === 1 || cloud === 1 ? 'cloud' : null
    case 'udm':
      return bit(first, 0) ? 'no_data' : bit(first, 1) ? 'cloud' : null
    case 'qa_pixel':
      return bit(first, 0) ? 'no_data' : bit(first, 3) || bit(first, 4) ? 'cloud' : null
    case 'bqa':
      return bit(first, 0) ? 'no_data' : bit(first, 4) || (bit(first, 7) && bit(first, 8)) ? 'cloud' : null
    case 'scl':
      return first === 0 ? 'no_data' : first === 3 || first === 8 || first === 9 ? 'cloud' : null
    case 'flag':
      return first > 0 ? 'cloud' : null
  }
}
