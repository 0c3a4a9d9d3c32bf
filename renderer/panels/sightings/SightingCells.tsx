import { berthStates, identityConfidences, type IdentityConfidence } from '../../../src/domain/vocabulary.ts'
import { showHeading, showMeasure } from '../../app/format.ts'
import { classColor, classLabel } from '../../state/class-groups.ts'
import { screenText } from '../../ui/screen-text.ts'
import { TimeMark } from '../TimeMark.tsx'
import type { SightingRow } from './sighting-rows.ts'

const identityTone: Readonly<Record<IdentityConfidence, string>> = {
  confirmed: 'good',
  probable: 'warn',
  possible: 'warn',
  excluded: 'bad',
  none: 'dim',
}

/** The cells of one sighting's row. */
export function SightingCells({ row, showDate }: { row: SightingRow; showDate: boolean }) {
  const { sighting, vessel, title, since, days } = row
  const identity = sighting.identity_confidence ?? 'none'
  const kinds = new Set(sighting.identity_basis?.map(({ kind }) => kind)).size
  return (
    <>
      <span role="gridcell" className="clip" title={screenText(title)}>
        <TimeMark sighting={sighting} />
        {vessel === null ? <b>unnamed</b> : screenText(title)}
        {vessel?.imo != null && vessel.name !== null ? (
          <span className="faint"> IMO {vessel.imo}</span>
        ) : null}
      </span>
      <span role="gridcell" className="clip">
        <i className="dot" style={{ background: classColor(sighting.class), marginRight: 6 }} />
        {classLabel(sighting.class)}
      </span>
      <span role="gridcell" className="clip">
        {sighting.berth_state === null ? '–' : berthStates[sighting.berth_state].label}
        {sighting.raft_order === null ? null : <span className="faint"> {sighting.raft_order}</span>}
      </span>
      <span role="gridcell" className="number">
        {showMeasure(sighting.length_m, sighting.length_error_m)}
      </span>
      <span role="gridcell" className="number">
        {showMeasure(sighting.beam_m, sighting.beam_error_m)}
      </span>
      <span role="gridcell" className="number">
        {showHeading(sighting.heading_deg, sighting.heading_known)}
      </span>
      <span
        role="gridcell"
        className="clip"
        title={kinds === 0 ? undefined : `${kinds} ${kinds === 1 ? 'kind' : 'kinds'} of evidence`}
      >
        <span className={identityTone[identity]}>{identityConfidences[identity].label.toLowerCase()}</span>
        {kinds === 0 ? null : <span className="faint"> · {kinds}</span>}
      </span>
      {showDate ? (
        <span role="gridcell" className="clip tabular">
          {sighting.observed_at?.slice(0, 10) ?? '–'}
        </span>
      ) : null}
      <span role="gridcell" className="clip tabular">
        {since?.slice(0, 10) ?? '–'}{' '}
        <span className="faint">{days === null ? '' : days === 0 ? 'new' : `${days} d`}</span>
      </span>
    </>
  )
}
