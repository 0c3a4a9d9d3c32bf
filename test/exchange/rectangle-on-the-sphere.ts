import type { LonLat } from '../../src/domain/polygon.ts'

/** The closed rectangle of a hull (lon, lat), on a sphere: near enough for a hull that only has to be hull-shaped. */
export function rectangleOnTheSphere(
  [lon, lat]: LonLat,
  lengthM: number,
  beamM: number,
  headingDeg: number,
): LonLat[] {
  const heading = (headingDeg * Math.PI) / 180
  const metresPerDegree = 111_195
  const corners = [
    [-1, 1],
    [1, 1],
    [1, -1],
    [-1, -1],
    [-1, 1],
  ].map(([along = 0, across = 0]): LonLat => {
    const [ahead, abeam] = [(along * lengthM) / 2, (across * beamM) / 2]
    const east = ahead * Math.sin(heading) + abeam * Math.cos(heading)
    const north = ahead * Math.cos(heading) - abeam * Math.sin(heading)
    const narrowing = Math.cos((lat * Math.PI) / 180)
    return [lon + east / metresPerDegree / narrowing, lat + north / metresPerDegree]
  })
  return corners
}
