import { useEffect, useMemo, useRef, useState } from 'react'
import type { Desk } from '../state/desk.ts'
import type { MapController, MapEvent } from '../map/map-contract.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { goToCarried, isGhost, reshapeGhost } from '../state/carry-work.ts'
import { activeContexts } from '../state/key-contexts.ts'
import { labelForNewHull, selectDrawn } from '../state/label-work.ts'
import { passes } from '../state/sighting-filter.ts'
import { setReadiness } from '../state/project-store.ts'
import { select, toggleSelected } from '../state/workbench-store.ts'
import { createAbsences, createGhosts } from './map-ghosts.ts'
import { createFootprints } from './map-footprints.ts'
import { marksOf } from './align-marks.ts'
import { useSceneOnMap } from './use-scene-on-map.ts'
import { useProject, useReadout, useWindow, useWorkbench } from './desk-context.ts'

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
        role="application"
        aria-label="Map canvas"
        aria-busy={busy}
        tabIndex={0}
        onKeyDown={(event) => {
          // Where hulls are carried forward or B is laid over A, these keys mean something else.
          const contexts = activeContexts(desk)
          if (event.altKey || contexts.includes('carry') || contexts.includes('align')) return
          const way = panKeys[event.key]
          if (event.key === 'Enter' || event.key === ' ') map?.pressAtCentre()
          else if (way === undefined) return
          else {
            const step = event.ctrlKey ? 1 : event.shiftKey ? 10 : 80
            map?.pan(way[0] * step, way[1] * step)
          }
          event.preventDefault()
        }}
      />
      {map === null ? null : <MapSetters map={map} />}
    </>
  )
}

function MapSetters({ map }: { map: MapController }) {
  const index = useProject((state) => state.index)
  const edits = useProject((state) => state.edits)
  const shown = useWorkbench((state) => state.shown)
  const compared = useWorkbench((state) => state.compared)
  const view = useWorkbench((state) => state.view)
  const tool = useWorkbench((state) => state.tool)
  const selection = useWorkbench((state) => state.selection)
  const filter = useWorkbench((state) => state.filter)
  const carry = useWorkbench((state) => state.carry)
  const swipe = useWorkbench((state) => state.swipe)
  const alignment = useWorkbench((state) => state.alignment)
  const sceneB = useSceneOnMap(shown)
  const sceneA = useSceneOnMap(compared)
  const footprintsOf = useMemo(() => createFootprints(), [])
  const ghostsOf = useMemo(() => createGhosts(), [])
  const absencesOf = useMemo(() => createAbsences(), [])
  const footprints = useMemo(
    () => [
      ...footprintsOf(index, shown, view === 'single' ? null : compared, edits),
      ...ghostsOf(index, carry, edits),
      ...absencesOf(index, shown),
    ],
    [footprintsOf, ghostsOf, absencesOf, index, shown, compared, view, edits, carry],
  )
  const lookedFor = carry?.hulls[carry.at]?.uid ?? null
  const chosen = useMemo(
    () => (selection.size === 0 && lookedFor !== null ? new Set([lookedFor]) : selection),
    [selection, lookedFor],
  )
  const dimmed = useMemo(() => {
    if (filter.text === '' && filter.classCode === null) return new Set<string>()
    return new Set(
      footprints
        .map(({ uid }) => index.sightings.get(uid))
        .filter((sighting) => sighting !== undefined && !passes(index, sighting, filter))
        .map((sighting) => sighting?.uid ?? ''),
    )
  }, [footprints, index, filter])

  useEffect(() => map.setScenes(sceneB, sceneA), [map, sceneB, sceneA])
  useEffect(() => map.setCompareView(view), [map, view])
  useEffect(() => map.setFootprints(footprints), [map, footprints])
  useEffect(() => map.setSelection(chosen), [map, chosen])
  useEffect(() => map.setDimmed(dimmed), [map, dimmed])
  useEffect(() => map.setTool(tool), [map, tool])
  useEffect(() => map.setAlignMarks(marksOf(alignment)), [map, alignment])
  useEffect(() => map.setSwipe(swipe), [map, swipe])
  useEffect(() => {
    if (lookedFor !== null) map.fitFootprint(lookedFor)
  }, [map, lookedFor])
  return null
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
      const { footprint, headingDeg } = event
      const request = {
        kind: 'sighting.draw',
        uid,
        scene_uid: scene,
        footprint,
        heading_deg: headingDeg,
      } as const
      void session.edit({ ...request, patch: labelForNewHull(workbench) })
      selectDrawn(workbench, uid)
      return
    }
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
      if (event.uid === null) select(workbench, [])
      else if (event.additive) toggleSelected(workbench, event.uid)
      else select(workbench, [event.uid])
      return
    case 'hovered':
      workbench.setState({ hovered: event.uid })
      return
    case 'pointer':
      readout.setState({ lonLat: event.lonLat, samples: event.samples, side: event.side })
      return
    case 'view':
      readout.setState({
        metresPerPixel: event.metresPerPixel,
        rotationDeg: event.rotationDeg,
        northDeg: event.northDeg,
        centre: event.centre,
      })
      return
    case 'tool-step':
      readout.setState({ hint: event.hint, measures: event.measures })
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
    case 'swiped':
      workbench.setState({ swipe: event.fraction })
      return
    case 'scene-failed':
      setReadiness(project, event.uid, { state: 'failed', problem: event.problem.toReport() })
      // A tile that cannot be read may be the first sign of a file that went or changed.
      void session.files.lookAgain()
      return
  }
}
