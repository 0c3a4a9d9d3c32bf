import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import { useDesk, useWorkbench } from '../../app/desk-context.ts'
import { select, toggleSelected } from '../../state/workbench-store.ts'
import { SightingCells } from './SightingCells.tsx'
import type { SightingRow, SortColumn, SortOrder } from './sighting-rows.ts'

const rowHeight = 25

const columns: readonly { column: SortColumn; label: string; number?: boolean }[] = [
  { column: 'vessel', label: 'Vessel' },
  { column: 'class', label: 'Class' },
  { column: 'berth', label: 'Berth' },
  { column: 'length', label: 'Length m', number: true },
  { column: 'beam', label: 'Beam m', number: true },
  { column: 'heading', label: 'Heading', number: true },
  { column: 'identity', label: 'Identity' },
  { column: 'date', label: 'Date' },
  { column: 'since', label: 'Since' },
]

/**
 * The table of sightings: only the rows in sight are in the page. Up, down, Home and End move the selection, with
 * Shift they extend it, Enter zooms to it; a click selects, with Ctrl one more, with Shift up to there.
 */
export function SightingsTable({
  rows,
  order,
  onOrder,
  showDate,
}: {
  rows: readonly SightingRow[]
  order: SortOrder
  onOrder: (order: SortOrder) => void
  showDate: boolean
}) {
  const desk = useDesk()
  const { workbench, session, map } = desk
  const selection = useWorkbench((state) => state.selection)
  const hovered = useWorkbench((state) => state.hovered)
  const scroller = useRef<HTMLDivElement>(null)
  const anchor = useRef<string | null>(null)
  const cursor = useRef<string | null>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    paddingStart: rowHeight,
    scrollPaddingStart: rowHeight,
  })
  const places = useMemo(() => new Map(rows.map(({ sighting }, i) => [sighting.uid, i])), [rows])

  useEffect(() => {
    const [uid] = selection
    const at = uid === undefined || selection.size !== 1 ? undefined : places.get(uid)
    if (at === undefined) return
    anchor.current = uid ?? null
    cursor.current = uid ?? null
    virtual.scrollToIndex(at, { align: 'auto' })
  }, [selection, places, virtual])

  function extendTo(at: number): void {
    const from = places.get(anchor.current ?? '') ?? at
    const range = rows.slice(Math.min(from, at), Math.max(from, at) + 1)
    cursor.current = rows[at]?.sighting.uid ?? null
    select(
      workbench,
      range.map(({ sighting }) => sighting.uid),
    )
    virtual.scrollToIndex(at, { align: 'auto' })
  }
  function choose(at: number, extend: boolean): void {
    const row = rows[at]
    if (row === undefined) return
    if (extend) extendTo(at)
    else {
      anchor.current = row.sighting.uid
      select(workbench, [row.sighting.uid])
      if (row.sighting.scene_uid !== workbench.getState().compared)
        session.scenes.show(row.sighting.scene_uid)
    }
  }
  function onKeyDown(event: KeyboardEvent): void {
    const at = places.get(cursor.current ?? '') ?? -1
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(rows.length - 1, at + 1),
      ArrowUp: Math.max(0, at - 1),
      PageDown: Math.min(rows.length - 1, at + page),
      PageUp: Math.max(0, at - page),
      Home: 0,
      End: rows.length - 1,
    }
    const target = targets[event.key]
    if (target !== undefined && !event.ctrlKey && !event.altKey) {
      choose(target, event.shiftKey)
      event.preventDefault()
    } else if (event.key === 'Enter' && cursor.current !== null) {
      map.current?.fitFootprint(cursor.current)
    }
  }
  function onRowClick(event: MouseEvent, at: number, uid: string): void {
    if (event.ctrlKey || event.metaKey) toggleSelected(workbench, uid)
    else choose(at, event.shiftKey)
  }

  const shownColumns = columns.filter(({ column }) => column !== 'date' || showDate)
  const width = showDate ? 'with-date' : 'plain'
  const [only] = selection.size === 1 ? selection : []
  return (
    <div
      ref={scroller}
      className="table"
      data-columns={width}
      role="grid"
      aria-label="Sightings"
      aria-rowcount={rows.length + 1}
      aria-multiselectable
      aria-activedescendant={only === undefined ? undefined : `row-${only}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="table-head" role="row" aria-rowindex={1}>
        {shownColumns.map(({ column, label, number }) => {
          const here = order.column === column
          return (
            <span
              key={column}
              role="columnheader"
              className={number === true ? 'number' : ''}
              aria-sort={here ? (order.descending ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                tabIndex={-1}
                onClick={() => onOrder({ column, descending: here ? !order.descending : number === true })}
              >
                {label}
                {here ? (order.descending ? ' ↓' : ' ↑') : ''}
              </button>
            </span>
          )
        })}
      </div>
      <div role="rowgroup" className="table-body" style={{ height: virtual.getTotalSize() - rowHeight }}>
        {virtual.getVirtualItems().map(({ index: at, start }) => {
          const row = rows[at]
          if (row === undefined) return null
          const { uid } = row.sighting
          return (
            <div
              key={uid}
              id={`row-${uid}`}
              className="table-row"
              role="row"
              aria-rowindex={at + 2}
              aria-selected={selection.has(uid)}
              data-hovered={uid === hovered}
              style={{ transform: `translateY(${start - rowHeight}px)` }}
              onClick={(event) => onRowClick(event, at, uid)}
              onDoubleClick={() => map.current?.fitFootprint(uid)}
            >
              <SightingCells row={row} showDate={showDate} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
