import { useMemo, useState } from 'react'
import { useProject, useWorkbench } from '../../app/desk-context.ts'
import { visibleSightings } from '../../state/sighting-filter.ts'
import { SightingsTable } from './SightingsTable.tsx'
import { sightingRows, type SortOrder } from './sighting-rows.ts'

/** The sightings that pass the filter, or why there are none. */
export function SightingsTab() {
  const index = useProject((state) => state.index)
  const shown = useWorkbench((state) => state.shown)
  const filter = useWorkbench((state) => state.filter)
  const [order, setOrder] = useState<SortOrder>({ column: 'length', descending: true })
  const rows = useMemo(
    () => sightingRows(index, visibleSightings(index, { shown, filter }), order),
    [index, shown, filter, order],
  )
  if (rows.length === 0) {
    const filtered = filter.text !== '' || filter.classCode !== null || filter.place !== null
    return (
      <p className="panel-empty">
        {index.scenes.size === 0
          ? 'What you draw on scenes is listed here.'
          : index.sightings.size === 0
            ? 'Nothing drawn yet. Press H, then click the bow, the stern and the side of a ship.'
            : filtered
              ? 'No sighting passes the filter. Clear it with Esc in its field.'
              : 'No sighting lies on this scene. Press H to draw one, or T to list those of all scenes.'}
      </p>
    )
  }
  return <SightingsTable rows={rows} order={order} onOrder={setOrder} showDate={!filter.thisScene} />
}
