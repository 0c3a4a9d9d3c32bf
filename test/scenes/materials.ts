/**
 * What surfaces look like from above: reflectance in blue, green, red and near infrared (0 to 1), backscatter as a
 * radar of 10 m sees it (linear, water about 0.02), and how uneven the surface is.
 */
export interface Material {
  readonly reflectance: readonly [blue: number, green: number, red: number, nir: number]
  readonly radar: number
  /** Relative deviation of the brightness over the surface: stains, wear, load. */
  readonly grain: number
}

const material = (
  blue: number,
  green: number,
  red: number,
  nir: number,
  radar: number,
  grain = 0.05,
): Material => ({
  reflectance: [blue, green, red, nir],
  radar,
  grain,
})

export const materials = {
  concrete: material(0.108, 0.131, 0.15, 0.18, 0.08, 0.1),
  paleConcrete: material(0.3, 0.34, 0.365, 0.39, 0.08, 0.07),
  wetConcrete: material(0.1, 0.115, 0.12, 0.12, 0.05, 0.12),
  asphalt: material(0.082, 0.098, 0.108, 0.125, 0.03, 0.08),
  bareSoil: material(0.12, 0.17, 0.225, 0.3, 0.09, 0.12),
  gravel: material(0.115, 0.142, 0.165, 0.2, 0.09, 0.12),
  grass: material(0.045, 0.085, 0.065, 0.34, 0.1, 0.15),
  tree: material(0.022, 0.045, 0.028, 0.32, 0.14, 0.25),
  sand: material(0.2, 0.26, 0.31, 0.36, 0.05, 0.06),
  rock: material(0.12, 0.14, 0.15, 0.18, 0.25, 0.3),
  mud: material(0.1, 0.13, 0.15, 0.13, 0.03, 0.06),
  quayEdge: material(0.12, 0.13, 0.14, 0.16, 0.4, 0.05),
  rust: material(0.06, 0.085, 0.16, 0.24, 0.6, 0.12),
  roofBlue: material(0.23, 0.175, 0.12, 0.17, 0.5, 0.06),
  roofSky: material(0.36, 0.35, 0.31, 0.33, 0.5, 0.05),
  roofWhite: material(0.6, 0.63, 0.63, 0.63, 0.5, 0.05),
  roofGrey: material(0.21, 0.235, 0.25, 0.27, 0.4, 0.06),
  roofRed: material(0.085, 0.11, 0.2, 0.28, 0.5, 0.08),
  roofTile: material(0.1, 0.11, 0.125, 0.16, 0.35, 0.1),
  roofGreen: material(0.1, 0.15, 0.11, 0.2, 0.5, 0.06),
  steelGrey: material(0.17, 0.18, 0.185, 0.2, 1.2, 0.06),
  steelWhite: material(0.46, 0.47, 0.46, 0.45, 2, 0.04),
  primerGrey: material(0.21, 0.22, 0.22, 0.23, 1, 0.06),
  primerRed: material(0.075, 0.09, 0.16, 0.24, 1, 0.08),
  primerGreen: material(0.1, 0.155, 0.11, 0.16, 1, 0.06),
  craneYellow: material(0.09, 0.26, 0.38, 0.44, 3, 0.05),
  craneBlue: material(0.33, 0.2, 0.1, 0.16, 3, 0.05),
  craneOrange: material(0.08, 0.16, 0.34, 0.42, 3, 0.05),
  craneWhite: material(0.44, 0.45, 0.45, 0.44, 3, 0.05),
  deckRed: material(0.06, 0.08, 0.165, 0.25, 0.9, 0.09),
  deckBrown: material(0.075, 0.095, 0.15, 0.22, 0.9, 0.08),
  deckGreen: material(0.08, 0.125, 0.09, 0.15, 0.9, 0.08),
  deckGrey: material(0.13, 0.14, 0.145, 0.16, 0.9, 0.06),
  deckBlue: material(0.19, 0.13, 0.075, 0.12, 0.9, 0.06),
  deckSand: material(0.2, 0.25, 0.28, 0.31, 0.9, 0.06),
  hatchGrey: material(0.24, 0.26, 0.265, 0.28, 1.2, 0.05),
  hatchRed: material(0.08, 0.095, 0.19, 0.28, 1.2, 0.06),
  hatchGreen: material(0.11, 0.165, 0.125, 0.19, 1.2, 0.06),
  hatchBuff: material(0.2, 0.29, 0.36, 0.4, 1.2, 0.05),
  hatchBlue: material(0.24, 0.16, 0.09, 0.15, 1.2, 0.06),
  hullDark: material(0.045, 0.046, 0.048, 0.05, 1, 0.05),
  hullRed: material(0.045, 0.055, 0.17, 0.25, 1, 0.06),
  houseWhite: material(0.55, 0.57, 0.57, 0.56, 2.5, 0.04),
  houseCream: material(0.45, 0.53, 0.57, 0.58, 2.5, 0.04),
  funnelBlue: material(0.3, 0.15, 0.07, 0.1, 2, 0.03),
  funnelRed: material(0.06, 0.07, 0.32, 0.4, 2, 0.03),
  funnelBlack: material(0.03, 0.03, 0.03, 0.04, 2, 0.03),
  pipe: material(0.32, 0.34, 0.35, 0.36, 1.5, 0.05),
  navyGrey: material(0.165, 0.175, 0.175, 0.18, 1.2, 0.04),
  tankDome: material(0.5, 0.53, 0.54, 0.52, 2, 0.03),
  wood: material(0.09, 0.13, 0.17, 0.24, 0.3, 0.1),
  foam: material(0.42, 0.44, 0.43, 0.34, 0.06, 0.2),
  dark: material(0.02, 0.022, 0.024, 0.03, 0.3, 0),
  dockGate: material(0.1, 0.1, 0.11, 0.12, 1, 0.08),
  boxBlue: material(0.26, 0.14, 0.06, 0.12, 1.5, 0.05),
  boxRed: material(0.05, 0.06, 0.25, 0.33, 1.5, 0.05),
  boxGreen: material(0.09, 0.18, 0.08, 0.2, 1.5, 0.05),
  boxOrange: material(0.05, 0.15, 0.4, 0.48, 1.5, 0.05),
  boxWhite: material(0.45, 0.46, 0.46, 0.46, 1.5, 0.05),
  boxGrey: material(0.2, 0.21, 0.22, 0.23, 1.5, 0.05),
  boxBrown: material(0.06, 0.08, 0.15, 0.22, 1.5, 0.05),
  boxTeal: material(0.2, 0.21, 0.08, 0.14, 1.5, 0.05),
} as const satisfies Record<string, Material>

export type MaterialName = keyof typeof materials

/** The same surface, lighter or darker, as age and coating make it. */
export function shaded(base: Material, factor: number): Material {
  const [blue, green, red, nir] = base.reflectance
  return { ...base, reflectance: [blue * factor, green * factor, red * factor, nir * factor] }
}
