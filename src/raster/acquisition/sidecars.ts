import type { ByteSource } from '../byte-source.ts'

/** What lies beside a scene and places it. The texts are those of the files, the overviews are read as needed. */
export interface Sidecars {
  /** World file (`.tfw`, `.tifw`, `.wld`). */
  readonly tfw?: string
  /** WKT of the coordinate reference system. */
  readonly prj?: string
  /** GDAL's `.aux.xml`. */
  readonly auxXml?: string
  /** A vendor's camera model: `_RPC.TXT`, `.RPB`, DIMAP's `RPC_*.XML`. */
  readonly rpc?: string
  /** External overviews (`.ovr`). */
  readonly ovr?: ByteSource
  /** External mask (`.msk`). */
  readonly msk?: ByteSource
}

/** Names of the files that `Sidecars` come from, in order of preference; the first that exists counts. */
export function placingSidecarNames(fileName: string): Record<keyof Sidecars, string[]> {
  const { stem, ending } = parts(fileName)
  const short = ending.length >= 3 ? `${ending.charAt(0)}${ending.slice(-1)}w` : 'tfw'
  const world = [...new Set(['tfw', short, `${ending}w`, 'wld'])]
  return {
    tfw: world.flatMap((one) => [`${stem}.${one}`, `${stem}.${one.toUpperCase()}`]),
    prj: [`${stem}.prj`, `${stem}.PRJ`],
    auxXml: [`${fileName}.aux.xml`],
    rpc: rpcNames(stem),
    ovr: [`${fileName}.ovr`, `${fileName}.OVR`],
    msk: [`${fileName}.msk`, `${fileName}.MSK`],
  }
}

function rpcNames(stem: string): string[] {
  const stems = [stem, maxarProduct(stem) ?? stem]
  const names = stems.flatMap((one) => [`${one}_RPC.TXT`, `${one}_rpc.txt`, `${one}.RPB`, `${one}.rpb`])
  const dimap = /^IMG_/i.test(stem) ? both(`RPC_${stem.slice(4).replace(/_R\d+C\d+$/i, '')}`, '.xml') : []
  return [...new Set([...names, ...dimap])]
}

/**
 * Names of the files beside a scene in which vendors say when and how it was taken, relative to its folder. Most don't
 * exist; what exists is worth reading (a few hundred kilobytes at most).
 */
export function sidecarNames(fileName: string): string[] {
  const { stem } = parts(fileName)
  const names = [
    ...both(stem, '.xml'),
    ...both(stem, '.json'),
    ...both(stem, '.imd'),
    `${stem}.stac.json`,
    `${stem}_metadata.json`,
    `${stem}_metadata.xml`,
    `${stem}_metadata.txt`,
    ...planetNames(stem),
    ...skySatNames(stem),
    ...dimapNames(stem),
    ...maxarNames(stem),
    ...geoEyeNames(stem),
    ...landsatNames(stem),
    ...sentinelNames(stem),
    ...radarNames(stem),
  ]
  return [...new Set(names)].filter((name) => name !== fileName)
}

function parts(fileName: string): { stem: string; ending: string } {
  const dot = fileName.lastIndexOf('.')
  return dot <= 0
    ? { stem: fileName, ending: '' }
    : { stem: fileName.slice(0, dot), ending: fileName.slice(dot + 1).toLowerCase() }
}

function both(stem: string, ending: string): string[] {
  return [`${stem}${ending}`, `${stem}${ending.toUpperCase()}`]
}

/** `ID_3B_AnalyticMS_SR_8b_clip` has `ID_metadata.json` and `ID_3B_AnalyticMS_metadata_clip.xml` beside it. */
function planetNames(stem: string): string[] {
  const match = /^(.*?_(?:1B|3A|3B))(_\w+)?$/.exec(stem)
  if (match === null) return []
  const [, level = '', product = ''] = match
  const clip = product.includes('_clip') ? '_clip' : ''
  const plain = product.replace(/_(SR|clip|harmonized|file_format)/g, '')
  const id = level.replace(/_(1B|3A|3B)$/, '')
  const bare = plain.replace(/_(8b|DN_udm|udm2?)$/, '')
  return [`${level}${plain}`, `${level}${bare}`, level]
    .flatMap((one) => [`${one}_metadata${clip}.xml`, `${one}_metadata.xml`])
    .concat(`${id}_metadata.json`, `${id}.json`)
}

/** `20240526_205646_ssc9_u0002_analytic` and `20240526_205646_ssc9d2_0014_visual` have `ID_metadata.json` beside them. */
function skySatNames(stem: string): string[] {
  const id = /^\d{8}_\d{6}_ssc?\d+(?:d\d+)?_u?\d+/i.exec(stem)?.[0]
  return id === undefined ? [] : [`${id}_metadata.json`, `${id}.json`, `${id}_metadata.xml`]
}

/** `IMG_x_R1C1` belongs to `DIM_x`; so does `IMG_x_RGB_R1C1` where the bands come in several files. */
function dimapNames(stem: string): string[] {
  if (!/^IMG_/i.test(stem)) return []
  const product = stem.slice(4).replace(/_R\d+C\d+$/i, '')
  const whole = product.replace(/_(?:P|PAN|RGB|NED|MS|PMS)$/i, '')
  return [product, whole, stem.slice(4)].flatMap((one) => both(`DIM_${one}`, '.xml'))
}

/** All tiles of a product, `18JUL24015312-M2AS_R1C1-123_01_P001` and its like, have one `18JUL24015312-M2AS-123_01_P001`. */
function maxarNames(stem: string): string[] {
  const product = maxarProduct(stem)
  return product === null ? [] : [...both(product, '.imd'), ...both(product, '.xml')]
}

function maxarProduct(stem: string): string | null {
  const match = /^(\d{2}[A-Z]{3}\d{8}-[A-Z0-9]+)_R\d+C\d+(-.*)$/i.exec(stem)
  return match === null ? null : `${match[1] ?? ''}${match[2] ?? ''}`
}

/** `LC08_…_T1_B4` belongs to `LC08_…_T1_MTL`. */
function landsatNames(stem: string): string[] {
  if (!/^L[COTEM]\d/i.test(stem)) return []
  const band = /^(L\w*?)_(?:B\w+|BQA|QA_\w+|(?:sr|toa|ta|st|bt)_\w+|pixel_qa|radsat_qa)$/i.exec(stem)
  const scene = band?.[1] ?? stem
  return [`${scene}_MTL.txt`, `${scene}_MTL.json`, `${scene}_MTL.xml`, `${scene}.xml`]
}

/** All components of an order, `po_123_rgb_0000000` and its like, have one `po_123_metadata.txt`. */
function geoEyeNames(stem: string): string[] {
  const order = /^(.+?)_(?:pan|rgb|bgrn|msi|red|grn|blu|nir)_\d{7}$/i.exec(stem)?.[1]
  return order === undefined ? [] : [`${order}_metadata.txt`]
}

/**
 * Sentinel-1 keeps pixels in `measurement`, an annotation of each file in `annotation`, and a manifest above both.
 * Bands of Sentinel-2 lie one or two folders below the metadata of their tile, or were taken out with it.
 */
function sentinelNames(stem: string): string[] {
  const lower = stem.toLowerCase()
  if (/^s1[a-d]-/.test(lower)) {
    return [`../annotation/${lower}.xml`, '../manifest.safe', 'manifest.safe']
  }
  if (/^s1[a-d]_/.test(lower)) return ['manifest.safe']
  if (!/^t\d{2}[a-z]{3}_\d{8}t\d{6}_|^s2[a-d]_msi/.test(lower)) return []
  const products = ['MTD_MSIL1C.xml', 'MTD_MSIL2A.xml']
  return [...['../', '../../', ''].map((folder) => `${folder}MTD_TL.xml`), ...products]
}

/** `x_UMBRA-05_GEC` has `x_UMBRA-05_METADATA.json` beside it, a file of Capella's `x_extended.json`. */
function radarNames(stem: string): string[] {
  if (/^CAPELLA_/i.test(stem)) return [`${stem}_extended.json`]
  const umbra = /^(.*_UMBRA-?\d+)_\w+$/i.exec(stem)?.[1]
  return umbra === undefined ? [] : [`${umbra}_METADATA.json`]
}
