import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { X } from 'lucide-react'
import { useAction, useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { IconButton } from '../../ui/Button.tsx'
import { screenText } from '../../ui/screen-text.ts'
import { placeMeant } from '../../state/shown-look.ts'
import { datesAtPlace, extentOfPlace, spanAtScale, type Spot } from './dates-at-place.ts'
import { FilmFrame, frameWidth } from './FilmFrame.tsx'

/** All dates at a place, oldest first: a click makes one B, with Shift A. */
export function Filmstrip() {
  const isOpen = useWorkbench((state) => state.filmstrip)
  return isOpen ? <OpenFilmstrip /> : null
}

function OpenFilmstrip() {
  const { session } = useDesk()
  const index = useProject((state) => state.index)
  const shown = useWorkbench((state) => state.shown)
  const spot = useSpot()
  const close = useAction('view.filmstrip')
  const list = useRef<HTMLUListElement>(null)
  const scenes = useMemo(() => (spot === null ? [] : datesAtPlace(index, spot.centre)), [index, spot])
  const [focused, setFocused] = useState<string | null>(null)
  const reachable = scenes.some(({ uid }) => uid === focused) ? focused : (shown ?? scenes[0]?.uid)
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: scenes.length,
    getScrollElement: () => list.current,
    estimateSize: () => frameWidth,
    overscan: 2,
  })
  const at = scenes.findIndex(({ uid }) => uid === shown)
  useEffect(() => {
    if (at >= 0) virtualizer.scrollToIndex(at)
  }, [virtualizer, at])

  function onKeyDown(event: KeyboardEvent): void {
    const from = scenes.findIndex(({ uid }) => uid === reachable)
    const next = {
      ArrowRight: from + 1,
      ArrowLeft: from - 1,
      Home: 0,
      End: scenes.length - 1,
    }[event.key]
    const scene = next === undefined ? undefined : scenes[next]
    if (next === undefined || scene === undefined || event.altKey) return
    event.preventDefault()
    virtualizer.scrollToIndex(next)
    setFocused(scene.uid)
    const frame = () => list.current?.querySelector<HTMLElement>(`[data-uid="${scene.uid}"]`)
    const there = frame()
    if (there != null) there.focus()
    // A frame out of sight comes into being only with the scroll.
    else requestAnimationFrame(() => frame()?.focus())
  }

  return (
    <section className="filmstrip" aria-label="Filmstrip">
      <div className="filmstrip-title">
        <b>Dates here</b> <span className="dim">{scenes.length}</span>
        {spot === null ? null : <span className="faint clip">{screenText(spot.name)}</span>}
        <span className="spacer" />
        <span className="faint">Click: B · Shift and click: A</span>
        <IconButton label="Close filmstrip" onClick={close.run}>
          <X size={13} />
        </IconButton>
      </div>
      {scenes.length === 0 ? (
        <p className="panel-empty">
          {spot === null
            ? 'The scene that is shown has no place on Earth.'
            : 'No scene of this project shows the middle of the map.'}
        </p>
      ) : (
        <ul ref={list} className="filmstrip-list" aria-label="Dates here" onKeyDown={onKeyDown}>
          <li aria-hidden style={{ width: virtualizer.getTotalSize() }} />
          {virtualizer.getVirtualItems().map(({ index: item, start }) => {
            const scene = scenes[item]
            if (scene === undefined || spot === null) return null
            return (
              <li key={scene.uid} className="filmstrip-frame" style={{ left: start }}>
                <FilmFrame
                  scene={scene}
                  spot={spot}
                  isReachable={scene.uid === reachable}
                  onFocus={() => setFocused(scene.uid)}
                  onChoose={(side) =>
                    side === 'B' ? session.scenes.show(scene.uid) : session.scenes.compareWith(scene.uid)
                  }
                />
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

/** Where the strip looks: the place of what is selected, else the middle of the map once it rests. */
function useSpot(): Spot | null {
  const desk = useDesk()
  const selection = useWorkbench((state) => state.selection)
  const [spot, setSpot] = useState<Spot | null>(() => spotNow(desk))
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const look = () =>
      setSpot((before) => {
        const next = spotNow(desk)
        return sameSpot(before, next) ? before : next
      })
    look()
    const stop = desk.readout.subscribe((now, before) => {
      if (now.centre === before.centre && now.metresPerPixel === before.metresPerPixel) return
      clearTimeout(waiting)
      waiting = setTimeout(look, 250)
    })
    return () => {
      clearTimeout(waiting)
      stop()
    }
  }, [desk, selection])
  return spot
}

function spotNow(desk: ReturnType<typeof useDesk>): Spot | null {
  const { centre, metresPerPixel } = desk.readout.getState()
  const [selected] = desk.workbench.getState().selection
  const place = selected === undefined ? null : placeMeant(desk)
  const ground = place === null ? null : extentOfPlace(place)
  if (place !== null && ground !== null) return { ...ground, name: place.name ?? '' }
  if (centre === null || metresPerPixel === null) return null
  return { centre, spanM: spanAtScale(metresPerPixel), name: 'in the middle of the map' }
}

function sameSpot(a: Spot | null, b: Spot | null): boolean {
  if (a === null || b === null) return a === b
  return a.spanM === b.spanM && a.centre.join() === b.centre.join() && a.name === b.name
}
