import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const python = '/usr/bin/python3'
const validator = '/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py'

/** Why GDAL's programs cannot be asked on this machine; false where they can. */
export const withoutGdal: string | false =
  existsSync(validator) &&
  spawnSync(python, ['-c', 'from osgeo import gdal'], { stdio: 'ignore' }).status === 0
    ? false
    : 'GDAL and its Python bindings are not installed (apt-get install gdal-bin python3-gdal)'

/** What GDAL's validator, at its strictest, has to say about a GeoPackage; empty where it is content. */
export function validate(path: string): string {
  const run = spawnSync(python, [validator, '-k', '--extra', '--warning-as-error', path], {
    encoding: 'utf8',
  })
  return `${run.stdout}${run.stderr}${run.status === 0 ? '' : `exit ${String(run.status)}`}`
}

/** Edits the file through GDAL; see gpkg-edit.py for the kinds. */
export function editWithGdal(path: string, kind: string): void {
  const run = spawnSync(python, [join(import.meta.dirname, 'gpkg-edit.py'), path, kind], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`GDAL failed to edit (${kind}): ${run.stderr}`)
}

/** What ogrinfo prints about the layers of a file, and what it warns of. */
export function ogrinfo(path: string, ...options: string[]): { text: string; warnings: string } {
  const run = spawnSync('ogrinfo', ['-ro', ...options, path], { encoding: 'utf8' })
  return { text: run.stdout, warnings: run.stderr }
}
