import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { Plus } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { ActionButton } from '../../app/ActionButton.tsx'
import { useProject, useWorkbench } from '../../app/desk-context.ts'
import type { Scene } from '../../../src/domain/scene.ts'
import { scenesByDate } from '../../state/project-index.ts'
import { PanelTitle } from '../PanelTitle.tsx'
import { SceneRow } from './SceneRow.tsx'

/** Date and two lines; each row is measured once it is there. */
const usualHeight = 62

/** Scenes by date, newest first. Arrow and page keys move, Ctrl Home and Ctrl End go to the ends, Enter shows, A compares, the menu key opens what else there is. */
export function ScenesPanel() {
  const index = useProject((state) => state.index)
  const scenes = useMemo(() => scenesByDate(index), [index])
  return (
    <section className="scenes-panel" aria-label="Scene list">
      <PanelTitle id="scenes-title" title="Scenes" count={scenes.length}>
        <ActionButton id="scene.add" tone="quiet" icon={<Plus size={14} />}>
          Add
        </ActionButton>
      </PanelTitle>
      {scenes.length === 0 ? (
        <p className="panel-empty">No scenes yet. Drop GeoTIFF files on the window, or press Ctrl O.</p>
      ) : (
        <SceneList scenes={scenes} />
      )}
    </section>
  )
}

/** Only the rows around those in sight are in the page: hundreds of dates come and change at once. */
function SceneList({ scenes }: { scenes: readonly Scene[] }) {
  const shown = useWorkbench((state) => state.shown)
  const scroller = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const holder = scenes.findIndex(({ uid }) => uid === focused)
  const virtual = useVirtualizer({
    count: scenes.length,
    getScrollElement: () => scroller.current,
    getItemKey: (at) => scenes[at]?.uid ?? at,
    estimateSize: () => usualHeight,
    overscan: 6,
    // The row that has the focus stays, however far the list is scrolled.
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range)
      return holder < 0 || rows.includes(holder) ? rows : [...rows, holder].sort((a, b) => a - b)
    },
  })
  const at = scenes.findIndex(({ uid }) => uid === shown)
  // The room for the list changes with what stands below it.
  const room = virtual.scrollRect?.height
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at)
  }, [virtual, at, room])

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / usualHeight) - 1)
    const last = scenes.length - 1
    const targets: Readonly<Record<string, number>> = event.ctrlKey
      ? // Without Ctrl they are the map's.
        { Home: 0, End: last }
      : {
          ArrowDown: holder + 1,
          ArrowUp: holder - 1,
          PageDown: Math.min(last, holder + page),
          PageUp: Math.max(0, holder - page),
        }
    const target = targets[event.key]
    const scene = target === undefined ? undefined : scenes[target]
    if (target === undefined || scene === undefined || event.altKey) return
    event.preventDefault()
    setFocused(scene.uid)
    virtual.scrollToIndex(target)
    const row = () =>
      scroller.current?.querySelector<HTMLElement>(`[data-uid="${scene.uid}"] .scene-show`) ?? null
    const there = row()
    if (there !== null) there.focus()
    // A row out of sight comes into being only with the scroll.
    else requestAnimationFrame(() => row()?.focus())
  }

  return (
    <div ref={scroller} className="scene-list" data-focus="scenes">
      <ul aria-label="Scenes" style={{ height: virtual.getTotalSize() }} onKeyDown={onKeyDown}>
        {virtual.getVirtualItems().map(({ index: place, start }) => {
          const scene = scenes[place]
          if (scene === undefined) return null
          return (
            <li
              key={scene.uid}
              ref={virtual.measureElement}
              className="scene-place"
              data-index={place}
              data-uid={scene.uid}
              aria-posinset={place + 1}
              aria-setsize={scenes.length}
              style={{ transform: `translateY(${start}px)` }}
              onFocus={() => setFocused(scene.uid)}
            >
              <SceneRow scene={scene} shown={scene.uid === shown} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
