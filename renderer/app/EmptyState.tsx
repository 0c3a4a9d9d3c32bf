import { FolderOpen, ImagePlus, Plus } from 'lucide-react'
import { showInstant } from '../../src/domain/time.ts'
import { showsGround, whyNotMeasured } from '../state/action.ts'
import { Button } from '../ui/Button.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { ProblemBanner } from '../ui/Notice.tsx'
import { screenText } from '../ui/screen-text.ts'
import { ActionButton } from './ActionButton.tsx'
import { CarryOffer } from '../panels/carry-forward/CarryOffer.tsx'
import { offerText } from '../state/carry-offer.ts'
import { useDesk, useProject, useReading, useReadout, useWorkbench } from './desk-context.ts'

/** The first screen: make a project, open one, or go on with a recent one. */
export function NoProject() {
  const { session } = useDesk()
  const recent = useWorkbench((state) => state.recent)
  const version = useWorkbench((state) => state.version)
  const opening = useWorkbench((state) => state.opening)
  return (
    <main className="empty-state" aria-label="Start">
      <div className="start">
        <h1>Watch ships in your own imagery</h1>
        <p className="dim">
          A project is one file. It keeps what you see: scenes, hulls, vessels and where each fact comes from.
          Nothing leaves this computer.
        </p>
        <div className="start-buttons">
          <ActionButton id="project.new" tone="primary" icon={<Plus size={15} />} />
          <ActionButton id="project.open" icon={<FolderOpen size={15} />} />
        </div>
        {opening ? (
          <p className="dim" role="status">
            Opening …
          </p>
        ) : null}
        {recent.length === 0 ? null : (
          <section>
            <h2 id="recent-title">Recent</h2>
            <ul className="recent" aria-labelledby="recent-title">
              {recent.map((file) => (
                <li key={file.grant}>
                  <button type="button" onClick={() => void session.openProject(file)}>
                    <b className="clip">{screenText(file.name)}</b>
                    <span className="faint">{showInstant(file.openedAt)}</span>
                    <small className="clip dim">{screenText(file.folder)}</small>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        <p className="faint">
          You can also drop a project file on the window.{version === '' ? '' : ` Roadstead ${version}.`}
        </p>
      </div>
    </main>
  )
}

/** What to do first where there is nothing to see yet; lies over the map. */
export function MapHint() {
  const { session } = useDesk()
  const scenes = useProject((state) => state.index.scenes.size)
  const shown = useWorkbench((state) => state.shown)
  const scene = useProject((state) => (shown === null ? undefined : state.index.scenes.get(shown)))
  const why = useProject((state) => (shown === null ? undefined : state.away.get(shown)))
  const isGround = useReading(showsGround)
  const readiness = useProject((state) => (shown === null ? undefined : state.readiness.get(shown)))
  if (scenes === 0)
    return (
      <div className="map-hint">
        <ImagePlus size={30} className="faint" />
        <h2>Add your first scene</h2>
        <p className="dim">
          Drop GeoTIFF files here, or choose them. They stay where they are; nothing is written to them.
        </p>
        <ActionButton id="scene.add" tone="primary" />
      </div>
    )
  if (shown === null) return <div className="map-hint dim">Choose a scene in the list to show it.</div>
  // The ground is shown, and the banner above or the note on it says what there is to choose.
  if (isGround) return null
  if (why === 'changed') return <div className="map-hint lost" />
  if (why !== undefined)
    return (
      <div className="map-hint lost">
        <h2>{why === 'outside' ? unfollowed : away}</h2>
        <p className="dim clip">{screenText(scene?.path ?? '')}</p>
        <WaysBack outside={why === 'outside'} />
        <p className="faint">Sightings, measures and exports work without it.</p>
      </div>
    )
  if (readiness?.state === 'failed')
    return (
      <div className="map-hint">
        <ProblemBanner report={readiness.problem}>
          <Button onClick={() => session.scenes.prepareAgain(shown)}>Try again</Button>
        </ProblemBanner>
      </div>
    )
  if (readiness?.state !== 'ready') {
    const { done = 0, total = 0, what = '' } = readiness ?? {}
    return (
      <div className="map-hint" role="status">
        <h2>Preparing the scene</h2>
        <div className="bar wide">
          <i style={{ width: `${total > 0 ? (100 * done) / total : 8}%` }} />
        </div>
        <p className="dim">{screenText(what)}</p>
      </div>
    )
  }
  return null
}

/** What to do on a scene that is out of sight or on which nothing is drawn yet, or why nothing can be; lies under the dates. */
export function FirstHull() {
  const shown = useWorkbench((state) => state.shown)
  const readiness = useProject((state) => (shown === null ? undefined : state.readiness.get(shown)))
  const fileAway = useProject((state) => (shown === null ? undefined : state.away.get(shown)))
  const isGround = useReading(showsGround)
  const empty = useProject((state) => (state.index.sightingsByScene.get(shown ?? '')?.size ?? 0) === 0)
  const tool = useWorkbench((state) => state.tool)
  const carrying = useWorkbench((state) => state.carry !== null)
  const offered = useReading((desk) => offerText(desk) !== null)
  const isElsewhere = useReading(
    (desk) => desk.readout.getState().centre !== null && desk.map.current?.regionInView() === null,
  )
  // What is in sight goes with the map.
  useReadout((state) => state.centre)
  // What is wrong with either of two dates, the comparison says itself.
  const isCompared = useWorkbench(({ view, compared }) => view !== 'single' && compared !== null)
  if (isCompared) return offered ? <CarryOffer /> : null
  if (fileAway !== undefined)
    return isGround && fileAway !== 'changed' ? <FileAway outside={fileAway === 'outside'} /> : null
  if (readiness?.state !== 'ready') return null
  const why = whyNotMeasured(readiness.display)
  if (why !== null)
    return (
      <div className="first-hull glass warn" role="note">
        {screenText(why)}
      </div>
    )
  if (isElsewhere)
    return (
      <div className="first-hull glass with-ways" role="note" aria-label="Out of sight">
        <p>This scene lies elsewhere: none of it is in sight.</p>
        <ActionButton id="map.fit-scene" />
      </div>
    )
  if (offered) return <CarryOffer />
  if (empty && tool === 'select' && !carrying)
    return (
      <div className="first-hull glass">
        No ships drawn on this date yet. Press <Kbd keys="H" />, then click the <b>bow</b>, the <b>stern</b>{' '}
        and the <b>side</b>.
      </div>
    )
  return null
}

/** That the pixels of the scene are away, and how they come back; what was drawn on it is seen all the same. */
function FileAway({ outside }: { outside: boolean }) {
  return (
    <div className="first-hull glass with-ways" role="note" aria-label="Scene file">
      <p>
        <b>{outside ? unfollowed : away}.</b> Sightings, measures and exports work without it.
      </p>
      <WaysBack outside={outside} />
    </div>
  )
}

const away = 'The file of this scene is not where it was'
const unfollowed = 'The path of this scene is not followed yet'

function WaysBack({ outside }: { outside: boolean }) {
  return (
    <>
      {outside ? (
        <ActionButton id="scene.follow-paths" tone="primary">
          Follow …
        </ActionButton>
      ) : null}
      <ActionButton id="scene.locate" tone={outside ? 'plain' : 'primary'} />
      <ActionButton id="scene.locate-folder" />
    </>
  )
}
