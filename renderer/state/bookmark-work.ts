import type { api } from '../../src/contract/api.ts'
import type { Client } from '../../src/contract/define.ts'
import type { Bookmark } from '../../src/contract/scene-look.ts'
import { normaliseLon } from '../../src/geodesy/ellipsoid.ts'
import { newUid, type Uid } from '../../src/domain/identifiers.ts'
import type { LonLat } from '../../src/domain/polygon.ts'
import { asProblem } from '../../src/domain/problem.ts'
import type { ProjectStore } from './project-store.ts'
import { notify, type WorkbenchStore } from './workbench-store.ts'

/** The places that the project remembers. */
export interface BookmarkWork {
  add(name: string, centre: LonLat, metresPerPixel: number): Promise<void>
  rename(bookmark: Bookmark, name: string): Promise<void>
  remove(uid: Uid): Promise<void>
}

export function createBookmarkWork(
  client: Client<typeof api>,
  project: ProjectStore,
  workbench: WorkbenchStore,
): BookmarkWork {
  const take = async (answer: Promise<readonly Bookmark[]>): Promise<void> => {
    try {
      workbench.setState({ bookmarks: await answer })
    } catch (error) {
      const report = asProblem(error, 'Bookmarks').toReport()
      if (report.code !== 'project/none-open') notify(workbench, 'problem', report)
    }
  }
  // Another project, or the same one read again: its bookmarks may be others.
  project.subscribe((state, before) => {
    if (state.project === before.project) return
    if (state.project === null) workbench.setState({ bookmarks: [] })
    else void take(client['bookmark.list'](undefined))
  })
  const keep = (bookmark: Bookmark) => take(client['bookmark.keep'](bookmark))
  return {
    add: (name, [lon, lat], metres_per_pixel) =>
      keep({ uid: newUid(), name, lon: normaliseLon(lon), lat, metres_per_pixel }),
    rename: (bookmark, name) => keep({ ...bookmark, name }),
    remove: (uid) => take(client['bookmark.remove']({ uid })),
  }
}
