import { useEffect, useMemo } from 'react'
import type { Occupancy, Presence, Stay } from '../../../src/compare/presence.ts'
import { vesselTitle } from '../../../src/domain/vessel.ts'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { showMeasure } from '../../app/format.ts'
import { classColor, classLabel } from '../../state/class-groups.ts'
import { unseenWords } from '../../state/unseen-words.ts'
import { select } from '../../state/workbench-store.ts'
import { Button } from '../../ui/Button.tsx'
import { ProblemBanner } from '../../ui/Notice.tsx'
import { screenText } from '../../ui/screen-text.ts'

/** Who was there on which date, along all scenes of a place (null: of the project). A click goes to the date. */
export function OccupancyTable({ place }: { place: string | null }) {
  const { session, project } = useDesk()
  const occupancy = useProject((state) => state.occupancy)
  useEffect(() => {
    void session.scenes.follow(place)
  }, [session, place, occupancy])
  const result = occupancy?.place === place ? occupancy.result : null
  const stays = useMemo(() => (result === null ? [] : inOrder(result)), [result])
  if (occupancy?.problem != null)
    return (
      <ProblemBanner report={occupancy.problem}>
        <Button onClick={() => project.setState({ occupancy: null })}>Try again</Button>
      </ProblemBanner>
    )
  if (result === null) return <p className="panel-empty">Following vessels …</p>
  if (stays.length === 0) return <p className="panel-empty">No hull is drawn there on any scene.</p>
  return (
    <div className="occupancy-scroll" tabIndex={0} role="region" aria-label="Vessels along all scenes">
      <table className="occupancy tabular" aria-label="Presence">
        <thead>
          <tr>
            <th scope="col">Vessel</th>
            <th scope="col">Class</th>
            <th scope="col" className="number">
              Length
            </th>
            {result.scenes.map(({ scene_uid, acquired_at }) => (
              <th key={scene_uid} scope="col">
                <SceneHead uid={scene_uid} date={acquired_at} />
              </th>
            ))}
            <th scope="col">First seen</th>
            <th scope="col">Last seen</th>
            <th scope="col" className="number">
              Gaps
            </th>
          </tr>
        </thead>
        <tbody>
          {stays.map((stay, at) => (
            <StayRow key={`${at} ${stay.first_seen ?? ''}`} stay={stay} occupancy={result} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Those that came first at the top. */
function inOrder({ stays }: Occupancy): readonly Stay[] {
  return [...stays].sort((a, b) => ((a.first_seen ?? '9') < (b.first_seen ?? '9') ? -1 : 1))
}

function SceneHead({ uid, date }: { uid: string; date: string | null }) {
  const { session } = useDesk()
  const side = useWorkbench(({ shown, compared }) => (shown === uid ? 'B' : compared === uid ? 'A' : null))
  return (
    <button type="button" data-side={side} onClick={() => session.scenes.show(uid)}>
      {date === null ? 'no date' : date.slice(2, 10)}
    </button>
  )
}

function StayRow({ stay, occupancy }: { stay: Stay; occupancy: Occupancy }) {
  const index = useProject((state) => state.index)
  const uid = stay.scenes.find((one) => one.state === 'present')?.sighting_uid
  const sighting = uid === undefined ? undefined : index.sightings.get(uid)
  const vessel = stay.vessel_uid === null ? null : index.vessels.get(stay.vessel_uid)
  const day = (instant: string | null) => instant?.slice(0, 10) ?? 'no date'
  return (
    <tr>
      <th scope="row" className="clip">
        {stay.vessel_uid === null ? <span className="faint">none</span> : screenText(vesselTitle(vessel))}
      </th>
      <td className="clip">
        <i className="dot" style={{ background: classColor(sighting?.class ?? null), marginRight: 6 }} />
        {classLabel(sighting?.class ?? null)}
      </td>
      <td className="number">{showMeasure(sighting?.length_m ?? null, sighting?.length_error_m ?? null)}</td>
      {stay.scenes.map((presence, at) => (
        <td key={occupancy.scenes[at]?.scene_uid ?? at} className="presence-cell">
          <PresenceCell presence={presence} sceneUid={occupancy.scenes[at]?.scene_uid ?? null} />
        </td>
      ))}
      <td>{day(stay.first_seen)}</td>
      <td>{day(stay.last_seen)}</td>
      <td className="number">{stay.gaps.length === 0 ? '–' : stay.gaps.length}</td>
    </tr>
  )
}

function PresenceCell({ presence, sceneUid }: { presence: Presence; sceneUid: string | null }) {
  const { session, workbench, map } = useDesk()
  if (presence.state === 'absent')
    return (
      <span className="faint" role="img" aria-label="looked for, not there" title="Looked for, not there">
        ·
      </span>
    )
  if (presence.state === 'unseen') {
    const words = `Cannot be told: ${unseenWords[presence.reason]}`
    return (
      <span className="dim" role="img" aria-label={words} title={words}>
        ?
      </span>
    )
  }
  const { sighting_uid } = presence
  const go = () => {
    session.scenes.show(sceneUid)
    select(workbench, [sighting_uid])
    requestAnimationFrame(() => map.current?.fitFootprint(sighting_uid))
  }
  return (
    <button type="button" className="presence" aria-label="seen: show it" title="Seen: show it" onClick={go}>
      <i />
    </button>
  )
}
