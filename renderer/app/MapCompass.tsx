import { Tooltip } from '../ui/Tooltip.tsx'
import { useAction, useReadout } from './desk-context.ts'

/** Where true north is; a click turns it to the top. */
export function MapCompass() {
  const northDeg = useReadout((state) => state.northDeg)
  const isPlaced = useReadout((state) => state.centre !== null)
  const { action, blocked, keys, run } = useAction('map.north-up')
  if (!isPlaced || blocked !== null) return null
  const turned =
    Math.abs(northDeg) < 0.05 ? 'at the top' : `${Math.round((northDeg + 360) % 360)}° from the top`
  return (
    <Tooltip side="bottom" text={`${action.label} (${keys}): true north is ${turned}`}>
      <button
        type="button"
        className="compass glass"
        data-action={action.id}
        aria-label={action.label}
        aria-description={`True north is ${turned}`}
        onClick={run}
      >
        <svg viewBox="-20 -20 40 40" width="34" height="34" aria-hidden style={{ rotate: `${northDeg}deg` }}>
          <path d="M0 -12L5.5 9L0 5.5L-5.5 9Z" fill="#dde4e8" />
          <path d="M0 -12L0 5.5L-5.5 9Z" fill="#8997a1" />
          <text y="-13" textAnchor="middle" fontSize="8" fontWeight="700" fill="#dde4e8">
            N
          </text>
        </svg>
      </button>
    </Tooltip>
  )
}
