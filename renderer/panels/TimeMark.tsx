import { Clock } from 'lucide-react'
import { unsureTime } from '../../src/domain/acquired.ts'
import type { Sighting } from '../../src/domain/sighting.ts'
import { useProject } from '../app/desk-context.ts'

/** A mark on a sighting whose time nobody has vouched for; nothing on the others. */
export function TimeMark({ sighting }: { sighting: Sighting }) {
  const why = useProject(({ index }) =>
    unsureTime(
      sighting.observed_at,
      sighting.scene_uid === null ? undefined : index.scenes.get(sighting.scene_uid),
    ),
  )
  if (why === null) return null
  return (
    <span className="time-mark warn" role="img" aria-label={why} title={why}>
      <Clock size={11} />
    </span>
  )
}
