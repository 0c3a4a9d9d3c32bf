import { bandWords } from '../bands.ts'
import type { Feature } from './coregistration-features.ts'
import { isRadarScene } from '../drawing.ts'
import type { Reading } from './overlap-window.ts'
import type { PixelImage } from '../scene-image.ts'

/** Bands by how well they show what stays: red and green see land, quays and roads; near infrared sees the seasons. */
const preferred = ['red', 'pan', 'green', 'yellow', 'rededge', 'nir', 'blue']
/** Bands whose mean is taken where both scenes have them. */
const together = ['red', 'green', 'blue']

interface Seen {
  readonly image: PixelImage
  readonly sensor: string | null
  readonly gsdM: number
}

/** Which bands of each scene are compared, and by what: the same ones where both have them. */
export function readingsOf(a: Seen, b: Seen): { first: Reading; second: Reading; feature: Feature } {
  const [ofA, ofB] = [bandWords(a.image, a.sensor), bandWords(b.image, b.sensor)]
  const radar = [isRadarScene(a.image, a.sensor), isRadarScene(b.image, b.sensor)] as const
  // The mean of several bands has less noise, and none that two pictures of one sensor share.
  const mean = together.filter((word) => ofA.includes(word) && ofB.includes(word))
  const shared =
    mean.length > 1 ? mean : preferred.filter((word) => ofA.includes(word) && ofB.includes(word)).slice(0, 1)
  return {
    first: reading(a, ofA, shared, radar[0]),
    second: reading(b, ofB, shared, radar[1]),
    feature: radar.includes(true) ? 'edges' : 'brightness',
  }
}

function reading({ image, gsdM }: Seen, words: string[], shared: string[], radar: boolean): Reading {
  const own = preferred.filter((word) => words.includes(word)).slice(0, 1)
  const bands = (shared.length > 0 ? shared : own).map((word) => words.indexOf(word) + 1)
  const data = image.bands.find(({ band }) => band !== image.alphaBand)?.band ?? 1
  return { bands: bands.length > 0 ? bands : [data], gsdM, logarithmic: radar }
}
