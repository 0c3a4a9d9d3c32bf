import { pixelsAt } from '../../src/raster/read-window.ts'
import type { SceneReader } from '../../src/raster/scene-reader.ts'

/** The samples of all bands at one pixel of the full resolution. */
export async function pixelAt(reader: SceneReader, column: number, row: number): Promise<number[]> {
  const [values = []] = await pixelsAt(reader, [{ column, row }])
  return values
}
