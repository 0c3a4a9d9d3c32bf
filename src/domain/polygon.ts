import { z } from 'zod'

/** Longitude, latitude in degrees on WGS 84. Longitudes may pass 180 by less than a hull where a ring crosses it. */
export type LonLat = readonly [number, number]

/** At most this many corners: a footprint is drawn by hand. */
export const maximumVertices = 1_000

export const Position = z.tuple([z.number().min(-540).max(540), z.number().min(-90).max(90)])

/** A closed ring: first and last position are the same. */
export const Ring = z
  .array(Position)
  .min(4)
  .max(maximumVertices + 1)
  .refine((ring) => {
    const [first, last] = [ring[0], ring[ring.length - 1]]
    return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1]
  }, 'the ring must end where it begins')
export type Ring = z.infer<typeof Ring>

/**
 * A GeoJSON polygon with one exterior ring, in longitude and latitude. As stored it is contiguous (longitudes pass
 * 180 rather than jump), counterclockwise, closed, and rounded to 7 decimals.
 */
export const Polygon = z.strictObject({
  type: z.literal('Polygon'),
  coordinates: z.array(Ring).length(1),
})
export type Polygon = z.infer<typeof Polygon>

/** The exterior ring of a polygon. */
export function ringOf(polygon: Polygon): Ring {
  const [ring] = polygon.coordinates
  if (ring === undefined) throw new RangeError('a polygon has one ring')
  return ring
}

/** Rounds a coordinate to the 7 decimals that the project file, measures and exports share; never minus zero. */
export function round7(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7 + 0
}
