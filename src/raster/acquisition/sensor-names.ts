/** `PHR1A`, `PNEO3` and `SPOT6` by the names that people know. */
export function airbusSensor(code: string): string {
  const upper = code.toUpperCase().replace(/[\s-]/g, '')
  if (upper.startsWith('PNEO')) return `Pléiades Neo ${upper.slice(4)}`.trim()
  if (!upper.startsWith('PHR') && !upper.startsWith('SPOT')) return code
  return upper.startsWith('PHR') ? `Pléiades ${upper.slice(3)}`.trim() : `SPOT ${upper.slice(4)}`.trim()
}

const maxarNames: Readonly<Record<string, string>> = {
  GE01: 'GeoEye-1',
  IK01: 'IKONOS',
  QB02: 'QuickBird',
  WV01: 'WorldView-1',
  WV02: 'WorldView-2',
  WV03: 'WorldView-3',
  WV04: 'WorldView-4',
}

/** `WV03` and its like by their names; `LG01` is the first WorldView Legion. */
export function maxarSensor(id: string | null): string | null {
  if (id === null) return null
  const code = id.trim().toUpperCase()
  const legion = /^LG0?(\d+)$/.exec(code)?.[1]
  return maxarNames[code] ?? (legion === undefined ? id.trim() : `WorldView Legion ${legion}`)
}

/** The satellites that STAC items and APIs write in small letters: `sentinel-2a`, `landsat-8`. */
export function platformName(platform: string | null): string | null {
  if (platform === null) return null
  const sentinel = /^sentinel-?(\d)([a-d])?$/i.exec(platform)
  if (sentinel !== null) return `Sentinel-${sentinel[1] ?? ''}${(sentinel[2] ?? '').toUpperCase()}`
  const landsat = /^landsat[-_ ]?(\d)$/i.exec(platform)
  return landsat === null ? platform : `Landsat ${landsat[1] ?? ''}`
}

/** A satellite of Planet's by what its files say: its kind, and its number where that tells band orders apart. */
export function planetSensor(kind: string, serial: string | null): string {
  const number = (/\d+/.exec(serial ?? '')?.[0] ?? '').replace(/^0+/, '')
  if (/skysat|^ssc?\d/i.test(kind)) return `SkySat ${number}`.trim()
  if (/rapideye|reortho|^re-?\d/i.test(kind)) return `RapidEye ${number}`.trim()
  return kind === '' || /planetscope|^ps/i.test(kind) ? 'PlanetScope' : kind
}
