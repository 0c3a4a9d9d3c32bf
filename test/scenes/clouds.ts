import type { Canvas } from './canvas.ts'
import type { Day } from './day.ts'
import { roughNoise, softNoise } from './noise.ts'

/** Height of the clouds, metres: it sets how far away their shadows fall. */
const cloudBase = 850

/** How much cloud stands over a place: 0 none, 1 opaque. `share` is the share of the sky. */
function cover(east: number, south: number, share: number): number {
  const field = softNoise(east * 0.21 + 530, south * 0.21 + 240) + 0.16 * roughNoise(east * 0.5, south * 0.5)
  const t = Math.max(0, Math.min(1, (field - 2.35 + 4 * share) / 0.75))
  return t * t * (3 - 2 * t)
}

/** Small fair-weather clouds and their shadows over everything that is drawn. */
export function paintClouds(canvas: Canvas, day: Day): void {
  if (day.cloud <= 0 || canvas.kind === 'radar') return
  const { width, height, gsdM, eastM, southM, planes, shade } = canvas
  const [de, ds] = [-day.shadow.east * cloudBase, day.shadow.north * cloudBase]
  for (let row = 0, i = 0; row < height; row++) {
    const south = southM + row * gsdM
    for (let column = 0; column < width; column++, i++) {
      const east = eastM + column * gsdM
      const shadow = cover(east + de, south + ds, day.cloud)
      if (shadow > 0) shade[i] = Math.max(shade[i]!, shadow * 0.85)
      const cloud = cover(east, south, day.cloud)
      if (cloud <= 0) continue
      shade[i] = shade[i]! * (1 - cloud)
      for (const plane of planes) plane[i] = plane[i]! * (1 - cloud) + (0.5 + 0.25 * cloud) * cloud
    }
  }
}
