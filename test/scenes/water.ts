import type { Canvas } from './canvas.ts'
import { roughNoise, softNoise } from './noise.ts'

/** Plain turbid sea over the whole canvas. */
export function openWater(canvas: Canvas): void {
  const base = canvas.kind === 'radar' ? [0.02] : [0.05, 0.068, 0.05, 0.018]
  for (let row = 0, i = 0; row < canvas.height; row++)
    for (let column = 0; column < canvas.width; column++, i++) {
      const x = canvas.eastM + column * canvas.gsdM
      const y = canvas.southM + row * canvas.gsdM
      const light = 1 + 0.03 * softNoise(x * 0.11, y * 0.11) + 0.025 * roughNoise(x * 0.6, y * 0.6)
      canvas.planes.forEach((plane, band) => (plane[i] = base[band]! * light))
    }
}
