/** Metres of EPSG's linear units, by code. */
const metres: Readonly<Record<number, number>> = {
  1025: 0.001,
  1033: 0.01,
  9001: 1,
  9002: 0.3048,
  9003: 1200 / 3937,
  9005: 0.3047972654,
  9014: 1.8288,
  9030: 1852,
  9031: 1.0000135965,
  9033: 79_200 / 3937,
  9034: 792 / 3937,
  9035: 6_336_000 / 3937,
  9036: 1000,
  9037: 0.9143917962,
  9038: 20.1166195164,
  9039: 0.201166195164,
  9040: 0.9143984146160287,
  9041: 0.3047994715386762,
  9042: 20.116765121552632,
  9043: 0.2011676512155263,
  9050: 0.9143992,
  9051: 0.9143992 / 3,
  9052: 20.1167824,
  9053: 0.201167824,
  9060: 0.9143992042898124,
  9061: 0.30479973476327077,
  9062: 20.116782494375872,
  9063: 0.2011678249437587,
  9070: 0.9144025 / 3,
  9080: 0.30479951024814694,
  9081: 0.30479841,
  9082: 0.3047996,
  9083: 0.3047995,
  9084: 0.9143985307444408,
  9085: 0.91439523,
  9086: 0.9143988,
  9087: 0.9143985,
  9093: 1609.344,
  9094: 0.3047997101815088,
  9095: 0.3048007491,
  9096: 0.9144,
  9097: 20.1168,
  9098: 0.201168,
  9099: 0.914398,
  9300: 0.914398 / 3,
  9301: 20.116756,
  9302: 0.20116756,
}

/** Degrees of EPSG's angular units, by code. */
const degrees: Readonly<Record<number, number>> = {
  9101: 180 / Math.PI,
  9102: 1,
  9103: 1 / 60,
  9104: 1 / 3600,
  9105: 0.9,
  9106: 0.9,
  9109: 180e-6 / Math.PI,
  9112: 0.009,
  9113: 0.00009,
  9114: 360 / 6400,
  9122: 1,
}

/** Metres of a linear unit: by its code, else by the size that the file gives; null where neither says. */
export function metresOfUnit(code: number | null, size: number | null): number | null {
  const known = code === null ? undefined : metres[code]
  return known ?? (size !== null && size > 0 ? size : null)
}

/** Degrees of an angular unit: by its code, else by its size in radians. */
export function degreesOfUnit(code: number | null, radians: number | null): number | null {
  const known = code === null ? undefined : degrees[code]
  return known ?? (radians !== null && radians > 0 ? (radians * 180) / Math.PI : null)
}
