import type { XmlElement } from '../acquisition/xml.ts'
import type { GroundControlPoint } from '../scene-image.ts'

/** What ArcGIS says of a scene in an `.aux.xml`: its system, and pairs of places in the image and on the map. */
export interface EsriTransform {
  readonly wkt: string | null
  /** Places in the image as they stand there; `esriPoints` makes pixels of them. */
  readonly links: readonly EsriLink[]
}

interface EsriLink {
  readonly source: readonly [x: number, y: number]
  readonly target: readonly [x: number, y: number]
}

/** The element GeodataXform, at the root of the document (ArcGIS 9.3) or among the metadata (10 and later). */
export function esriTransform(elements: readonly XmlElement[]): EsriTransform {
  const inside = elements.filter(({ path }) => path.includes('GeodataXform'))
  const numbers = (list: string) =>
    inside
      .filter(({ name, path }) => name === 'Double' && path.at(-1) === list)
      .map(({ text }) => Number(text))
  const [sources, targets] = [numbers('SourceGCPs'), numbers('TargetGCPs')]
  const sound = sources.length === targets.length && [...sources, ...targets].every(Number.isFinite)
  const links: EsriLink[] = []
  for (let at = 0; sound && at + 1 < sources.length; at += 2) {
    links.push({
      source: [sources[at] ?? 0, sources[at + 1] ?? 0],
      target: [targets[at] ?? 0, targets[at + 1] ?? 0],
    })
  }
  const wkt = inside.find(({ name, path }) => name === 'WKT' && path.at(-1) === 'SpatialReference')?.text
  return { wkt: wkt === undefined || wkt === '' ? null : wkt, links }
}

/**
 * The pairs as ground control points, as GDAL takes them: places in the image are inches where the file says how many
 * pixels an inch has, else pixels, whose rows count from the top where none is positive.
 * @param perInch pixels an inch across and down; null where the file's resolution is not in inches
 */
export function esriPoints(
  links: readonly EsriLink[],
  height: number,
  perInch: readonly [number, number] | null,
): GroundControlPoint[] {
  const downwards = links.every(({ source }) => source[1] <= 0)
  return links.map(({ source: [x, y], target }) => {
    const [column, row] =
      perInch === null ? [x, downwards ? -y : y] : [x * perInch[0], height - y * perInch[1]]
    return { column, row, x: target[0], y: target[1] }
  })
}
