import type { WireEvent } from '../contract/bridge.ts'
import type { SceneFileState, SceneFileStates } from '../contract/scene-file.ts'
import type { Uid } from '../domain/identifiers.ts'
import { Problem } from '../domain/problem.ts'
import { sceneFileStates } from './scene-files.ts'
import type { Session } from './session.ts'

/** How often the files of the scenes on the screen are looked at: one stat each. */
const lookEveryMs = 3_000

/** Looks after the files of the few scenes that are on the screen, and tells when one comes, goes or is written to. */
export class SceneWatch {
  readonly #session: Session
  readonly #emit: (event: WireEvent) => void
  #states = new Map<Uid, SceneFileState>()
  #timer: NodeJS.Timeout | null = null

  constructor(session: Session, emit: (event: WireEvent) => void) {
    this.#session = session
    this.#emit = emit
  }

  /** Watches these scenes and no others; gives how their files are. */
  async watch(uids: readonly Uid[]): Promise<SceneFileStates> {
    const states = await statesOf(this.#session, uids)
    this.#states = new Map(states.map(({ uid, state }) => [uid, state]))
    this.#timer ??= setInterval(() => void this.look(), lookEveryMs).unref()
    return states
  }

  /** Looks at the watched files now. */
  async look(): Promise<void> {
    const watched = this.#states
    if (watched.size === 0) return
    const now = await statesOf(this.#session, [...watched.keys()]).catch((error: unknown) => {
      // The project was closed, or another program holds its lock: the next look comes soon.
      if (error instanceof Problem) return []
      throw error
    })
    if (watched !== this.#states) return
    for (const { uid, state } of now) {
      if (watched.get(uid) === state) continue
      watched.set(uid, state)
      this.#emit({ type: 'scene-file', uid, state })
    }
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
    this.#states = new Map()
  }
}

/** How the files of these scenes are; scenes that the project does not have are left out. */
export async function statesOf(session: Session, uids: readonly Uid[]): Promise<SceneFileStates> {
  const scenes = uids.map((uid) => session.project.get('scenes', uid)).filter((scene) => scene !== null)
  return [...(await sceneFileStates(session, scenes))].map(([uid, state]) => ({ uid, state }))
}
