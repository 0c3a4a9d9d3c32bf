import { useEffect, useRef, useState } from 'react'
import type { Desk } from '../state/desk.ts'
import type { MapController, MapEvent } from '../map/map-contract.ts'
import { ringOf } from '../../src/domain/polygon.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { goToCarried, isGhost, reshapeGhost } from '../state/carry-work.ts'
import { activeContexts } from '../state/key-contexts.ts'
import { labelForNewHull, selectDrawn } from '../state/label-work.ts'
import { setReadiness } from '../state/project-store.ts'
import { middleOf, placeAround } from '../state/watched-places.ts'
import { openDialog, select, toggleSelected } from '../state/workbench-store.ts'
import { MapSetters } from './MapSetters.tsx'
import { useReadout, useWindow } from './desk-context.ts'

/** Which way the arrow keys move what is seen: right and down are positive. */
const panKeys: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The map: made once, told what changed by one effect for each thing that it can be told. */
export function MapView() {
  const { desk, createMap } = useWindow()
  const target = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapController | null>(null)
  const busy = useReadout((state) => state.tilesPending > 0)

  useEffect(() => {
    if (target.current === null) return
    const made = createMap(target.current)
    desk.map.current = made
    const stop = made.on((event) => hear(desk, event))
    setMap(made)
    return () => {
      stop()
      desk.map.current = null
      made.dispose()
    }
  }, [createMap, desk])

  return (
    <>
      <div
        ref={target}
        className="map-target"
        data-focus="map"
        role="application"
        aria-label="Map canvas"
        aria-busy={busy}
        tabIndex={0}
        onFocus={() => desk.workbench.setState({ mapFocused: true })}
        onBlur={() => desk.workbench.setState({ mapFocused: false })}
        onKeyDown={(event) => {
          // Where hulls are carried forward or B is laid over A, these keys mean something else.
          const contexts = activeContexts(desk)
          if (event.altKey || contexts.includes('carry') || contexts.includes('align')) return
          const way = panKeys[event.key]
          if (event.key === 'Enter' || event.key === ' ') {
            if (map?.accept() !== true) map?.pressAtCentre()
          } else if (way === undefined) return
          else {
            // With a hull selected the arrows move that, and with Ctrl the map, unless a handle is held.
            const movesHull = contexts.includes('map') && map?.isHolding() !== true
            if (movesHull && !event.ctrlKey) return
            const step = movesHull ? (event.shiftKey ? 10 : 80) : event.ctrlKey ? 1 : event.shiftKey ? 10 : 80
            map?.pan(way[0] * step, way[1] * step)
          }
          event.preventDefault()
        }}
      />
      {map === null ? null : <MapSetters map={map} />}
    </>
  )
}

/** What the map says becomes state or an edit. */
function hear(desk: Desk, event: MapEvent): void {
  const { workbench, readout, project, session } = desk
  switch (event.type) {
    case 'hull-drawn': {
      const { shown, compared } = workbench.getState()
      const scene = event.side === 'A' ? compared : shown
      if (scene === null) return
      const uid = newUid()
      const { footprint, headingDeg, beamM } = event
      workbench.setState({ lastBeamM: beamM })
      const request = {
        kind: 'sighting.draw',
        uid,
        scene_uid: scene,
        footprint,
        heading_deg: headingDeg,
      } as const
      const around = placeAround(project.getState().index, middleOf(ringOf(footprint)))
      const patch = { ...labelForNewHull(workbench), ...(around === null ? {} : { place_uid: around.uid }) }
      void session.edit({ ...request, patch })
      selectDrawn(workbench, uid)
      return
    }
    case 'place-drawn':
      workbench.setState({ newArea: event.area })
      openDialog(workbench, 'place')
      return
    case 'footprint-reshaped':
      if (isGhost(workbench, event.uid)) {
        reshapeGhost(desk, event.uid, event.footprint, event.headingDeg)
        return
      }
      void session.edit({
        kind: 'sighting.reshape',
        uid: event.uid,
        footprint: event.footprint,
        heading_deg: event.headingDeg,
      })
      return
    case 'picked':
      if (event.uid !== null && isGhost(workbench, event.uid)) {
        goToCarried(desk, event.uid)
        return
      }
      if (event.uid !== null && project.getState().index.places.has(event.uid)) {
        select(workbench, [])
        workbench.setState({ place: event.uid })
        return
      }
      if (event.uid === null) select(workbench, [])
      else if (event.additive) toggleSelected(workbench, event.uid)
      else select(workbench, [event.uid])
      return
    case 'picked-many':
      select(workbench, [...workbench.getState().selection, ...event.uids])
      return
    case 'hovered':
      workbench.setState({ hovered: event.uid })
      return
    case 'pointer':
      readout.setState({ lonLat: event.lonLat, samples: event.samples, side: event.side })
      return
    case 'view':
      readout.setState({
        pane: event.side,
        hasView: true,
        rotationDeg: event.rotationDeg,
        metresPerPixel: event.ground?.metresPerPixel ?? null,
        northDeg: event.ground?.northDeg ?? 0,
        centre: event.ground?.centre ?? null,
      })
      return
    case 'tool-step':
      readout.setState({ hint: event.hint, measures: event.measures })
      return
    case 'drawing':
      readout.setState({ isDrawing: event.isDrawing })
      return
    case 'keyboard-pen':
      readout.setState({ isKeyboardPen: event.isShown })
      return
    case 'loading':
      readout.setState({ tilesPending: event.tilesPending })
      return
    case 'align-picked':
      session.align.pick(event.side, event.lonLat)
      return
    case 'align-dragged':
      session.align.drag(event.from, event.to, event.isDone)
      return
    case 'area-drawn':
      session.align.setArea(event.area)
      return
    case 'compare-moved':
      workbench.setState(({ compare }) => ({ compare: { ...compare, ...event.settings } }))
      return
    case 'blinked':
      readout.setState({ lit: event.side })
      return
    case 'pyramid-damaged':
      void session.pyramids.mend(event.uid, event.level).then((isMended) => {
        if (isMended || !event.isBlank) return
        setReadiness(project, event.uid, { state: 'failed', problem: event.problem.toReport() })
      })
      return
    case 'scene-failed':
      setReadiness(project, event.uid, { state: 'failed', problem: event.problem.toReport() })
      // A tile that cannot be read may be the first sign of a file that went or changed.
      void session.files.lookAgain()
      return
  }
}
