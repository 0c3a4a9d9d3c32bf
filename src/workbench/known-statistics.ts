import type { SampleStatistics } from '../contract/scene-look.ts'
import { sampleStatistics } from '../jobs/scene-statistics.ts'
import type { BandStatistics } from '../raster/statistics.ts'
import type { FileVersion } from './file-stamps.ts'

/** So many scenes with four bands take some 10 MB. */
const kept = 256

interface Known {
  readonly size: number
  readonly mtimeMs: number
  readonly bands: ReadonlyMap<number, SampleStatistics>
}

/** Statistics of whole scenes that were read to draw them: the histogram beside the map asks for the same ones. */
export class KnownStatistics {
  readonly #scenes = new Map<string, Known>()

  remember(path: string, { size, mtimeMs }: FileVersion, statistics: readonly BandStatistics[]): void {
    this.#scenes.delete(path)
    const bands = new Map(statistics.map((one) => [one.band, sampleStatistics(one)]))
    this.#scenes.set(path, { size, mtimeMs, bands })
    const [oldest] = this.#scenes.keys()
    if (this.#scenes.size > kept && oldest !== undefined) this.#scenes.delete(oldest)
  }

  /** Those of these bands; null where the file is another one now, or one of them was never read. */
  of(path: string, now: FileVersion, bands: readonly number[]): SampleStatistics[] | null {
    const known = this.#scenes.get(path)
    if (known?.size !== now.size || known.mtimeMs !== now.mtimeMs) return null
    const found = bands.flatMap((band) => known.bands.get(band) ?? [])
    return found.length === bands.length ? found : null
  }
}
