import type { SceneDisplay } from '../../src/contract/scene-display.ts'
import { showCoordinates, type Notation } from '../../src/geodesy/coordinates-text.ts'
import type { LonLat } from '../../src/domain/polygon.ts'
import { showsGround } from '../state/action.ts'
import { screenText } from '../ui/screen-text.ts'
import { useAction, useProject, useReading, useReadout, useWorkbench } from './desk-context.ts'
import { showSample } from './format.ts'

/** The notations that stand under the one chosen: degrees under a grid, the grid reference under degrees. */
const second: Readonly<Record<Notation, Notation>> = {
  decimal: 'mgrs',
  dms: 'mgrs',
  utm: 'decimal',
  mgrs: 'decimal',
}

/** Where the pointer (else the middle of the map) is, in the notation chosen and in another one, and what the scene's samples are there. */
export function MapReadout() {
  const lonLat = useReadout((state) => state.lonLat)
  const samples = useReadout((state) => state.samples)
  const side = useReadout((state) => state.side)
  const hasView = useReadout((state) => state.hasView)
  const perPixel = useReadout((state) => state.metresPerPixel)
  const notation = useWorkbench((state) => state.notation)
  const uid = useWorkbench((state) => (side === 'A' ? state.compared : state.shown))
  const readiness = useProject((state) => (uid === null ? undefined : state.readiness.get(uid)))
  const isGround = useReading(showsGround)
  const centre = useReadout((state) => state.centre)
  const { action, keys, run } = useAction('position.notation')
  const display = readiness?.state === 'ready' ? readiness.display : null
  if (!hasView || (display === null && !isGround)) return null
  // Off the map the middle of the map is told, and called so.
  const place = lonLat ?? centre
  return (
    <div className="map-readout glass tabular" aria-label="Position" role="group">
      <button
        type="button"
        className="readout-place"
        data-action={action.id}
        title={`${action.label} (${keys})`}
        onClick={run}
      >
        {lonLat === null && place !== null ? <span className="dim">Map centre </span> : null}
        {place === null ? 'Not placed on Earth' : placeIn(place, notation)}
      </button>
      {place === null ? null : <span className="dim">{placeIn(place, second[notation])}</span>}
      {display === null || (lonLat === null && samples === null) ? null : (
        <Samples display={display} samples={samples} />
      )}
      {perPixel === null ? null : (
        <span className="faint">
          {perPixel < 10 ? perPixel.toFixed(2) : perPixel.toFixed(0)} m per screen pixel
        </span>
      )}
    </div>
  )
}

function placeIn(lonLat: LonLat, notation: Notation): string {
  return showCoordinates(lonLat, notation) ?? 'Not placed on Earth'
}

/** The samples of all bands at the pointer, with physical values where the file has a scale. */
function Samples({ display, samples }: { display: SceneDisplay; samples: readonly number[] | null }) {
  if (samples === null) return <span className="faint">no data</span>
  return (
    <span className="readout-samples">
      {samples.map((value, index) => (
        <span key={index}>
          <span className="dim">{shortBand(display.bands[index]?.name, index)}</span> {showSample(value)}
          {physical(display.bands[index], value)}
        </span>
      ))}
    </span>
  )
}

function physical(band: SceneDisplay['bands'][number] | undefined, value: number): string {
  if (band === undefined || (band.scale === undefined && band.offset === undefined)) return ''
  return ` (${showSample(value * (band.scale ?? 1) + (band.offset ?? 0))})`
}

function shortBand(name: string | undefined, index: number): string {
  if (name === undefined || name === '') return `B${index + 1}`
  if (/^(red|green|blue)$/i.test(name)) return name.slice(0, 1).toUpperCase()
  return name.length <= 4 ? screenText(name).toUpperCase() : screenText(name).slice(0, 10)
}
