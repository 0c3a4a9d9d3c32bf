import { expect, test } from 'vitest'
import { testFolder } from '../project/test-project.ts'
import { readMatrix } from './codec-matrix.ts'
import { gdalIsMissing } from './gdal-comparison.ts'

/** A number that has no factor with those of the matrix: every codec, layout, type and order has its turn. */
const leap = 7

test.skipIf(gdalIsMissing())(
  'every codec, layout, sample type, predictor and byte order is read as GDAL reads it (needs python3-gdal)',
  async () => {
    const { files, apart } = await readMatrix(testFolder(), leap)
    expect(apart).toEqual([])
    expect(files).toBeGreaterThan(100)
  },
)
