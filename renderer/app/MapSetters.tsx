import { useEffect, useMemo } from 'react'
import type { CompareSettings, MapController, SceneOnMap } from '../map/map-contract.ts'
import { matchedLook, whyNotMatched } from '../state/compared-scenes.ts'
import { differenceSetup } from '../state/difference-setup.ts'
import { beamPresetOf } from '../state/beam-preset.ts'
import { showsGround } from '../state/action.ts'
import { passes } from '../state/sighting-filter.ts'
import { useProject, useReading, useWorkbench } from './desk-context.ts'
import { marksOf } from './align-marks.ts'
import { createFootprints } from './map-footprints.ts'
import { createAbsences, createGhosts, createPlaceAreas } from './map-ghosts.ts'
import { useGroundOnMap, useSceneOnMap } from './use-scene-on-map.ts'
import { useComparedScenes } from './use-compare.ts'
import { useCoveredMap } from './covered-map.ts'

/** Tells the map what changed, by one effect for each thing that it can be told. */
export function MapSetters({ map }: { map: MapController }) {
  const index = useProject((state) => state.index)
  const edits = useProject((state) => state.edits)
  const shown = useWorkbench((state) => state.shown)
  const compared = useWorkbench((state) => state.compared)
  const view = useWorkbench((state) => state.view)
  const tool = useWorkbench((state) => state.tool)
  const selection = useWorkbench((state) => state.selection)
  const filter = useWorkbench((state) => state.filter)
  const carry = useWorkbench((state) => state.carry)
  const alignment = useWorkbench((state) => state.alignment)
  const nudge = useWorkbench((state) => state.nudge)
  const coloring = useWorkbench((state) => state.coloring)
  const beamSource = useWorkbench((state) => state.beamSource)
  const lastBeamM = useWorkbench((state) => state.lastBeamM)
  const lastLabel = useWorkbench((state) => state.lastLabel)
  const hidden = useWorkbench((state) => state.compare.hidden)
  const settings = useCompareSettings()
  const pixelsB = useSceneOnMap(shown)
  const groundB = useGroundOnMap(useReading(showsGround) ? shown : null)
  const sceneA = useMatchedScene(useSceneOnMap(compared))
  const sceneB = pixelsB ?? groundB
  const footprintsOf = useMemo(() => createFootprints(), [])
  const ghostsOf = useMemo(() => createGhosts(), [])
  const absencesOf = useMemo(() => createAbsences(), [])
  const placesOf = useMemo(() => createPlaceAreas(), [])
  const footprints = useMemo(() => {
    const isCompared = view !== 'single'
    const all = [
      ...footprintsOf(index, shown, isCompared ? compared : null, { edits, nudge, coloring }),
      ...ghostsOf(index, carry, edits),
      ...absencesOf(index, shown),
      ...placesOf(index),
    ]
    return isCompared && (hidden.A || hidden.B) ? all.filter(({ side }) => !hidden[side]) : all
  }, [
    footprintsOf,
    ghostsOf,
    absencesOf,
    placesOf,
    index,
    shown,
    compared,
    view,
    edits,
    nudge,
    coloring,
    carry,
    hidden,
  ])
  const lookedFor = carry?.hulls[carry.at]?.uid ?? null
  const chosen = useMemo(
    () => (selection.size === 0 && lookedFor !== null ? new Set([lookedFor]) : selection),
    [selection, lookedFor],
  )
  const dimmed = useMemo(() => {
    if (filter.text === '' && filter.classCode === null && filter.place === null) return new Set<string>()
    return new Set(
      footprints
        .map(({ uid }) => index.sightings.get(uid))
        .filter((sighting) => sighting !== undefined && !passes(index, sighting, filter))
        .map((sighting) => sighting?.uid ?? ''),
    )
  }, [footprints, index, filter])

  useEffect(() => map.setScenes(sceneB, sceneA), [map, sceneB, sceneA])
  useEffect(() => map.setCompare(view, settings), [map, view, settings])
  useEffect(() => map.setFootprints(footprints), [map, footprints])
  useEffect(() => map.setSelection(chosen), [map, chosen])
  useEffect(() => map.setDimmed(dimmed), [map, dimmed])
  useEffect(() => map.setTool(tool), [map, tool])
  useCoveredMap(map)
  useEffect(() => map.setAlignMarks(marksOf(alignment)), [map, alignment])
  useEffect(
    () => map.setBeamPreset(beamPresetOf({ beamSource, lastBeamM, lastLabel }, index)),
    [map, beamSource, lastBeamM, lastLabel, index],
  )
  useEffect(() => {
    if (lookedFor !== null) map.fitFootprint(lookedFor)
  }, [map, lookedFor])
  return null
}

/** The settings of the views, with what a difference subtracts. */
function useCompareSettings(): CompareSettings {
  const both = useComparedScenes()
  const compare = useWorkbench((state) => state.compare)
  return useMemo(() => {
    const setup = both === null ? null : differenceSetup(both, compare.difference)
    return { ...compare, difference: setup === null || typeof setup === 'string' ? null : setup.bands }
  }, [both, compare])
}

/** A in B's look, its histogram brought to B's, where that was asked for and is known. */
function useMatchedScene(scene: SceneOnMap | null): SceneOnMap | null {
  const both = useComparedScenes()
  const view = useWorkbench((state) => state.view)
  const choice = useWorkbench((state) => state.compare.difference)
  const match = both?.match ?? null
  const setup = both === null || view !== 'difference' ? null : differenceSetup(both, choice)
  const isUsed = setup === null || (typeof setup !== 'string' && setup.isMatched)
  const [lookA, lookB] = [both?.A.look, both?.B.look]
  return useMemo(() => {
    if (scene === null || match === null || lookA === undefined || lookB === undefined || !isUsed)
      return scene
    if (view === 'single' || whyNotMatched(lookA, lookB) !== null) return scene
    return { ...scene, look: matchedLook(lookA, lookB), match }
  }, [scene, match, lookA, lookB, isUsed, view])
}
