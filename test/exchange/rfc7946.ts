/**
 * An RFC 7946 checker that shares no code with the writer: every fault it finds in the text of a FeatureCollection
 * of footprints, in words. It also holds the file to this project's promises (7 decimals, no exponents, id is uid).
 */
export function rfc7946Faults(text: string): string[] {
  const faults: string[] = []
  if (text.startsWith('\ufeff')) faults.push('byte order mark')
  const outsideStrings = text.replace(/"(?:[^"\\]|\\.)*"/g, '""')
  if (/[0-9][eE][+-]?[0-9]/.test(outsideStrings)) faults.push('a number has an exponent')
  if (/-0(?![.0-9])/.test(outsideStrings)) faults.push('minus zero')
  if (/-?[0-9]+\.[0-9]{8,}/.test(coordinatesIn(text))) faults.push('more than 7 decimals')
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    return [...faults, `not JSON: ${String(error)}`]
  }
  const collection = document as { type?: unknown; features?: unknown; crs?: unknown }
  if (collection.type !== 'FeatureCollection') faults.push('not a FeatureCollection')
  if (Object.hasOwn(collection, 'crs')) faults.push('crs member')
  if (!Array.isArray(collection.features)) return [...faults, 'no features']
  const ids = new Set<unknown>()
  for (const [index, feature] of (collection.features as Record<string, unknown>[]).entries()) {
    const note = (fault: string): void => void faults.push(`feature ${index}: ${fault}`)
    if (feature['type'] !== 'Feature') note('type')
    if (typeof feature['properties'] !== 'object' || feature['properties'] === null) note('properties')
    const properties = feature['properties'] as Record<string, unknown>
    if (typeof feature['id'] !== 'string' || feature['id'] !== properties['uid']) note('id is not the uid')
    if (ids.has(feature['id'])) note('id twice')
    ids.add(feature['id'])
    for (const banned of ['coordinates', 'geometries', 'features', 'crs']) {
      if (Object.hasOwn(feature, banned)) note(`member ${banned}`)
    }
    const geometry = feature['geometry'] as { type: string; coordinates: unknown } | null
    if (geometry === null) continue
    if (Object.keys(geometry).join() !== 'type,coordinates') note('members of the geometry')
    if (geometry.type === 'Polygon') polygonFaults(geometry.coordinates, note)
    else if (geometry.type === 'MultiPolygon') {
      const parts = geometry.coordinates as unknown[]
      if (parts.length < 2) note('MultiPolygon of one part')
      for (const part of parts) polygonFaults(part, note)
      const sides = parts.map((part) => (part as number[][][])[0]!)
      if (!sides.some((ring) => ring.some((p) => p[0] === 180))) note('no part ends at 180')
      if (!sides.some((ring) => ring.some((p) => p[0] === -180))) note('no part begins at -180')
    } else note(`geometry ${geometry.type}`)
  }
  return faults
}

function coordinatesIn(text: string): string {
  return [...text.matchAll(/"coordinates":([[\]0-9eE.,+ -]+)/g)].map((match) => match[1]).join(' ')
}

function polygonFaults(polygon: unknown, note: (fault: string) => void): void {
  const rings = polygon as number[][][]
  if (rings.length !== 1) note('rings')
  for (const ring of rings) {
    if (ring.length < 4) note('fewer than four positions')
    const [first, last] = [ring[0]!, ring.at(-1)!]
    if (first[0] !== last[0] || first[1] !== last[1]) note('not closed')
    let twice = 0
    const [x0, y0] = [first[0]!, first[1]!]
    for (let i = 0; i + 1 < ring.length; i += 1) {
      const [a, b] = [ring[i]!, ring[i + 1]!]
      twice += (a[0]! - x0) * (b[1]! - y0) - (b[0]! - x0) * (a[1]! - y0)
    }
    if (!(twice > 0)) note('not counterclockwise, or without area')
    for (const position of ring) {
      if (position.length !== 2) note('altitude')
      const [lon, lat] = position as [number, number]
      if (!(lon >= -180 && lon <= 180)) note(`longitude ${lon}`)
      if (!(lat >= -90 && lat <= 90)) note(`latitude ${lat}`)
    }
  }
}
