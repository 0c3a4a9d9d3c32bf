import { Ellipsis, X } from 'lucide-react'
import { memo, useEffect } from 'react'
import { dayOnly, showAcquired, timeConfirmed } from '../../../src/domain/acquired.ts'
import type { Scene } from '../../../src/domain/scene.ts'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { actionOf, reasonAgainst, runAction } from '../../state/actions.ts'
import { countOfScene } from '../../state/project-index.ts'
import { openDialog } from '../../state/workbench-store.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx'
import { screenText } from '../../ui/screen-text.ts'
import { preparation, rowTip, sceneLines } from './scene-row-text.ts'
import { sceneTwins } from './scene-twins.ts'

/** One scene: its side, date, sensor, number of sightings, and everything that can be wrong with it. */
export const SceneRow = memo(function SceneRow({ scene, shown }: { scene: Scene; shown: boolean }) {
  const desk = useDesk()
  const { session } = desk
  const compared = useWorkbench((state) => state.compared === scene.uid)
  const away = useProject((state) => state.away.get(scene.uid))
  const readiness = useProject((state) => state.readiness.get(scene.uid))
  const pyramid = useProject((state) => state.pyramids.get(scene.uid))
  const facts = useProject((state) => state.facts.get(scene.uid))
  const twin = useProject((state) => sceneTwins(state.index.scenes).get(scene.uid))
  const count = useProject((state) => countOfScene(state.index, scene.uid))
  const learn = () => void session.files.learn(scene.uid)
  // First what drawing it takes: both keep the core busy.
  const isPrepared = readiness?.state === 'ready' || readiness?.state === 'failed'
  useEffect(() => {
    if (shown && isPrepared) void session.files.learn(scene.uid)
  }, [session, scene.uid, shown, isPrepared])
  const side = shown ? 'B' : compared ? 'A' : null
  const unsure = scene.acquired_at === null || scene.acquired_confirmed !== 1
  const date = showAcquired(scene)
  const missing = away !== undefined
  const lines = sceneLines(scene, { away, readiness, pyramid, facts })
  const progress = preparation(readiness, pyramid)
  const share = progress !== null && progress.total > 0 ? progress.done / progress.total : null
  return (
    <div
      className="scene-row"
      data-shown={shown}
      data-acts={twin !== undefined ? 'long' : missing ? 'short' : pyramid !== undefined ? 'icon' : 'none'}
    >
      <button
        type="button"
        className="badge"
        data-side={side}
        aria-label={compared ? `Stop comparing with ${date}` : `Compare with ${date} (A)`}
        aria-pressed={compared}
        title={shown ? 'Shown (B)' : compared ? 'Compared (A): click to stop' : 'Compare with this scene (A)'}
        onClick={() => session.scenes.compareWith(compared ? null : scene.uid)}
      >
        {side}
      </button>
      <button
        type="button"
        className="scene-show"
        aria-current={shown}
        title={screenText(rowTip(scene, facts))}
        onClick={() => session.scenes.show(scene.uid)}
        onPointerEnter={learn}
        onFocus={learn}
        onKeyDown={(event) => {
          if (event.key.toLowerCase() !== 'a' || event.ctrlKey) return
          session.scenes.compareWith(compared ? null : scene.uid)
          event.stopPropagation()
        }}
      >
        <span className="scene-date tabular">
          <b className={missing ? 'faint' : unsure ? 'warn' : ''}>{date}</b>
          <span className="dim">{count}</span>
        </span>
        <span className="scene-lines">
          {lines.map(({ text, tone, keys }) => (
            <span key={text} className={`scene-line clip ${tone}`}>
              {screenText(text)} {shown && keys !== undefined ? <Kbd keys={keys} /> : null}
            </span>
          ))}
          {twin === undefined ? null : (
            <span className="scene-line clip warn">
              same file as {screenText(twin.name ?? showAcquired(twin))}
            </span>
          )}
        </span>
        {progress !== null && (pyramid === undefined || progress.total > 0) ? (
          <span
            className="bar"
            role="progressbar"
            aria-label={`Preparing ${date}`}
            aria-valuenow={share === null ? undefined : Math.round(share * 100)}
          >
            <i style={{ width: `${(share ?? 0.06) * 100}%` }} />
          </span>
        ) : null}
      </button>
      <span className="scene-more">
        {away === 'outside' ? (
          <Button tone="quiet" className="link warn" onClick={() => runAction('scene.follow-paths', desk)}>
            follow …
          </Button>
        ) : missing ? (
          <Button tone="quiet" className="link bad" onClick={() => void session.files.locate(scene.uid)}>
            locate
          </Button>
        ) : null}
        {pyramid !== undefined ? (
          <IconButton
            className="icon-button cancel"
            label={`Cancel preparing ${date}`}
            onClick={pyramid.cancel}
          >
            <X size={13} />
          </IconButton>
        ) : null}
        {twin === undefined ? null : (
          <Button
            tone="quiet"
            className="link"
            onClick={() => void session.edit({ kind: 'scene.remove', uid: scene.uid, into: twin.uid })}
          >
            remove copy
          </Button>
        )}
        <SceneMenu scene={scene} shown={shown} missing={missing} />
      </span>
    </div>
  )
})

const isShifted = ({ shift_east_m, shift_north_m }: Scene): boolean =>
  (shift_east_m ?? 0) !== 0 || (shift_north_m ?? 0) !== 0

/** What else can be done with a scene. */
function SceneMenu({ scene, shown, missing }: { scene: Scene; shown: boolean; missing: boolean }) {
  const desk = useDesk()
  const { session, workbench } = desk
  const count = useProject((state) => countOfScene(state.index, scene.uid))
  const readOnly = useProject((state) => state.project?.readOnly === true)
  const locked = readOnly ? 'This project is open for reading only.' : null
  const { uid } = scene
  const entries = (): readonly MenuEntry[] => [
    {
      label: 'Confirm time',
      blocked: locked ?? (timeConfirmed(scene) ? 'It is confirmed already.' : null),
      run: () => {
        if (scene.acquired_at === null || dayOnly(scene)) openDialog(workbench, 'scene', uid)
        else void session.edit({ kind: 'scene.revise', uid, patch: { acquired_confirmed: 1 } })
      },
    },
    { label: 'Details: date, sensor, provider', run: () => openDialog(workbench, 'scene', uid) },
    {
      label: 'Align with scene A',
      blocked: locked ?? (shown ? reasonAgainst(actionOf('align.start'), desk) : 'Show it as B first.'),
      run: () => runAction('align.start', desk),
    },
    {
      label: 'Remove shift',
      blocked: locked ?? (isShifted(scene) ? null : 'It is drawn where its file says.'),
      run: () => void session.edit({ kind: 'scene.unshift', uid }),
    },
    {
      label: 'Locate file',
      blocked: locked ?? (missing ? null : 'The file is where it was.'),
      run: () => void session.files.locate(uid),
    },
    {
      label: 'Remove from project',
      blocked: locked ?? (count > 0 ? `${count} sightings lie on it: delete them first.` : null),
      run: () => void session.edit({ kind: 'scene.remove', uid }),
    },
  ]
  return (
    <MenuButton
      trigger={
        <IconButton label={`More about ${showAcquired(scene)}`}>
          <Ellipsis size={15} />
        </IconButton>
      }
      entries={entries}
    />
  )
}
