import { useMemo } from 'react'
import type { Sighting } from '../../../src/domain/sighting.ts'
import { PlacePicture } from '../../app/PlacePicture.tsx'

/** Metres around a hull that a chip shows at least, and how many of its lengths. */
const leastWidthM = 60
const widthInLengths = 1.9

/** A hull's place on one date: outlined where it was drawn on that date, dashed where it was on the other one. */
export function HullChip({
  sceneUid,
  own,
  other,
  label,
}: {
  sceneUid: string
  own: Sighting | null
  other: Sighting | null
  label: string
}) {
  const geom = own?.geom ?? null
  const otherGeom = other?.geom ?? null
  const at = own ?? other
  const [lon, lat] = [at?.lon ?? null, at?.lat ?? null]
  const outlines = useMemo(
    () => [
      ...(geom === null ? [] : [{ geom, color: '#dde4e8', dashed: false }]),
      ...(geom !== null || otherGeom === null ? [] : [{ geom: otherGeom, color: '#a0adb5', dashed: true }]),
    ],
    [geom, otherGeom],
  )
  return (
    <PlacePicture
      className="hull-chip"
      label={label}
      sceneUid={sceneUid}
      centre={lon === null || lat === null ? null : [lon, lat]}
      widthM={Math.max(leastWidthM, widthInLengths * Math.max(own?.length_m ?? 0, other?.length_m ?? 0))}
      outlines={outlines}
    />
  )
}
