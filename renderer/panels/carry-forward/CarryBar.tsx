import { X } from 'lucide-react'
import { useEffect } from 'react'
import { vesselTitle } from '../../../src/domain/vessel.ts'
import { ActionButton, ActionIcon } from '../../app/ActionButton.tsx'
import { MapToolbar } from '../../app/MapToolbar.tsx'
import { useProject, useReading, useWorkbench } from '../../app/desk-context.ts'
import { showMetres } from '../../app/format.ts'
import { refitText } from '../../state/carry-refit.ts'
import { focusPart } from '../../state/focus-part.ts'
import { carryCounts } from '../../state/carry-work.ts'
import { classColor, classLabel } from '../../state/class-groups.ts'
import { screenText } from '../../ui/screen-text.ts'

/** What is looked for now, how far it is, and the three answers. Over the map, while hulls are carried forward. */
export function CarryBar() {
  const carry = useWorkbench((state) => state.carry)
  const shown = useWorkbench((state) => state.shown)
  const from = useProject(({ index }) => index.sightings.get(carry?.hulls[carry.at]?.from ?? ''))
  const vessel = useProject(({ index }) => index.vessels.get(from?.vessel_uid ?? ''))
  const total = carry?.hulls.length ?? 0
  const answered = useReading((desk) => carryCounts(desk).answered)
  const hull = carry?.hulls[carry.at]
  const day = from?.observed_at?.slice(0, 10) ?? 'the earlier date'
  const left = carry?.awaited.size ?? 0
  const active = carry !== null && carry.scene === shown
  useEffect(() => {
    // The keys of the mode belong to the map, wherever the focus was when it began.
    if (active) focusPart('map')
  }, [active])
  if (carry === null || carry.scene !== shown || from === undefined) return null
  return (
    <MapToolbar className="carry-bar glass" label="Carry forward">
      <div className="carry-head">
        <span className="dim">Was here on {from.observed_at?.slice(0, 10) ?? 'an earlier date'}:</span>
        <i className="dot" style={{ background: classColor(from.class) }} />
        <b className="clip">{vessel === undefined ? 'unnamed' : screenText(vesselTitle(vessel))}</b>
        <span className="clip">{classLabel(from.class)}</span>
        <span className="tabular">{showMetres(from.length_m)} m</span>
        <span className="spacer" />
        <span className="tabular" role="status" aria-label="Progress">
          {Math.min(total, answered + 1)} of {total}
        </span>
        <ActionIcon id="carry.end" icon={<X size={14} />} />
      </div>
      <div className="carry-refit dim" role="status" aria-label="Fit to the picture">
        {answered === total && left > 0
          ? `Fitting the last ${left} to the picture; Esc keeps their earlier outlines.`
          : hull === undefined
            ? ''
            : refitText(carry, hull.uid, day)}
      </div>
      <div className="bar carry-progress">
        <i style={{ width: `${(100 * answered) / Math.max(1, total)}%` }} />
      </div>
      <div className="carry-answers">
        <ActionButton id="carry.there" tone="primary" />
        <ActionButton id="carry.gone" />
        <ActionButton id="carry.unclear" />
        <span className="spacer" />
        <ActionButton id="carry.previous" tone="quiet" />
        <ActionButton id="carry.next" tone="quiet" />
      </div>
    </MapToolbar>
  )
}
