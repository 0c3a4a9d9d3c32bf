import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openProject } from '../../src/project/project-file.ts'
import { problemOf } from '../project/spoiled-project.ts'
import { testFolder } from '../project/test-project.ts'

const canMake = spawnSync('ogr2ogr', ['--version']).status === 0

const places = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { uid: 'a', class: 'tanker.oil' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [2, 1],
            [2, 2],
            [1, 1],
          ],
        ],
      },
    },
  ],
})

function run(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: 'pipe' })
}

/** A picture in Web Mercator, which tile sets of both kinds take. */
function picture(folder: string): string {
  const path = join(folder, 'picture.tif')
  const grey = join(folder, 'picture.pgm')
  writeFileSync(grey, Buffer.concat([Buffer.from('P5\n64 64\n255\n'), randomBytes(64 * 64)]))
  run('gdal_translate', '-q', '-a_srs', 'EPSG:3857', '-a_ullr', '0', '1000', '1000', '0', grey, path)
  return path
}

function vectors(folder: string): string {
  const path = join(folder, 'places.geojson')
  writeFileSync(path, places)
  return path
}

describe.skipIf(!canMake)('a file of another program (made by GDAL)', () => {
  test.each([
    [
      'SpatiaLite',
      'project/not-geopackage',
      (path: string, folder: string) =>
        run('ogr2ogr', '-f', 'SQLite', '-dsco', 'SPATIALITE=YES', path, vectors(folder)),
    ],
    [
      'SpatiaLite with tables named like ours',
      'project/not-geopackage',
      (path: string, folder: string) =>
        run('ogr2ogr', '-f', 'SQLite', '-dsco', 'SPATIALITE=YES', '-nln', 'sightings', path, vectors(folder)),
    ],
    [
      'MBTiles',
      'project/not-geopackage',
      (path: string, folder: string) => {
        const tiles = join(folder, 'tiles.mbtiles')
        run('gdal_translate', '-q', '-of', 'MBTILES', picture(folder), tiles)
        renameSync(tiles, path)
      },
    ],
    [
      'a GeoPackage of picture tiles',
      'project/not-roadstead',
      (path: string, folder: string) => run('gdal_translate', '-q', '-of', 'GPKG', picture(folder), path),
    ],
    [
      'a GeoPackage with a layer named sightings',
      'project/not-roadstead',
      (path: string, folder: string) =>
        run('ogr2ogr', '-f', 'GPKG', '-nln', 'sightings', path, vectors(folder)),
    ],
    [
      'an encrypted database',
      'project/not-geopackage',
      (path: string) => writeFileSync(path, randomBytes(8_192)),
    ],
  ])('%s is refused as what it is, and not a byte of it changes', (_what, code, make) => {
    const path = join(testFolder(), 'other.gpkg')
    make(path, testFolder())
    const state = () => ({
      sum: createHash('sha256').update(readFileSync(path)).digest('hex'),
      beside: readdirSync(dirname(path)),
    })
    const before = state()
    expect(problemOf(() => openProject(path))).toMatchObject({ code, subject: 'other.gpkg' })
    expect(state()).toEqual(before)
  })
})
