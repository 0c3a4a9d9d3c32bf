import type { Sighting } from '../../../src/domain/sighting.ts'
import { ActionButton } from '../../app/ActionButton.tsx'
import { showError, showHeading, showLonLat, showMetres } from '../../app/format.ts'

/** What the footprint measures, each number with its 95 % interval, and what can be done to the shape. */
export function Measures({ sighting }: { sighting: Sighting }) {
  const { length_m, length_error_m, beam_m, beam_error_m, heading_deg, heading_known, area_m2, lon, lat } =
    sighting
  return (
    <>
      <dl className="measures tabular">
        <div>
          <dt>Length</dt>
          <dd>
            <b>{showMetres(length_m)}</b> <span>{showError(length_error_m)} m</span>
          </dd>
        </div>
        <div>
          <dt>Beam</dt>
          <dd>
            <b>{showMetres(beam_m)}</b> <span>{showError(beam_error_m)} m</span>
          </dd>
        </div>
        <div>
          <dt>Heading</dt>
          <dd data-small={heading_known === 0}>
            <b>{showHeading(heading_deg, heading_known)}</b> <span>T</span>
          </dd>
        </div>
      </dl>
      <p className="measures-foot tabular">
        <span className="selectable">{lon === null || lat === null ? '–' : showLonLat([lon, lat])}</span>
        <span>
          {area_m2 === null ? '' : `${Math.round(area_m2).toLocaleString('en').replace(/,/g, '\u2009')} m²`}
        </span>
      </p>
      <div className="measures-actions">
        <ActionButton id="sighting.reverse" tone="quiet">
          Swap bow
        </ActionButton>
        <ActionButton id="sighting.bow-unknown" tone="quiet">
          Bow unclear
        </ActionButton>
      </div>
    </>
  )
}
