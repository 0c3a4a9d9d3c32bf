import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newUid } from '../../src/domain/identifiers.ts'
import { hull } from '../exchange/hulls.ts'
import { has, inTurn, runOnce, type Run } from './measure.ts'
import { rowsOf, type Row } from './table.ts'

const command = join(import.meta.dirname, '..', '..', 'src', 'cli', 'run.mjs')

/** Importing and exporting sightings by the command, beside ogr2ogr between GeoJSON and a GeoPackage. */
export function exchangeRows(folder: string, count: number, rounds: number): Row[] {
  const file = join(folder, 'sightings.geojson')
  writeFileSync(file, manySightings(count))
  const environment = { ROADSTEAD_SETTINGS: join(folder, 'settings') }
  const roadstead = (...args: string[]): Run => runOnce(process.execPath, [command, ...args], environment)
  const ogr = has('ogr2ogr', '--version')
  const [project, geopackage] = [join(folder, 'sightings.gpkg'), join(folder, 'ogr.gpkg')]
  const imported = inTurn(
    rounds,
    () => {
      for (const ending of ['', '-journal']) rmSync(`${project}${ending}`, { force: true })
      return roadstead('import', project, file)
    },
    ogr
      ? () => {
          rmSync(geopackage, { force: true })
          return runOnce('ogr2ogr', ['-f', 'GPKG', geopackage, file])
        }
      : null,
  )
  const [ours, theirs] = [join(folder, 'ours.geojson'), join(folder, 'theirs.geojson')]
  const exported = inTurn(
    rounds,
    () => roadstead('export', project, '--to', 'geojson', '--out', ours),
    ogr
      ? () => {
          rmSync(theirs, { force: true })
          return runOnce('ogr2ogr', ['-f', 'GeoJSON', theirs, geopackage])
        }
      : null,
  )
  const thousand = `${count / 1000}k sightings`
  return [
    ...rowsOf(`import of ${thousand}`, imported.ours, imported.peer, 'ogr2ogr, GeoJSON to GeoPackage'),
    ...rowsOf(`export of ${thousand}`, exported.ours, exported.peer, 'ogr2ogr, GeoPackage to GeoJSON'),
  ]
}

/** Hulls of many sizes and headings over two degrees of sea, as a GeoJSON that any program reads. */
function manySightings(count: number): string {
  const features = Array.from({ length: count }, (_, index) => {
    const centre = [
      121 + ((index * 7919) % 20_000) / 10_000,
      29 + ((index * 104_729) % 20_000) / 10_000,
    ] as const
    const ring = hull([...centre], 40 + (index % 300), 8 + (index % 45), (index * 37) % 360)
    return JSON.stringify({
      type: 'Feature',
      id: newUid(),
      properties: {
        observed_at: new Date(Date.UTC(2024, 0, 1) + index * 60_000).toISOString(),
        class: index % 3 === 0 ? 'cargo.bulk' : 'tanker.oil',
        berth_state: 'at_anchor',
        notes: `hull ${index}`,
      },
      geometry: { type: 'Polygon', coordinates: [ring] },
    })
  })
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`
}
