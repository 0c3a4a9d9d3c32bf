import { useEffect, useRef, useState } from 'react'
import { showAcquired } from '../../../src/domain/acquired.ts'
import type { Scene } from '../../../src/domain/scene.ts'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { countOfScene } from '../../state/project-index.ts'
import { awayLines } from '../scenes/scene-row-text.ts'
import { screenText } from '../../ui/screen-text.ts'
import type { Spot } from './dates-at-place.ts'
import { inTurn } from './in-turn.ts'

export const frameWidth = 132
const picture = { width: 122, height: 72 }

/** One date at the place: its picture, its time, its side. */
export function FilmFrame({
  scene,
  spot,
  isReachable,
  onFocus,
  onChoose,
}: {
  scene: Scene
  spot: Spot
  isReachable: boolean
  onFocus: () => void
  onChoose: (side: 'A' | 'B') => void
}) {
  const shown = useWorkbench((state) => state.shown === scene.uid)
  const compared = useWorkbench((state) => state.compared === scene.uid)
  const count = useProject((state) => countOfScene(state.index, scene.uid))
  const side = shown ? 'B' : compared ? 'A' : null
  const date = showAcquired(scene)
  return (
    <button
      type="button"
      className="film-frame tabular"
      data-uid={scene.uid}
      data-side={side}
      tabIndex={isReachable ? 0 : -1}
      aria-current={shown}
      title={screenText([date, scene.sensor].filter(Boolean).join(' · '))}
      aria-label={`${date}${side === null ? '' : `, ${side}`}: Enter shows it as B, Shift and Enter as A`}
      onFocus={onFocus}
      onClick={(event) => onChoose(event.shiftKey ? 'A' : 'B')}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !event.shiftKey) return
        event.preventDefault()
        onChoose('A')
      }}
    >
      <Picture scene={scene} spot={spot} />
      <span className="film-date">
        {side === null ? null : (
          <span className="badge" data-side={side}>
            {side}
          </span>
        )}
        <span className={`clip ${scene.acquired_confirmed === 1 ? '' : 'warn'}`}>
          {scene.acquired_at?.slice(0, 10) ?? screenText(scene.name ?? 'time unknown')}
        </span>
        <span className="dim">{count}</span>
      </span>
    </button>
  )
}

function Picture({ scene, spot }: { scene: Scene; spot: Spot }) {
  const { map, session } = useDesk()
  const { uid } = scene
  const readiness = useProject((state) => state.readiness.get(uid))
  const look = useWorkbench((state) => state.looks.get(uid))
  const away = useProject((state) => state.away.get(uid))
  const canvas = useRef<HTMLCanvasElement>(null)
  const [found, setFound] = useState<'reading' | 'drawn' | 'none' | 'failed'>('reading')
  const display = readiness?.state === 'ready' ? readiness.display : null
  const isUnknown = readiness === undefined && away === undefined

  useEffect(() => {
    if (!isUnknown) return
    const stop = new AbortController()
    void inTurn(stop.signal, () => session.scenes.glance(uid))
    return () => stop.abort()
  }, [session, uid, isUnknown])

  const { shift_east_m: east, shift_north_m: north } = scene
  useEffect(() => {
    if (display === null || look === undefined) return
    const stop = new AbortController()
    const onMap = { uid, display, look, shiftEastM: east ?? 0, shiftNorthM: north ?? 0 }
    void inTurn(stop.signal, async () => {
      const target = canvas.current
      if (target === null || map.current === null) return
      try {
        const isDrawn = await map.current.drawChip(target, onMap, spot.centre, spot.spanM, stop.signal)
        if (!stop.signal.aborted) setFound(isDrawn ? 'drawn' : 'none')
      } catch {
        // What cannot be read says so in the list of scenes and on the map.
        if (!stop.signal.aborted) setFound('failed')
      }
    })
    return () => stop.abort()
  }, [map, uid, display, look, east, north, spot])

  const ratio = window.devicePixelRatio
  const why =
    away !== undefined
      ? awayLines[away].text
      : readiness?.state === 'failed' || found === 'failed'
        ? 'not readable'
        : found === 'none'
          ? 'no pixels here'
          : found === 'reading'
            ? 'reading …'
            : null
  return (
    <span className="film-picture">
      <canvas
        ref={canvas}
        aria-hidden
        width={Math.round(picture.width * ratio)}
        height={Math.round(picture.height * ratio)}
      />
      {why === null ? null : (
        <span className={away === undefined ? 'faint' : awayLines[away].tone}>{why}</span>
      )}
    </span>
  )
}
