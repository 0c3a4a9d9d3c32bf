import type { api } from '../../src/contract/api.ts'
import type { Client } from '../../src/contract/define.ts'
import type { Uid } from '../../src/domain/identifiers.ts'
import type { SceneFileStates } from '../../src/contract/scene-file.ts'
import { asProblem } from '../../src/domain/problem.ts'
import type { ProjectState, ProjectStore } from './project-store.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

/**
 * The question whether paths of scenes that lead out of the project's folder may be followed on this machine. A project
 * may come from someone else, so nothing on such a path is looked at before the analyst says yes to it.
 */
export interface FollowWork {
  /** Shows the question, also where it was put off. */
  ask(): Promise<void>
  /** Yes to the paths that are listed, and to no others. */
  follow(): Promise<void>
  /** Not now: it is asked again when the project is opened again, or when other paths come. */
  putOff(): void
}

export function createFollowWork(
  client: Client<typeof api>,
  { project, workbench }: { readonly project: ProjectStore; readonly workbench: WorkbenchStore },
  hear: (states: SceneFileStates) => void,
): FollowWork {
  /** The list that was answered by "not now". */
  let declined: string | null = null

  const tell = (error: unknown) => {
    const report = asProblem(error, 'The paths of the scenes').toReport()
    if (report.code !== 'project/none-open') notify(workbench, 'problem', report)
  }

  async function look(): Promise<void> {
    const outside = outsideScenes(project.getState())
    if (outside.length === 0) {
      project.setState({ pathQuestion: null })
      return
    }
    try {
      const found = await client['scene.outside']({ uids: outside })
      if (!sameList(outsideScenes(project.getState()), outside)) return
      const isAsked = found.scenes.length > 0 && found.listed !== declined
      project.setState({ pathQuestion: isAsked ? found : null })
    } catch (error) {
      tell(error)
    }
  }

  project.subscribe((now, before) => {
    if (now.away === before.away || sameList(outsideScenes(now), outsideScenes(before))) return
    if (isOtherProject(now, before)) declined = null
    void look()
  })

  return {
    async ask() {
      declined = null
      await look()
    },
    async follow() {
      const { pathQuestion } = project.getState()
      if (pathQuestion === null) return
      const { scenes, listed } = pathQuestion
      try {
        hear(await client['scene.follow']({ uids: scenes.map(({ uid }) => uid), listed }))
      } catch (error) {
        tell(error)
        await look()
      }
    },
    putOff() {
      declined = project.getState().pathQuestion?.listed ?? null
      project.setState({ pathQuestion: null })
    },
  }
}

function isOtherProject({ project: now }: ProjectState, { project: before }: ProjectState): boolean {
  return now === null || now.name !== before?.name || now.folder !== before.folder
}

function outsideScenes({ away }: Pick<ProjectState, 'away'>): Uid[] {
  return [...away].flatMap(([uid, why]) => (why === 'outside' ? [uid] : []))
}

function sameList(a: readonly Uid[], b: readonly Uid[]): boolean {
  return a.length === b.length && a.every((uid, index) => uid === b[index])
}
