import { Plus } from 'lucide-react'
import { useMemo, useRef, type KeyboardEvent } from 'react'
import { ActionButton } from '../../app/ActionButton.tsx'
import { useProject, useWorkbench } from '../../app/desk-context.ts'
import { scenesByDate } from '../../state/project-index.ts'
import { PanelTitle } from '../PanelTitle.tsx'
import { SceneRow } from './SceneRow.tsx'

/** Scenes by date, newest first. Arrow keys move, Enter shows, A compares, the menu key opens what else there is. */
export function ScenesPanel() {
  const index = useProject((state) => state.index)
  const shown = useWorkbench((state) => state.shown)
  const list = useRef<HTMLUListElement>(null)
  const scenes = useMemo(() => scenesByDate(index), [index])

  function onKeyDown(event: KeyboardEvent<HTMLUListElement>): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const row = (event.target as HTMLElement).closest('li')
    if (step === undefined || row === null) return
    const next = step > 0 ? row.nextElementSibling : row.previousElementSibling
    next?.querySelector<HTMLElement>('.scene-show')?.focus()
    event.preventDefault()
  }

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
        <ul ref={list} className="scene-list" aria-label="Scenes" onKeyDown={onKeyDown}>
          {scenes.map((scene) => (
            <SceneRow key={scene.uid} scene={scene} shown={scene.uid === shown} />
          ))}
        </ul>
      )}
    </section>
  )
}
