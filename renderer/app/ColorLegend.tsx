import { useMemo } from 'react'
import { Button } from '../ui/Button.tsx'
import { MenuButton } from '../ui/MenuButton.tsx'
import { colorings, colorLegend } from '../state/footprint-colors.ts'
import { sightingsOfScene } from '../state/project-index.ts'
import { useDesk, useProject, useWorkbench } from './desk-context.ts'
import { menuEntries } from './menu-entries.ts'

/** What the colours of the footprints stand for, and the choice of what they tell. Not there without footprints. */
export function ColorLegend() {
  const desk = useDesk()
  const coloring = useWorkbench((state) => state.coloring)
  const shown = useWorkbench((state) => state.shown)
  // Of two dates each has a colour of its own, which its plaque has too.
  const isCompared = useWorkbench(({ view, compared }) => view !== 'single' && compared !== null)
  const index = useProject((state) => state.index)
  const sightings = useMemo(() => sightingsOfScene(index, shown), [index, shown])
  const entries = useMemo(() => colorLegend(sightings, index, coloring), [sightings, index, coloring])
  if (sightings.length === 0 || isCompared) return null
  return (
    <div className="color-legend glass" role="group" aria-label="Colours of footprints">
      <MenuButton
        trigger={
          <Button tone="quiet" className="link">
            {colorings[coloring]}
          </Button>
        }
        entries={() => menuEntries(desk, ({ id }) => id.startsWith('map.color-'))}
      />
      {coloring === 'vessel' ? <span className="faint">a colour for each vessel</span> : null}
      {entries.map(({ label, color }) => (
        <span key={label} className="color-entry">
          <i style={{ background: color }} />
          {label}
        </span>
      ))}
    </div>
  )
}
