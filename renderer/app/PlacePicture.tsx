import { useEffect, useRef, useState } from 'react'
import type { LonLat } from '../../src/domain/polygon.ts'
import type { ChipRequest } from '../map/scenes/chip-drawing.ts'
import { useDesk, useWindow } from './desk-context.ts'
import { useSceneOnMap } from './use-scene-on-map.ts'

/**
 * A small picture of a place on a scene in the scene's look, drawn when it comes into sight, and again
 * at another size. `outlines` are drawn
 * over it and have to stay the same object while they say the same. `upDeg`: the bearing that points up.
 */
export function PlacePicture({
  className,
  label,
  sceneUid,
  centre,
  widthM,
  upDeg = 0,
  outlines,
}: {
  className: string
  label: string
  sceneUid: string
  centre: LonLat | null
  widthM: number
  upDeg?: number
  outlines: ChipRequest['outlines']
}) {
  const { chips } = useWindow()
  const { session } = useDesk()
  const canvas = useRef<HTMLCanvasElement>(null)
  const scene = useSceneOnMap(sceneUid)
  const [inSight, setInSight] = useState(false)
  const [widthPx, setWidthPx] = useState(0)
  const [lon, lat] = centre ?? [null, null]

  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const watch = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return
      setInSight(true)
      watch.disconnect()
    })
    watch.observe(element)
    const sizes = new ResizeObserver(() => setWidthPx(element.clientWidth))
    sizes.observe(element)
    return () => {
      watch.disconnect()
      sizes.disconnect()
    }
  }, [])

  useEffect(() => {
    const element = canvas.current
    if (!inSight || widthPx === 0 || element === null || scene === null || lon === null) return
    const stop = new AbortController()
    chips
      .draw(element, { scene, centre: [lon, lat], widthM, upDeg, outlines }, stop.signal)
      .then(() => (element.dataset['drawn'] = 'true'))
      .catch(() => {
        // A scene that cannot be read says so on the map.
        if (!stop.signal.aborted) element.dataset['empty'] = 'true'
      })
    return () => stop.abort()
  }, [chips, inSight, widthPx, scene, lon, lat, widthM, upDeg, outlines])

  // The pixels of a scene that was never shown are asked for when its picture is.
  useEffect(() => {
    if (inSight) session.scenes.makeReady(sceneUid)
  }, [session, inSight, sceneUid])

  return <canvas ref={canvas} className={className} role="img" aria-label={label} />
}
