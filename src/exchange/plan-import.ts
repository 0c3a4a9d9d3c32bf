import { makeEdit, type Edit } from '../commands/change.ts'
import type { ProjectView } from '../commands/view.ts'
import type { ImportReport } from '../contract/exchange-report.ts'
import { Problem } from '../domain/problem.ts'
import { buildSighting } from './build-sighting.ts'
import type { ImportOptions } from './import-options.ts'
import { joinedByFile, type JoinedByFile } from './joined-by-file.ts'
import type { ParsedFile, ParsedRecord } from './parsed-record.ts'
import { conflictWith, sameContent } from './same-content.ts'

/** What an import does to a project, and what it says about it. */
export interface ImportPlan {
  /** Scenes, vessels and places first, then sightings; none where the import is refused. */
  readonly edits: readonly Edit[]
  readonly report: ImportReport
}

type View = Pick<ProjectView, 'get'>

/** At most this many names of unknown properties are reported. */
const maximumIgnored = 1_000

/**
 * Plans the import of a parsed file: pure, nothing is written. Without `keepGoing` one bad record leaves no edits.
 * Measures are computed anew from each footprint.
 * @throws Problem `record/not-found` where the scene of the options is not in the project.
 */
export function planImport(file: ParsedFile, view: View, options: ImportOptions): ImportPlan {
  if (options.scene_uid !== null && view.get('scenes', options.scene_uid) === null) {
    throw new Problem(
      'record/not-found',
      `scene ${options.scene_uid}`,
      'The project has no such scene.',
      'List the scenes and name one of them by its uid.',
    )
  }
  const seen = new Map<string, string>()
  const joined = joinedByFile(view, options.now)
  const sightings: Edit[] = []
  const ignored = new Set<string>()
  const problems: { where: string; why: string }[] = []
  let [read, skipped] = [0, 0]
  for (const record of file.records) {
    read += 1
    for (const name of record.ignored) if (ignored.size < maximumIgnored) ignored.add(name)
    const faults = [...record.problems, ...twinIn(seen, record)]
    const outcome = faults.length > 0 ? { why: faults.join('; ') } : planRecord(record, view, joined, options)
    if (outcome === 'same') skipped += 1
    else if ('why' in outcome) problems.push({ where: record.where, why: outcome.why })
    else sightings.push(outcome)
  }
  const refused = problems.length > 0 && !options.keepGoing
  return {
    edits: refused ? [] : [...joined.edits(), ...sightings],
    report: {
      read,
      imported: refused ? 0 : sightings.length,
      skipped,
      problems,
      ignored_properties: [...ignored].sort(),
    },
  }
}

/** Says so where an earlier record of the file has the same uid, whatever the case of its letters. */
function twinIn(seen: Map<string, string>, record: ParsedRecord): string[] {
  if (record.uid === null) return []
  const uid = record.uid.toLowerCase()
  const twin = seen.get(uid)
  if (twin === undefined) seen.set(uid, record.where)
  return twin === undefined ? [] : [`its uid is that of ${twin} in the same file`]
}

function planRecord(
  read: ParsedRecord,
  view: View,
  joined: JoinedByFile,
  options: ImportOptions,
): Edit | 'same' | { why: string } {
  const record = onKnownScene(read, view, options)
  const { uid } = record
  const known = uid === null ? null : (view.get('sightings', uid) ?? view.get('sightings', uid.toLowerCase()))
  const built = buildSighting(record, known, view, options)
  if ('why' in built) return built
  if (known !== null) {
    if (sameContent(record, built, known)) return 'same'
    const conflict = conflictWith(record, known)
    if (conflict !== null) return { why: conflict }
  }
  return joined.take(built, record.joined) ?? makeEdit('sightings', built.uid, known, built)
}

/** The record on the project's own scene, where the project has its scene's very file under another uid. */
function onKnownScene(record: ParsedRecord, view: View, options: ImportOptions): ParsedRecord {
  const { scene_uid } = record.given
  const sha256 = record.joined.scene_sha256
  if (scene_uid == null || sha256 == null || view.get('scenes', scene_uid) !== null) return record
  const own = options.sceneOfSha256?.(sha256) ?? null
  return own === null ? record : { ...record, given: { ...record.given, scene_uid: own } }
}
