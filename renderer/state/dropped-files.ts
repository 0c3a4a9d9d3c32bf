import type { Granted } from '../../src/contract/bridge.ts'
import type { ProjectStore } from './project-store.ts'
import type { SceneWork } from './scene-work.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

const sightingEndings = ['json', 'geojson', 'geojsonl', 'geojsons', 'geojsonseq']

/**
 * Opens the project among files that were dropped on the window, adds the scenes, and offers to import the sightings.
 * One project is opened and one file of sightings imported at a time; what is left over is named.
 */
export async function takeDropped(
  files: readonly Granted[],
  { project, workbench }: { readonly project: ProjectStore; readonly workbench: WorkbenchStore },
  scenes: Pick<SceneWork, 'addScenes'>,
  openProject: (file: Granted) => Promise<void>,
): Promise<void> {
  const [opened, ...otherProjects] = files.filter((file) => endingOf(file) === 'gpkg')
  const [imported, ...otherSightings] = files.filter((file) => sightingEndings.includes(endingOf(file)))
  const images = files.filter((file) => !['gpkg', ...sightingEndings].includes(endingOf(file)))
  if (opened !== undefined) await openProject(opened)
  const [first] = files
  if (project.getState().project === null) {
    if (first !== undefined && opened === undefined)
      notify(workbench, 'problem', {
        subject: first.name,
        what: 'No project is open that could take it.',
        do: 'Make a new project or open one, then drop the files again.',
      })
    return
  }
  if (images.length > 0) await scenes.addScenes(images)
  if (imported !== undefined) workbench.setState({ dialog: 'import', dropped: imported })
  const left = [...otherProjects, ...otherSightings].map(({ name }) => name)
  if (left.length > 0)
    notify(workbench, 'problem', {
      subject: left.join(', '),
      what: 'Of projects and of files of sightings one is taken at a time: these were left alone.',
      do: 'Drop them one by one.',
    })
}

const endingOf = ({ name }: Granted) => name.toLowerCase().split('.').at(-1) ?? ''
