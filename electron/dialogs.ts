import { existsSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { app, dialog, type BrowserWindow, type FileFilter } from 'electron'
import type { ChooseRequest, Granted } from '../src/contract/bridge.ts'
import { asProblem, type Problem } from '../src/domain/problem.ts'
import { plainText } from './plain-text.ts'

type Kind = ChooseRequest['kind']
/** `read`: files that exist; `write`: a name for a file that may not exist yet; `folder`: what lies in a folder. */
export type GrantUse = 'read' | 'write' | 'folder'
export type MakeGrant = (path: string, use: GrantUse) => Promise<Granted>

interface DialogKind {
  readonly title: string
  readonly use: GrantUse
  readonly several: boolean
  readonly filters: FileFilter[]
}

const project: FileFilter = { name: 'Roadstead project', extensions: ['gpkg'] }
const scene: FileFilter = { name: 'GeoTIFF scene', extensions: ['tif', 'tiff', 'TIF', 'TIFF'] }
const keys: FileFilter = { name: 'Keys', extensions: ['json'] }
const everything: FileFilter = { name: 'All files', extensions: ['*'] }
const records: FileFilter = {
  name: 'Records',
  extensions: ['geojson', 'json', 'geojsonl', 'csv', 'txt', 'kml'],
}

const kinds: Readonly<Record<Kind, DialogKind>> = {
  'new-project': { title: 'New project', use: 'write', several: false, filters: [project] },
  'open-project': { title: 'Open project', use: 'read', several: false, filters: [project, everything] },
  'add-scenes': { title: 'Add scenes', use: 'read', several: true, filters: [scene, everything] },
  'locate-scene': { title: 'Locate scene', use: 'read', several: false, filters: [scene, everything] },
  'locate-folder': { title: 'Locate scenes in a folder', use: 'folder', several: false, filters: [] },
  'import-records': { title: 'Import records', use: 'read', several: true, filters: [records, everything] },
  'import-keys': { title: 'Import keys', use: 'read', several: false, filters: [keys, everything] },
  'export-file': { title: 'Export', use: 'write', several: false, filters: [everything] },
}

/** Tells a problem in a native message that waits for nobody: the page goes on meanwhile. */
export function showProblem(window: BrowserWindow, problem: Problem): void {
  void dialog.showMessageBox(window, {
    type: 'warning',
    message: plainText(problem.subject),
    detail: `${plainText(problem.message)} ${plainText(problem.remedy)}`,
    buttons: ['Close'],
  })
}

async function mayReplace(window: BrowserWindow, path: string): Promise<boolean> {
  const answer = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Replace ${plainText(basename(path))}?`,
    detail: 'A file of this name is already there.',
    buttons: ['Replace', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  })
  return answer.response === 0
}

async function askWhereToSave(
  window: BrowserWindow,
  kind: DialogKind,
  suggested: string | undefined,
): Promise<string[]> {
  const name = suggested === undefined ? undefined : basename(plainText(suggested).replaceAll('\\', '/'))
  const ending = name === undefined ? '' : extname(name)
  const filters =
    ending === '' ? kind.filters : [{ name: kind.title, extensions: [ending.slice(1)] }, everything]
  const { filePath } = await dialog.showSaveDialog(window, {
    title: kind.title,
    filters,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
    ...(name === undefined ? {} : { defaultPath: join(app.getPath('documents'), name) }),
  })
  if (filePath === '') return []
  const wanted = ending || (kind.filters.includes(project) ? '.gpkg' : '')
  if (extname(filePath) !== '' || wanted === '') return [filePath]
  // The dialog asked about the name as typed; with its ending it may be another file.
  const completed = `${filePath}${wanted}`
  return !existsSync(completed) || (await mayReplace(window, completed)) ? [completed] : []
}

async function askWhatToOpen(window: BrowserWindow, kind: DialogKind): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: kind.title,
    filters: kind.filters,
    properties:
      kind.use === 'folder'
        ? ['openDirectory']
        : kind.several
          ? ['openFile', 'multiSelections']
          : ['openFile'],
  })
  return filePaths
}

/** The grants for `paths`; a path that the core refuses is told to the analyst and left out. */
export async function grantAll(
  window: BrowserWindow,
  paths: readonly string[],
  use: GrantUse,
  makeGrant: MakeGrant,
): Promise<Granted[]> {
  const granted: Granted[] = []
  for (const path of paths) {
    try {
      granted.push(await makeGrant(path, use))
    } catch (error) {
      showProblem(window, asProblem(error, basename(path)))
    }
  }
  return granted
}

/** Shows the native dialog for `request` and grants what the analyst chose. */
export async function choose(
  window: BrowserWindow,
  request: ChooseRequest,
  makeGrant: MakeGrant,
): Promise<Granted[]> {
  const kind = kinds[request.kind]
  const paths =
    kind.use === 'write'
      ? await askWhereToSave(window, kind, request.suggested)
      : await askWhatToOpen(window, kind)
  return await grantAll(window, paths, kind.use, makeGrant)
}
