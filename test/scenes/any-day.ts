import { alongsidePier, alongsideQuay, anchored, docked, underway, type Presence } from './berths.ts'
import type { SceneDate } from './calendar.ts'
import { fleet, type FleetKey } from './fleet.ts'
import { makeRandom } from './prng.ts'
import { shadowOf, sunAt } from './sun.ts'
import { piers } from './yard-layout.ts'

/**
 * A day of the yard that no story tells: other ships at other berths and anchors, under another sun. The same seed gives
 * the same day.
 */
export function anyDay(seed: string): SceneDate {
  const random = makeRandom('any day', seed)
  const left = (Object.keys(fleet) as FleetKey[])
    .map((key) => ({ key, order: random.next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ key }) => key)
  const take = (fits: (ship: (typeof fleet)[FleetKey]) => boolean): FleetKey | null => {
    const at = left.findIndex((key) => fits(fleet[key]))
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null)
  }
  const ships: Presence[] = []
  const add = (key: FleetKey | null, at: (key: FleetKey) => Presence) => {
    if (key !== null) ships.push(at(key))
  }
  for (const pier of [0, 1, 2] as const) {
    for (const side of [-1, 1] as const) {
      if (random.next() < 0.2) continue
      const bow = random.next() < 0.5 ? 'out' : 'in'
      const room = piers[pier]?.length ?? 0
      const key = take(({ lengthM }) => lengthM > 60 && lengthM < room - 40)
      const fromRoot = random.between(25, Math.max(26, room - 10 - (key === null ? 0 : fleet[key].lengthM)))
      add(key, (ship) => alongsidePier(ship, pier, side, fromRoot, bow))
    }
  }
  add(
    take(({ lengthM }) => lengthM > 100 && lengthM < 260),
    (key) => alongsideQuay(key, random.between(900, 960), 1, 'Fitting-out quay'),
  )
  add(
    take(({ lengthM }) => lengthM < 60),
    (key) => alongsideQuay(key, random.between(680, 720), 1, 'Tug berth'),
  )
  add(
    take(({ lengthM }) => lengthM > 80 && lengthM < 290),
    (key) => docked(key, 0),
  )
  add(
    take(({ lengthM, beamM }) => lengthM > 80 && lengthM < 240 && beamM < 36),
    (key) => docked(key, 1),
  )
  const stream = random.between(0, 360)
  // Anchors on a loose grid, so that no two ships swing into each other.
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 3; column++) {
      const east = 760 + column * 620 + random.between(-90, 90)
      const north = -1450 + row * 820 + random.between(-160, 160)
      const moving = random.next() < 0.25
      const key = take(() => true)
      if (moving)
        add(key, (ship) => underway(ship, east, north, random.between(0, 360), random.between(5, 15)))
      else add(key, (ship) => anchored(ship, east, north, (stream + random.between(-6, 6) + 360) % 360))
    }
  }
  const utc = `2024-0${1 + random.index(9)}-1${random.index(10)}T02:${10 + random.index(40)}:00.000Z`
  const sun = sunAt(utc, 122.05, 29.95)
  const day = {
    utc,
    sun,
    shadow: shadowOf(sun),
    green: random.next(),
    sea: random.between(0.1, 0.6),
    swellTo: random.between(0, 360),
    streamTo: stream,
    stream: random.between(0.3, 0.8),
    silt: random.between(0.25, 0.75),
    haze: random.between(0.9, 1.3),
    cloud: 0,
  }
  return { id: `any day ${seed}`, day, flooded: [random.next() < 0.3, random.next() < 0.3], ships }
}
