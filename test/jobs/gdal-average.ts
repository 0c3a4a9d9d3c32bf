import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const python = '/usr/bin/python3'
const script = join(import.meta.dirname, 'pyramid-with-gdal.py')

/** Whether GDAL with its Python binding is on this machine: the independent average to compare with. */
export function hasGdal(): boolean {
  if (!existsSync(python)) return false
  try {
    execFileSync(python, ['-c', 'from osgeo import gdal; import numpy'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** One band of one level of a pyramid beside what GDAL averages for it. */
export interface LevelDifference {
  readonly band: number
  readonly size: readonly [number, number]
  readonly differing: number
  readonly largest: number
  readonly largestRelative: number
}

export function differencesFromGdal(scene: string, pyramid: string): LevelDifference[] {
  const text = execFileSync(python, [script, 'compare', scene, pyramid], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return JSON.parse(text) as LevelDifference[]
}

/** Writes a scene of a kind that Roadstead's own writer does not know. */
export function makeWithGdal(kind: 'palette' | 'masked' | 'nan' | 'complex', path: string): void {
  execFileSync(python, [script, 'make', kind, path], { stdio: 'ignore' })
}
