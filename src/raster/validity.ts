import { isComplex, type BandInfo, type Samples, type SampleType } from './scene-image.ts'

/**
 * What samples of a band are where its nodata value was written: complex samples are magnitudes. Null where it has no
 * such value.
 */
export function noDataOfSamples(band: Pick<BandInfo, 'type' | 'noDataValue'> | null): number | null {
  const nodata = band?.noDataValue ?? null
  return nodata !== null && band !== null && isComplex(band.type) ? Math.abs(nodata) : nodata
}

/**
 * The samples of blocks that were never written: nodata, within what the type holds, as GDAL fills them; 0 where there is
 * no such value.
 */
export function fillOfBlocks(band: Pick<BandInfo, 'type' | 'noDataValue'> | null): number {
  const nodata = noDataOfSamples(band) ?? 0
  const range = band === null ? undefined : ranges[band.type]
  if (range === undefined) return nodata
  return Number.isNaN(nodata) ? 0 : Math.min(range[1], Math.max(range[0], Math.round(nodata)))
}

const ranges: { readonly [type in SampleType]?: readonly [low: number, high: number] } = {
  Byte: [0, 255],
  Int8: [-128, 127],
  UInt16: [0, 65_535],
  Int16: [-32_768, 32_767],
  UInt32: [0, 2 ** 32 - 1],
  Int32: [-(2 ** 31), 2 ** 31 - 1],
}

/** A test for one band's "no data here"; null where every sample counts. NaN never counts as data. */
export function noDataTest(samples: Samples, band: BandInfo | null): ((value: number) => boolean) | null {
  const nodata = noDataOfSamples(band)
  const floats = samples instanceof Float32Array || samples instanceof Float64Array
  if (nodata === null || Number.isNaN(nodata)) return floats ? Number.isNaN : null
  if (!floats) return (value) => value === nodata
  // The text of a Float32 nodata has more or fewer digits than the samples.
  const held = samples instanceof Float32Array ? Math.fround(nodata) : nodata
  const near = Math.abs(held) * 1e-7
  return Math.abs(held) > 1e30
    ? (value) => Number.isNaN(value) || value === held || Math.abs(value - held) <= near
    : (value) => Number.isNaN(value) || value === held
}

/**
 * Which pixels have data: 0 where no band has (nodata in all of them), where a float band is NaN, and where alpha or
 * mask are 0. Null where every pixel has data.
 */
export function invalidPixels(
  samples: readonly Samples[],
  bands: readonly (BandInfo | null)[],
  covers: readonly (Samples | null)[],
): Uint8Array | null {
  const length = samples[0]?.length ?? 0
  const tests = samples.map((band, index) => noDataTest(band, bands[index] ?? null))
  const floats = samples.some((band) => band instanceof Float32Array || band instanceof Float64Array)
  if (!floats && tests.includes(null) && covers.every((cover) => cover === null)) return null
  const valid = new Uint8Array(length).fill(1)
  if (tests.length > 0 && tests.every((test) => test !== null)) {
    valid.fill(0)
    samples.forEach((band, index) => {
      const test = tests[index]
      if (test == null) return
      for (let at = 0; at < length; at += 1) if (!test(band[at] ?? 0)) valid[at] = 1
    })
  }
  for (const band of samples) {
    if (!(band instanceof Float32Array) && !(band instanceof Float64Array)) continue
    for (let at = 0; at < length; at += 1) if (Number.isNaN(band[at])) valid[at] = 0
  }
  for (const cover of covers) {
    if (cover === null) continue
    for (let at = 0; at < length; at += 1) if (cover[at] === 0) valid[at] = 0
  }
  return valid.includes(0) ? valid : null
}
