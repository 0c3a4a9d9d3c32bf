import { MousePointer2, Ruler } from 'lucide-react'
import { HullIcon } from '../ui/HullIcon.tsx'
import type { ComponentType } from 'react'
import { showAcquired } from '../../src/domain/acquired.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { Button } from '../ui/Button.tsx'
import { screenText } from '../ui/screen-text.ts'
import type { MapTool } from '../map/map-contract.ts'
import { useAction, useProject, useWorkbench } from './desk-context.ts'
import { showGsd } from './format.ts'

const tools: readonly { id: string; tool: MapTool; icon: ComponentType<{ size: number }> }[] = [
  { id: 'tool.select', tool: 'select', icon: MousePointer2 },
  { id: 'tool.hull', tool: 'hull', icon: HullIcon },
  { id: 'tool.ruler', tool: 'ruler', icon: Ruler },
]

/** The tools at the map's corner, with their keys. */
export function MapTools() {
  return (
    <div className="map-tools glass" role="toolbar" aria-label="Tools" aria-orientation="vertical">
      {tools.map((entry) => (
        <ToolButton key={entry.id} {...entry} />
      ))}
    </div>
  )
}

function ToolButton({ id, tool, icon: Icon }: (typeof tools)[number]) {
  const { action, blocked, keys, run } = useAction(id)
  const now = useWorkbench((state) => state.tool)
  return (
    <Tooltip side="right" text={blocked ?? action.label}>
      <Button
        className="tool"
        aria-label={action.label}
        aria-pressed={now === tool}
        blocked={blocked}
        onClick={run}
      >
        <Icon size={17} />
        {keys === null ? null : <b>{keys}</b>}
      </Button>
    </Tooltip>
  )
}

/** Date, sensor and side on the map itself, so that a picture of the screen is dated. */
export function DatePlaques() {
  const shown = useWorkbench((state) => state.shown)
  const compared = useWorkbench((state) => state.compared)
  const view = useWorkbench((state) => state.view)
  const two = view !== 'single' && compared !== null
  return (
    <>
      {two ? <DatePlaque side="A" uid={compared} place="left" /> : null}
      {shown === null ? null : <DatePlaque side="B" uid={shown} place={two ? 'right' : 'left'} />}
    </>
  )
}

function DatePlaque({ side, uid, place }: { side: 'A' | 'B'; uid: string; place: 'left' | 'right' }) {
  const scene = useProject((state) => state.index.scenes.get(uid))
  if (scene === undefined) return null
  const about = [scene.sensor, scene.gsd_m === null ? null : showGsd(scene.gsd_m)].filter(Boolean).join(' ')
  return (
    <div className="date-plaque glass tabular" data-place={place}>
      <span className="badge" data-side={side}>
        {side}
      </span>
      {scene.acquired_at === null ? (
        <b className="warn">time unknown</b>
      ) : (
        <b className={scene.acquired_confirmed === 1 ? '' : 'warn'}>{showAcquired(scene, 'second')}</b>
      )}
      <span className="dim clip">{screenText(about)}</span>
      {place === 'left' && side === 'B' ? (
        <span className="faint date-keys">
          <Kbd keys="," /> <Kbd keys="." /> dates
        </span>
      ) : null}
    </div>
  )
}
