import proj4 from 'proj4'

/** What proj4js hands to a projection: angles in radians, lengths in metres, PROJ's own words as texts. */
interface System {
  readonly a: number
  readonly es: number
  readonly e: number
  readonly lat0: number
  readonly long0?: number
  readonly k0?: number
  readonly x0?: number
  readonly y0?: number
  readonly azi?: string
  readonly h_0?: string
  formulas?: Formulas
}

/** Both ways between angles from the origin's meridian and metres from the false origin. */
interface Formulas {
  forward(lam: number, phi: number): readonly [x: number, y: number]
  inverse(x: number, y: number): readonly [lam: number, phi: number]
}

interface Point {
  x: number
  y: number
}

/** Adds to proj4js the projections of single countries that it lacks: Madagascar's Laborde and Colombia's urban. */
export function addLocalProjections(): void {
  add('labrd', laborde)
  add('col_urban', colombiaUrban)
}

function add(name: string, formulasOf: (system: System) => Formulas): void {
  const registry = (proj4 as unknown as { Proj: { projections: { add(one: unknown): void } } }).Proj
  registry.projections.add({
    names: [name],
    init(this: System) {
      this.formulas = formulasOf(this)
    },
    forward(this: System, point: Point): Point {
      const [x, y] = this.formulas?.forward(turn(point.x - (this.long0 ?? 0)), point.y) ?? [NaN, NaN]
      return Object.assign(point, { x: x + (this.x0 ?? 0), y: y + (this.y0 ?? 0) })
    },
    inverse(this: System, point: Point): Point {
      const from = [point.x - (this.x0 ?? 0), point.y - (this.y0 ?? 0)] as const
      const [lam, phi] = this.formulas?.inverse(...from) ?? [NaN, NaN]
      return Object.assign(point, { x: turn(lam + (this.long0 ?? 0)), y: phi })
    },
  })
}

function turn(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI))
}

/** Laborde's oblique Mercator (EPSG method 9813), by PROJ's series in `labrd.cpp`. */
function laborde({ a, es, e, lat0, k0 = 1, azi = '0' }: System): Formulas {
  const sin0 = Math.sin(lat0)
  const flat = 1 - es * sin0 * sin0
  const [n, r] = [1 / Math.sqrt(flat), (1 - es) / flat ** 1.5]
  const scale = k0 * Math.sqrt(n * r)
  const sphere0 = Math.atan(Math.sqrt(r / n) * Math.tan(lat0))
  const ratio = sin0 / Math.sin(sphere0)
  const mercator = (phi: number) => Math.log(Math.tan(Math.PI / 4 + phi / 2))
  const stretch = (phi: number) =>
    0.5 * e * ratio * Math.log((1 + e * Math.sin(phi)) / (1 - e * Math.sin(phi)))
  const constant = stretch(lat0) - ratio * mercator(lat0) + mercator(sphere0)
  const onSphere = (phi: number) =>
    2 * (Math.atan(Math.exp(ratio * mercator(phi) - stretch(phi) + constant)) - Math.PI / 4)
  const twice = (2 * Number(azi) * Math.PI) / 180
  const turned = 1 / (12 * scale * scale)
  const [ca, cb] = [(1 - Math.cos(twice)) * turned, Math.sin(twice) * turned]
  const [cc, cd] = [3 * (ca * ca - cb * cb), 6 * ca * cb]
  return {
    forward(lam, phi) {
      const sphere = onSphere(phi)
      const [cos, sin] = [Math.cos(sphere), Math.sin(sphere)]
      const [cos2, sin2, square] = [cos * cos, sin * sin, ratio * ratio]
      const i1 = sphere - sphere0
      const i4 = ratio * cos
      const i2 = 0.5 * ratio * i4 * sin
      const i3 = (i2 * square * (5 * cos2 - sin2)) / 12
      const i5 = (i4 * square * (cos2 - sin2)) / 6
      const i6 = (i4 * square * square * (5 * cos2 * cos2 + sin2 * (sin2 - 18 * cos2))) / 120
      const t = lam * lam
      const x = scale * lam * (i4 + t * (i5 + t * i6))
      const y = scale * (i1 + t * (i2 + t * i3))
      const [v1, v2] = [3 * x * y * y - x ** 3, y ** 3 - 3 * x * x * y]
      return [(x + ca * v1 + cb * v2) * a, (y + ca * v2 - cb * v1) * a]
    },
    inverse(east, north) {
      let [x, y] = [east / a, north / a]
      const [x2, y2] = [x * x, y * y]
      const [v1, v2] = [3 * x * y2 - x * x2, y * y2 - 3 * x2 * y]
      const v3 = x * (5 * y2 * y2 + x2 * (-10 * y2 + x2))
      const v4 = y * (5 * x2 * x2 + y2 * (-10 * x2 + y2))
      x += -ca * v1 - cb * v2 + cc * v3 + cd * v4
      y += cb * v1 - ca * v2 - cd * v3 + cc * v4
      const sphere = sphere0 + y / scale
      let foot = sphere + lat0 - sphere0
      for (let round = 0; round < 20; round += 1) {
        const step = sphere - onSphere(foot)
        foot += step
        if (Math.abs(step) < 1e-13) break
      }
      const flatter = 1 - (e * Math.sin(foot)) ** 2
      const meridian = (1 - es) / (flatter * Math.sqrt(flatter))
      const tan = Math.tan(sphere)
      const [t2, s] = [tan * tan, scale * scale]
      const d = meridian * k0 * scale
      const [i7, i8] = [tan / (2 * d), (tan * (5 + 3 * t2)) / (24 * d * s)]
      const i9 = 1 / (Math.cos(sphere) * scale * ratio)
      const i10 = ((1 + 2 * t2) * i9) / (6 * s)
      const i11 = ((5 + t2 * (28 + 24 * t2)) * i9) / (120 * s * s)
      const w = x * x
      return [x * (i9 + w * (-i10 + w * i11)), foot + w * (-i7 + i8 * w)]
    },
  }
}

/** Colombia's urban projection on a plane at the town's height (EPSG method 1052; IOGP guidance note 7-2). */
function colombiaUrban({ a, es, lat0, h_0: height = '0' }: System): Formulas {
  const h0 = Number(height) / a
  const acrossAt = (phi: number) => 1 / Math.sqrt(1 - es * Math.sin(phi) ** 2)
  const alongAt = (phi: number) => (1 - es) * acrossAt(phi) ** 3
  const [nu0, rho0] = [acrossAt(lat0), alongAt(lat0)]
  const bend = Math.tan(lat0) / (2 * rho0 * nu0)
  return {
    forward(lam, phi) {
      const across = lam * acrossAt(phi) * Math.cos(phi)
      const grown = 1 + h0 / alongAt((phi + lat0) / 2)
      return [(1 + h0 / nu0) * across * a, grown * rho0 * (phi - lat0 + bend * across * across) * a]
    },
    inverse(east, north) {
      const [x, y] = [east / a, north / a]
      const phi = lat0 + y / (rho0 * (1 + h0 / (1 - es))) - bend * (x / (1 + h0)) ** 2
      return [x / ((1 + h0) * acrossAt(phi) * Math.cos(phi)), phi]
    },
  }
}
