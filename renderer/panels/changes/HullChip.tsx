import { useEffect, useRef, useState } from 'react'
import type { Sighting } from '../../../src/domain/sighting.ts'
import { useDesk, useWindow } from '../../app/desk-context.ts'
import { useSceneOnMap } from '../../app/use-scene-on-map.ts'

/** Metres around a hull that a chip shows at least, and how many of its lengths. */
const leastWidthM = 60
const widthInLengths = 1.9

/** A hull's place on one date: outlined where it was drawn on that date, dashed where it was on the other one. */
export function HullChip({
  sceneUid,
  own,
  other,
  label,
}: {
  sceneUid: string
  own: Sighting | null
  other: Sighting | null
  label: string
}) {
  const { chips } = useWindow()
  const { session } = useDesk()
  const canvas = useRef<HTMLCanvasElement>(null)
  const scene = useSceneOnMap(sceneUid)
  const [inSight, setInSight] = useState(false)
  const geom = own?.geom ?? null
  const otherGeom = other?.geom ?? null
  const at = own ?? other
  const [lon, lat] = [at?.lon ?? null, at?.lat ?? null]
  const widthM = Math.max(leastWidthM, widthInLengths * Math.max(own?.length_m ?? 0, other?.length_m ?? 0))

  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const watch = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return
      setInSight(true)
      watch.disconnect()
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  useEffect(() => {
    const element = canvas.current
    if (!inSight || element === null || scene === null || lon === null || lat === null) return
    const stop = new AbortController()
    const outlines = [
      ...(geom === null ? [] : [{ geom, color: '#dde4e8', dashed: false }]),
      ...(geom !== null || otherGeom === null ? [] : [{ geom: otherGeom, color: '#a0adb5', dashed: true }]),
    ]
    chips.draw(element, { scene, centre: [lon, lat], widthM, outlines }, stop.signal).catch(() => {
      // A scene that cannot be read says so on the map.
      if (!stop.signal.aborted) element.dataset['empty'] = 'true'
    })
    return () => stop.abort()
  }, [chips, inSight, scene, lon, lat, widthM, geom, otherGeom])

  // The pixels of a scene that was never shown are asked for when its chip is.
  useEffect(() => {
    if (inSight) session.scenes.makeReady(sceneUid)
  }, [session, inSight, sceneUid])

  return <canvas ref={canvas} className="hull-chip" role="img" aria-label={label} />
}
