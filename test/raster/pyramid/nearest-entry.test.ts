import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearestEntries } from '../../../src/raster/pyramid/nearest-entry.ts'

const channel = fc.oneof(fc.nat(255), fc.constantFrom(0, 15, 16, 127, 128, 255))
const colour = fc.tuple(channel, channel, channel)

test('of all entries of a palette the first of the nearest ones is taken', () => {
  fc.assert(
    fc.property(
      fc.array(colour, { minLength: 1, maxLength: 256 }),
      fc.array(colour, { maxLength: 50 }),
      (entries, wanted) => {
        const nearest = nearestEntries(Uint8Array.from(entries.flatMap((entry) => [...entry, 255])))
        // Colours of the palette itself too: several entries may have the same one.
        for (const [red, green, blue] of [...wanted, ...entries]) {
          const far = entries.map(([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2)
          expect(nearest(red, green, blue)).toBe(far.indexOf(Math.min(...far)))
        }
      },
    ),
  )
})
