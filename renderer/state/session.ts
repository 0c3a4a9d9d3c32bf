import type { api, EditResult, ProjectSnapshot } from '../../src/contract/api.ts'
import type { Bridge, Granted, WireEvent } from '../../src/contract/bridge.ts'
import type { Client } from '../../src/contract/define.ts'
import { asProblem } from '../../src/domain/problem.ts'
import { createEditQueue, type EditQueue, type EditRequest } from './edit-queue.ts'
import { createAlignWork, type AlignWork } from './align-work.ts'
import { createExchangeWork, type ExchangeWork } from './exchange-work.ts'
import { createBookmarkWork, type BookmarkWork } from './bookmark-work.ts'
import { runJob } from './jobs.ts'
import { createFirstPixels } from './first-pixels.ts'
import { createFollowWork, type FollowWork } from './follow-work.ts'
import { createKeymapWork, type KeymapWork } from './keymap-work.ts'
import { keepSelection } from './kept-selection.ts'
import { keepMatched } from './match-work.ts'
import { createLookWork, type LookWork } from './look-work.ts'
import { createNudgeWork, type NudgeWork } from './nudge-work.ts'
import { scenesByDate } from './project-index.ts'
import { closeProject, takeResult, takeSnapshot, type ProjectStore } from './project-store.ts'
import { createPyramidRoom, type PyramidRoom } from './pyramid-room.ts'
import { createPyramidWork } from './pyramid-work.ts'
import type { ReadoutStore } from './readout-store.ts'
import { createRescueWork, type RescueWork } from './rescue-work.ts'
import { createSceneFiles, type SceneFiles } from './scene-files.ts'
import { createSceneWork, type SceneWork } from './scene-work.ts'
import { withSeenValues } from './seen-values.ts'
import { takeDropped } from './dropped-files.ts'
import { trying } from './trying.ts'
import { forgetProject, notify, type WorkbenchStore } from './workbench-store.ts'

/** The window's side of the conversation with the core. It never rejects: problems go to the screen. */
export interface Session {
  readonly scenes: SceneWork
  readonly files: SceneFiles
  readonly paths: FollowWork
  readonly pyramids: PyramidRoom
  readonly exchange: ExchangeWork
  readonly looks: LookWork
  readonly bookmarks: BookmarkWork
  readonly rescue: RescueWork
  readonly keys: KeymapWork
  readonly align: AlignWork
  readonly nudge: NudgeWork
  readonly edits: Pick<EditQueue, 'retry' | 'insist' | 'discard' | 'adopt'>
  /** Says hello, listens to events, and shows the open project if there is one. Returns how to stop listening. */
  start(onAction: (id: string) => void): () => void
  newProject(): Promise<void>
  /** Opens the project that is given, or asks for one. */
  openProject(file?: Granted): Promise<void>
  closeProject(): Promise<void>
  /** Reads the whole project again, as after a change by another program. */
  reload(): Promise<void>
  /** Puts an edit in the queue; resolves when it is in the file (null: discarded). */
  edit(request: EditRequest): Promise<EditResult | null>
  check(): Promise<void>
  setAnalyst(name: string): Promise<void>
  /** Takes files that were dropped on the window. */
  drop(files: readonly File[]): Promise<void>
}

export function createSession(
  client: Client<typeof api>,
  bridge: Bridge,
  project: ProjectStore,
  workbench: WorkbenchStore,
  readout: ReadoutStore,
): Session {
  const firstPixels = createFirstPixels({ project, workbench, readout })
  const files = createSceneFiles(client, bridge, { project, workbench }, firstPixels)
  const pyramids = createPyramidWork(client, { project, workbench }, firstPixels)
  const scenes = createSceneWork(client, bridge, { project, workbench }, { files, pyramids })
  const exchange = createExchangeWork(client, bridge, project, workbench)
  const looks = createLookWork(client, project, workbench)
  keepMatched(client, project, workbench)
  keepSelection(project, workbench)
  const bookmarks = createBookmarkWork(client, project, workbench)
  const keys = createKeymapWork(client, bridge, workbench)
  const queue = createEditQueue(
    (edit) => client['edit.step'](edit),
    (result) => takeResult(project, result),
    (edits) => project.setState({ edits }),
  )

  const nudge = createNudgeWork(workbench, (request) => void queue.add(request))

  const attempt = async (subject: string, work: () => Promise<void>): Promise<void> => {
    await trying(workbench, subject, work)
  }

  function enter(snapshot: ProjectSnapshot, sameProject: boolean): void {
    takeSnapshot(project, snapshot, sameProject)
    files.begin()
    const { shown } = workbench.getState()
    if (sameProject && shown !== null && project.getState().index.scenes.has(shown)) return
    if (!sameProject) {
      forgetProject(workbench)
      if (snapshot.share !== undefined)
        notify(workbench, 'problem', {
          subject: snapshot.name,
          what: `The project lies on a network drive (${snapshot.share}): one analyst at a time, and saving is slower.`,
          do: 'A copy on a disk of this computer is safer to work in.',
        })
    }
    const { index, away } = project.getState()
    const ordered = scenesByDate(index)
    const first = ordered.find(({ uid }) => !away.has(uid)) ?? ordered[0]
    scenes.show(first?.uid ?? null)
  }

  /** Whether nothing would be lost by leaving the project; says so where something would. */
  function mayLeave(): boolean {
    nudge.end()
    const count = project.getState().edits.length
    if (count === 0) return true
    notify(workbench, 'problem', {
      subject: project.getState().project?.name ?? 'The project',
      what: count === 1 ? '1 edit is not saved yet.' : `${count} edits are not saved yet.`,
      do: 'Retry or discard them first.',
    })
    return false
  }

  /** Forgets what belongs to the project that is left. Text that stayed in its field can be copied from a notice. */
  function leave(): void {
    queue.clear()
    for (const { field, text } of project.getState().drafts)
      notify(workbench, 'problem', {
        subject: `${project.getState().project?.name ?? 'The project'}, ${field}`,
        what: `What was written there was not saved: “${text}”.`,
        do: 'Copy it from here if it is wanted.',
      })
  }

  async function openWith(method: 'project.create' | 'project.open', file: Granted): Promise<void> {
    if (!mayLeave()) return
    workbench.setState({ opening: true })
    await attempt(file.name, async () => {
      try {
        await looks.flush()
        const snapshot = await client[method]({ grant: file.grant })
        leave()
        enter(snapshot, false)
        await greet()
      } catch (error) {
        const problem = asProblem(error, file.name)
        if (problem.code !== 'project/damaged') throw problem
        await rescue.offer(file, problem.toReport())
      }
    })
    workbench.setState({ opening: false })
  }

  async function greet(): Promise<void> {
    const { version, analyst, recent } = await client['app.hello'](undefined)
    const flat = recent.map(({ granted, folder, openedAt }) => ({ ...granted, folder, openedAt }))
    workbench.setState({ version, analyst, recent: flat, core: 'ready' })
  }

  /** A page that was loaded again finds the project that the core still has open. */
  async function findOpenProject(): Promise<void> {
    try {
      const snapshot = await client['project.snapshot'](undefined)
      // One that is being opened enters by itself; entered twice, it would lose what was chosen in between.
      const { opening } = workbench.getState()
      if (project.getState().project === null && !opening) enter(snapshot, false)
    } catch (error) {
      const report = asProblem(error, 'The project').toReport()
      if (report.code !== 'project/none-open') notify(workbench, 'problem', report)
    }
  }

  async function restart(): Promise<void> {
    workbench.setState({ core: 'stopped' })
    await attempt('Roadstead', async () => {
      await greet()
      if (project.getState().project === null) return
      // The core opened the project again by itself.
      enter(await client['project.snapshot'](undefined), true)
      queue.resume()
      notify(workbench, 'problem', {
        subject: 'Roadstead',
        what: 'The part of the program that keeps the project stopped unexpectedly and was started again.',
        do: 'Everything shown as saved is in the project file; edits that were under way were sent again.',
      })
    })
  }

  const rescue = createRescueWork(client, bridge, project, workbench, {
    openAs: (snapshot, sameProject) => {
      if (!sameProject) leave()
      enter(snapshot, sameProject)
      if (sameProject) queue.retry()
    },
    mayLeave,
    greet,
  })

  const session: Session = {
    scenes,
    files,
    paths: createFollowWork(client, { project, workbench }, (states) => files.hear(states)),
    pyramids: createPyramidRoom(client, project, workbench, scenes),
    exchange,
    looks,
    bookmarks,
    rescue,
    keys,
    align: createAlignWork(client, project, workbench, (request) => session.edit(request)),
    nudge,
    edits: queue,
    start(onAction) {
      const hear = (event: WireEvent) => {
        if (event.type === 'action') onAction(event.id)
        else if (event.type === 'open-project') void session.openProject(event.granted)
        else if (event.type === 'project-changed') void session.reload()
        else if (event.type === 'scene-file') files.hear([event])
        else if (event.type === 'core-stopped') void restart()
        else if (event.type === 'window-restarted')
          notify(workbench, 'problem', {
            subject: 'Roadstead',
            what: 'The window stopped unexpectedly and was started again.',
            do: 'Everything shown as saved is in the project file; edits that were under way were sent again, and text that was being written is back in its field.',
          })
        else if (event.type === 'project-trouble') project.setState({ trouble: event.problem })
        else if (event.type === 'backup') rescue.hear(event.making)
        else if (event.type === 'notice') notify(workbench, 'problem', event.problem)
      }
      const stop = bridge.listen(hear)
      void attempt('Roadstead', async () => {
        await greet()
        await keys.load()
        await findOpenProject()
      })
      return stop
    },
    async newProject() {
      const [file] = await bridge.choose({ kind: 'new-project', suggested: 'project.gpkg' })
      if (file !== undefined) await openWith('project.create', file)
    },
    async openProject(file) {
      const [chosen] = file === undefined ? await bridge.choose({ kind: 'open-project' }) : [file]
      if (chosen !== undefined) await openWith('project.open', chosen)
    },
    closeProject: () =>
      attempt('The project', async () => {
        if (!mayLeave()) return
        await looks.flush()
        await client['project.close'](undefined)
        leave()
        closeProject(project)
        forgetProject(workbench)
        await greet()
      }),
    reload: () =>
      attempt('The project', async () => {
        enter(await client['project.snapshot'](undefined), true)
      }),
    edit: (request) => {
      // What was moved by keys comes before what is done now, as it did for the analyst.
      nudge.end()
      const { index, edits } = project.getState()
      return queue.add(withSeenValues(request, index, edits))
    },
    check: () =>
      attempt('The project', async () => {
        const { ok, problems } = await runJob(workbench, 'Checking the project', (options) =>
          client['project.check'](undefined, options),
        )
        project.setState({ problems })
        if (ok) notify(workbench, 'done', { subject: 'The project', what: 'No problem was found.', do: '' })
        else workbench.setState({ tab: 'problems' })
      }),
    setAnalyst: (analyst) =>
      attempt('The analyst', async () => {
        await client['app.configure']({ analyst })
        workbench.setState({ analyst })
      }),
    drop: (files) =>
      attempt('Dropped files', async () => {
        const granted = await bridge.drop(files)
        await takeDropped(granted, { project, workbench }, scenes, (file) => session.openProject(file))
      }),
  }
  return session
}
