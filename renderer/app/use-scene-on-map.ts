import { useMemo } from 'react'
import type { SceneOnMap } from '../map/map-contract.ts'
import { defaultLook } from '../state/scene-look.ts'
import { groundOf } from '../state/scene-ground.ts'
import { storedShift } from '../state/alignment.ts'
import { useProject, useWorkbench } from './desk-context.ts'

/** A scene as the map draws it, under the shift that is tried where one is; null while it is not ready. */
export function useSceneOnMap(uid: string | null): SceneOnMap | null {
  const readiness = useProject((state) => (uid === null ? undefined : state.readiness.get(uid)))
  const scene = useProject((state) => (uid === null ? undefined : state.index.scenes.get(uid)))
  const look = useWorkbench((state) => (uid === null ? undefined : state.looks.get(uid)))
  const tried = useWorkbench(({ alignment }) => (alignment?.scene === uid ? alignment.shift : undefined))
  const display = readiness?.state === 'ready' ? readiness.display : undefined
  const { eastM, northM } = tried ?? storedShift(scene ?? { shift_east_m: null, shift_north_m: null })
  const offNadirDeg = scene?.off_nadir_deg ?? null
  return useMemo(
    () =>
      uid === null || display === undefined || look === undefined
        ? null
        : { uid, display, look, shiftEastM: eastM, shiftNorthM: northM, offNadirDeg },
    [uid, display, look, eastM, northM, offNadirDeg],
  )
}

/** The ground of a scene, without its pixels; null where it is not placed. */
export function useGroundOnMap(uid: string | null): SceneOnMap | null {
  const geom = useProject(({ index }) => (uid === null ? null : (index.scenes.get(uid)?.geom ?? null)))
  const gsdM = useProject(({ index }) => (uid === null ? null : (index.scenes.get(uid)?.gsd_m ?? null)))
  return useMemo(() => {
    const display = groundOf({ geom, gsd_m: gsdM })
    if (uid === null || display === null) return null
    return { uid, display, look: defaultLook(display), shiftEastM: 0, shiftNorthM: 0 }
  }, [uid, geom, gsdM])
}
