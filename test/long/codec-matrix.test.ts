import { expect, test } from 'vitest'
import { readMatrix } from '../interop/codec-matrix.ts'
import { gdalIsMissing } from '../interop/gdal-comparison.ts'
import { testFolder } from '../project/test-project.ts'

test.skipIf(gdalIsMissing())(
  'all codecs in all layouts, sample types, predictors and byte orders are read as GDAL reads them (needs python3-gdal)',
  async () => {
    const { files, apart } = await readMatrix(testFolder(), 1)
    expect(apart).toEqual([])
    expect(files).toBeGreaterThan(1500)
  },
)
