import { Crosshair, MapPinned, MousePointer2, Pentagon, Ruler, SquareDashed } from 'lucide-react'
import { HullIcon } from '../ui/HullIcon.tsx'
import type { ComponentType } from 'react'
import { keysOnScreen } from '../ui/Kbd.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { Button } from '../ui/Button.tsx'
import type { MapTool } from '../map/map-contract.ts'
import { useAction, useWorkbench } from './desk-context.ts'

const tools: readonly { id: string; tool: MapTool; icon: ComponentType<{ size: number }> }[] = [
  { id: 'tool.select', tool: 'select', icon: MousePointer2 },
  { id: 'tool.hull', tool: 'hull', icon: HullIcon },
  { id: 'tool.snap', tool: 'snap', icon: Crosshair },
  { id: 'tool.polygon', tool: 'polygon', icon: Pentagon },
  { id: 'tool.ruler', tool: 'ruler', icon: Ruler },
  { id: 'tool.area', tool: 'area', icon: SquareDashed },
  { id: 'tool.place', tool: 'place', icon: MapPinned },
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
        data-action={id}
        blocked={blocked}
        onClick={run}
      >
        <Icon size={17} />
        {keys === null ? null : <b>{keysOnScreen(keys)}</b>}
      </Button>
    </Tooltip>
  )
}
