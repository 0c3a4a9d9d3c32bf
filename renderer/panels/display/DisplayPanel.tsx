import { ChevronDown, ChevronRight, Lock, LockOpen, RotateCcw } from 'lucide-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
import type { SampleStatistics, SceneLook } from '../../../src/contract/scene-look.ts'
import { useAction, useDesk, useProject, useReading, useWorkbench } from '../../app/desk-context.ts'
import { isLocked, type ShownLook } from '../../state/shown-look.ts'
import { Button } from '../../ui/Button.tsx'
import { PanelTitle } from '../PanelTitle.tsx'
import { BandFields } from './BandFields.tsx'
import { Histogram } from './Histogram.tsx'
import { LightFields } from './LightFields.tsx'
import { StretchFields } from './StretchFields.tsx'

const none: readonly SampleStatistics[] = []

/** How the shown scene's samples become light: bands, stretch, gamma. Nothing here changes a sample. */
export function DisplayPanel() {
  const uid = useWorkbench((state) => state.shown)
  const readiness = useProject((state) => (uid === null ? undefined : state.readiness.get(uid)))
  const look = useWorkbench((state) => (uid === null ? undefined : state.looks.get(uid)))
  const isOpen = useWorkbench((state) => state.displayOpen)
  const missing = useProject((state) => uid !== null && state.away.has(uid))
  const [own, setOwn] = useState(false)
  const statistics = useStatistics(readiness?.state === 'ready' ? uid : null, look)
  const section = useRef<HTMLElement>(null)
  const isThere = readiness?.state === 'ready' && look !== undefined
  const height = useHeight(section, isThere)
  if (uid === null || missing || readiness?.state === 'failed') return null
  // From date to date the list above keeps its place.
  if (!isThere) return <div className="display-panel" style={{ height }} />
  const shown: ShownLook = { uid, display: readiness.display, look }
  return (
    <section ref={section} className="display-panel" aria-label="Display">
      <PanelTitle title={<FoldButton />}>
        <LockToggle />
        <ResetButton />
      </PanelTitle>
      {isOpen ? <Fields shown={shown} statistics={statistics} own={own} onOwn={setOwn} /> : null}
    </section>
  )
}

/** The height that an element had last while it was there, in pixels. */
function useHeight(element: RefObject<HTMLElement | null>, isThere: boolean): number {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const target = element.current
    if (!isThere || target === null) return
    const watch = new ResizeObserver(() => setHeight(target.offsetHeight))
    watch.observe(target)
    return () => watch.disconnect()
  }, [element, isThere])
  return height
}

/** How the samples are drawn, field by field. */
function Fields({
  shown,
  statistics,
  own,
  onOwn,
}: {
  shown: ShownLook
  statistics: readonly SampleStatistics[]
  own: boolean
  onOwn: (open: boolean) => void
}) {
  const { session } = useDesk()
  const { look, uid } = shown
  const change = (next: SceneLook) => session.looks.change(uid, next)
  return (
    <>
      {look.drawn === 'palette' ? (
        <p className="panel-empty">The file gives each of its values a colour.</p>
      ) : (
        <>
          <Histogram look={look} statistics={statistics} onChange={change} />
          <StretchFields shown={shown} own={own} onOwn={onOwn} />
        </>
      )}
      <BandFields shown={shown} />
      <LightFields look={look} onChange={change} />
    </>
  )
}

/** The panel's name: a click leaves the room to the list of scenes. */
function FoldButton() {
  const { action, keys, run } = useAction('view.display')
  const isOpen = useWorkbench((state) => state.displayOpen)
  return (
    <button
      type="button"
      className="fold"
      aria-expanded={isOpen}
      data-action={action.id}
      title={`${action.label} (${keys})`}
      onClick={run}
    >
      {isOpen ? <ChevronDown size={12} /> : <ChevronRight size={12} />} Display
    </button>
  )
}

/** Statistics of what the look draws, over the whole scene; the ones before until they are there. */
function useStatistics(uid: string | null, look: SceneLook | undefined): readonly SampleStatistics[] {
  const { session } = useDesk()
  const [found, setFound] = useState<{ of: string; statistics: readonly SampleStatistics[] } | null>(null)
  const of = uid === null || look === undefined ? null : [uid, look.drawn, ...look.combination].join(' ')
  useEffect(() => {
    if (of === null || uid === null || look === undefined) return
    let isWanted = true
    session.looks.statistics(uid, look).then(
      (statistics) => {
        if (isWanted) setFound({ of, statistics })
      },
      // A scene that cannot be read says so on the map.
      () => undefined,
    )
    return () => {
      isWanted = false
    }
    // The statistics depend on the bands alone, which `of` names.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [of, session])
  return found?.of === of ? found.statistics : none
}

function LockToggle() {
  const { action, blocked, keys, run } = useAction('look.lock')
  const locked = useReading(isLocked)
  const Icon = locked ? Lock : LockOpen
  return (
    <Button
      tone="quiet"
      className="link"
      aria-pressed={locked}
      aria-label={action.label}
      blocked={blocked}
      title={`${action.label} (${keys})`}
      onClick={run}
    >
      <Icon size={12} /> {locked ? 'sensor' : 'lock'}
    </Button>
  )
}

function ResetButton() {
  const { action, run, keys } = useAction('look.reset')
  return (
    <Button
      tone="quiet"
      className="link"
      onClick={run}
      aria-label={action.label}
      title={`${action.label} (${keys})`}
    >
      <RotateCcw size={12} /> reset
    </Button>
  )
}
