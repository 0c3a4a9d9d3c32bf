/**
 * The longest round length (1, 2, 3 or 5 times a power of ten) whose bar is at most `longest` pixels.
 * `perPixel`: metres on the ground of one screen pixel.
 */
export function scaleBar(perPixel: number, longest: number): { metres: number; pixels: number } {
  const most = perPixel * longest
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [5, 3, 2, 1].find((factor) => factor * power <= most) ?? 1
  const metres = Number((step * power).toPrecision(6))
  return { metres, pixels: metres / perPixel }
}
