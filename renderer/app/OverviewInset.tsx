import { Minus } from 'lucide-react'
import { useEffect, useRef, type PointerEvent } from 'react'
import { drawCoastline } from '../map/coastline.ts'
import { IconButton } from '../ui/Button.tsx'
import { groundShown } from '../state/action.ts'
import { useAction, useDesk, useReading, useReadout, useWorkbench } from './desk-context.ts'

/** The whole scene with what is in sight of it, and where on Earth that is. */
export function OverviewInset() {
  const isOpen = useWorkbench((state) => state.overview)
  const isThere = useReading((desk) => groundShown(desk) === true)
  const hasView = useReadout((state) => state.hasView)
  // Beside another date the view is half as wide: the hulls need the room more than the coast does.
  const isNarrow = useWorkbench(({ view, compared }) => view === 'side-by-side' && compared !== null)
  const { action, keys, run } = useAction('map.overview')
  if (!isThere || !hasView) return null
  if (!isOpen)
    return (
      <button
        type="button"
        className="overview-open glass"
        data-action={action.id}
        title={`${action.label} (${keys})`}
        onClick={run}
      >
        {action.label}
      </button>
    )
  return (
    <section className="overview glass" aria-label="Overview" data-narrow={isNarrow}>
      <IconButton className="overview-close" data-action={action.id} label="Close overview" onClick={run}>
        <Minus size={12} />
      </IconButton>
      <SceneThumbnail />
      {isNarrow ? null : <Coastline />}
    </section>
  )
}

function SceneThumbnail() {
  const { map } = useDesk()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const controller = map.current
    controller?.setOverview(canvas.current)
    return () => controller?.setOverview(null)
  }, [map])
  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    event.currentTarget.setPointerCapture(event.pointerId)
    map.current?.goToOverview((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }
  return (
    <canvas
      ref={canvas}
      className="overview-scene"
      role="img"
      aria-label="Whole scene with what is in sight"
      onPointerDown={go}
      onPointerMove={go}
    />
  )
}

function Coastline() {
  const canvas = useRef<HTMLCanvasElement>(null)
  // A tenth of a degree is less than a pixel here.
  const lon = useReadout((state) => (state.centre === null ? null : Math.round(state.centre[0] * 10) / 10))
  const lat = useReadout((state) => (state.centre === null ? null : Math.round(state.centre[1] * 10) / 10))
  useEffect(() => {
    if (canvas.current !== null && lon !== null && lat !== null)
      void drawCoastline(canvas.current, [lon, lat])
  }, [lon, lat])
  return lon === null ? null : (
    <canvas ref={canvas} className="overview-coast" role="img" aria-label="Place on the coastline" />
  )
}
