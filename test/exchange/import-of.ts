import { newUid } from '../../src/domain/identifiers.ts'
import { readGeoJson } from '../../src/exchange/geojson.ts'
import { planImport } from '../../src/exchange/plan-import.ts'
import { hull } from './hulls.ts'
import { projectOf } from './project-in-memory.ts'

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
export const outline = hull([122.05, 29.95], 100, 20, 30)
export const polygon = { type: 'Polygon', coordinates: [outline] }
export const observed_at = '2024-03-02T02:31:07Z'

export function feature(properties: object = {}, geometry: unknown = polygon, rest: object = {}): object {
  return { type: 'Feature', geometry, properties: { observed_at, ...properties }, ...rest }
}

export const collection = (...features: unknown[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features })

export function importOf(text: string | Uint8Array, keepGoing = false) {
  const bytes = typeof text === 'string' ? utf8(text) : text
  return planImport(readGeoJson(bytes, 'a.geojson'), projectOf([]), {
    fileName: 'a.geojson',
    scene_uid: null,
    keepGoing,
    analyst: null,
    now: '2026-01-02T03:04:05.000Z',
    newUid,
  })
}

/** The polygon with other coordinates. */
export const ring = (...positions: unknown[]): object => ({ type: 'Polygon', coordinates: [positions] })

export function named(name: string): object {
  return { type: 'name', properties: { name } }
}

export function circle(corners: number): [number, number][] {
  return Array.from({ length: corners }, (_, index) => {
    const angle = (2 * Math.PI * index) / corners
    return [10 + 0.01 * Math.cos(angle), 10 + 0.01 * Math.sin(angle)]
  })
}
