import { Problem } from '../../domain/problem.ts'
import type { LonLat } from '../../domain/polygon.ts'
import { featureSpectrum, type Feature } from './coregistration-features.ts'
import { shiftAtMiddle } from './coregistration-ground.ts'
import {
  overlapOf,
  shiftedGround,
  totalShift,
  type Overlap,
  type SceneToAlign,
} from './coregistration-overlap.ts'
import {
  crossSpectrum,
  findPeak,
  highestFrequency,
  sumOf,
  type CrossSpectrum,
  type Peak,
} from './coregistration-peak.ts'
import { judgeVotes, type Judgement, type Vote } from './coregistration-votes.ts'
import { noMatch, noTexture, refused, tooRough } from './coregistration-refusal.ts'
import { partOf, planWindows, votersIn, type WindowPlan } from './coregistration-windows.ts'
import { keepInside, readPatch, type GroundWindow, type Patch } from './overlap-window.ts'
import type { East, SceneOnGround } from '../placing/scene-on-ground.ts'

/** How a scene lies against another one. */
export interface Coregistration {
  /** Metres to be added to where the file says that the picture lies. */
  readonly shiftEastM: number
  readonly shiftNorthM: number
  /** Root mean square distance of the agreeing windows' own shifts from it, metres. */
  readonly residualM: number
  /** How far it may be off in 95 of 100 cases, metres. */
  readonly accuracyM: number
  /** How clearly the match stands out from the next best: 0 not at all, 1 completely. */
  readonly quality: number
  /** Windows that had something to compare, and those of them that give the same shift. */
  readonly windows: number
  readonly agreeing: number
  /** Metres on the ground of a pixel of the comparison: that of the coarser scene. */
  readonly gsdM: number
  readonly feature: Feature
}

export interface AlignOptions {
  /** Only what lies within this ring of longitudes and latitudes is compared. */
  readonly area?: readonly LonLat[]
  /** Whether a match is of use that may be off by more than what is accepted else: as a start for the hand. */
  readonly rough?: boolean
  readonly signal?: AbortSignal
  readonly progress?: (done: number, total: number) => void
  /** Lets others work in between; awaited after each window. */
  readonly pause?: () => Promise<void>
}

/** Windows a side that are tried: few at first, more where those don't suffice. */
const attempts = [3, 5]
/** After so many windows no more are looked at where the match is more distinct than this. */
const enough = [
  { windows: 4, distinctness: 0.8 },
  { windows: 6, distinctness: 0.7 },
] as const

/**
 * What must be true of a match before it is proposed. True matches of generated pairs have a quality from 0.54 and a third
 * of their windows agree (the rest is open water); what pairs out of reach have in common stays below 0.35, but for ground
 * whose texture comes again: 0.45. Optical pairs of one ground are good to 0.2 pixels or better; on photographs of different
 * years whole fields lie apart by half a pixel, and their mean is the shift all the same. Radar shows but one side of a
 * wall: by edges a match that is not good to 0.28 pixels is as often wrong as right. What is off by more is asked to be laid
 * by hand.
 */
const acceptance = { quality: 0.5, agreeing: 3, share: 0.15, accuracyPx: { brightness: 0.6, edges: 0.28 } }

/**
 * Finds by how much a scene is drawn off a reference scene, by phase correlation of windows spread over what both show.
 * CRS, resolution, bit depth, bands, light and sensor may differ. First all windows together vote for a whole-pixel shift
 * by the directions of their edges; then smaller windows, each on its own, must find it again; those that do give the
 * fraction of the pixel.
 * @throws Problem `coregistration/refused` with the reason: no overlap, too little texture, no clear match;
 *   `coregistration/rough` where there is one that may be off by more than a fraction of a pixel;
 *   `scene/not-placed`; what the readers throw; an AbortError when cancelled
 */
export async function coregister(
  reference: SceneToAlign,
  scene: SceneToAlign,
  options: AlignOptions = {},
): Promise<Coregistration> {
  const starts: East[] = scene.shift[0] === 0 && scene.shift[1] === 0 ? [[0, 0]] : [scene.shift, [0, 0]]
  let refusal: Problem | null = null
  let best: Coregistration | null = null
  for (const start of starts) {
    const overlap = overlapOf(reference, { ...scene, shift: start }, options.area)
    if (overlap instanceof Problem) {
      refusal ??= overlap
      continue
    }
    let before = 0
    for (const most of attempts) {
      const plan = planWindows(overlap.shared.box, overlap.gsdM, most, overlap.shared.covers)
      // More windows a side than fit are no other windows.
      if (plan.windows.length <= before) continue
      before = plan.windows.length
      const outcome = await attempt(overlap, plan, options)
      if (outcome instanceof Problem) {
        refusal ??= outcome
        continue
      }
      if (outcome.accuracyM <= acceptance.accuracyPx[outcome.feature] * outcome.gsdM) return outcome
      if (best === null || outcome.accuracyM < best.accuracyM) best = outcome
    }
  }
  if (best !== null && options.rough === true) return best
  if (best !== null) throw tooRough(scene.name, reference.name, best)
  throw refusal ?? refused(scene.name, 'Too little of the overlap has data.', 'Draw an area that has.')
}

/** A window of both scenes, read once. */
interface ReadWindow {
  readonly window: GroundWindow
  readonly first: Patch
  readonly second: Patch
}

async function attempt(
  overlap: Overlap,
  plan: WindowPlan,
  options: AlignOptions,
): Promise<Coregistration | Problem> {
  const { shared, readings } = overlap
  const read: ReadWindow[] = []
  const spectra: CrossSpectrum[] = []
  for (const [index, window] of plan.windows.entries()) {
    const one = await readBoth(overlap, window, options.signal)
    const spectrum = one === null ? null : spectrumOf(overlap, shared.second, one, window, 'edges')
    if (one !== null && spectrum !== null) {
      read.push(one)
      spectra.push(spectrum)
    }
    await breathe(options, index + 1, plan.windows.length * 2)
    if (isEnough(index + 1, spectra)) break
  }
  if (spectra.length === 0) return noTexture(overlap)
  const coarse = peakOf(spectra)
  // What is no match for all windows together need not be looked for in each.
  if (coarse.distinctness < acceptance.quality) return noMatch(overlap, coarse.distinctness)
  const moved = shiftedGround(overlap, coarse)
  if (moved === null) return noTexture(overlap)

  let votes: readonly Vote[] = []
  let judgement: Judgement | null = null
  for (const feature of featuresToTry(readings.feature)) {
    votes = await votesOf(overlap, moved, plan, read, feature, options)
    judgement = judgeVotes(votes, feature)
    if (judgement !== null && isAgreed(judgement, votes))
      return judged(overlap, coarse, votes, judgement, feature)
  }
  if (judgement === null) return noTexture(overlap)
  const quality = Math.min(coarse.distinctness, judgement.distinctness)
  return noMatch(overlap, quality, judgement.agreeing, votes.length)
}

function isEnough(windows: number, spectra: readonly CrossSpectrum[]): boolean {
  const least = enough.find((one) => one.windows === windows)
  return least !== undefined && peakOf(spectra).distinctness > least.distinctness
}

/** Edges agree as well where what is bright on one scene is dark on the other, as leaves are in red and infrared. */
function featuresToTry(feature: Feature): Feature[] {
  return feature === 'edges' ? ['edges'] : [feature, 'edges']
}

async function votesOf(
  overlap: Overlap,
  moved: SceneOnGround,
  plan: WindowPlan,
  read: readonly ReadWindow[],
  feature: Feature,
  options: AlignOptions,
): Promise<Vote[]> {
  const votes: Vote[] = []
  const highest = highestFrequency[feature].finding
  for (const [index, one] of read.entries()) {
    for (const voter of votersIn(one.window, plan, feature)) {
      const spectrum = spectrumOf(overlap, moved, one, voter, feature)
      if (spectrum === null) continue
      const sideM = voter.size * voter.gsdM
      const place = [voter.eastM / sideM, voter.northM / sideM] as const
      votes.push({ own: findPeak(spectrum, voter.size / 4, highest), spectrum, place })
    }
    await breathe(options, plan.windows.length + index + 1, plan.windows.length * 2)
  }
  return votes
}

/** The whole-pixel match of all windows together. */
function peakOf(spectra: readonly CrossSpectrum[]): Peak {
  const sum = sumOf(spectra)
  if (sum === null) return { x: 0, y: 0, distinctness: 0 }
  return findPeak(sum, sum.size / 4, highestFrequency.edges.finding)
}

async function readBoth(
  { reference, scene, shared, readings, gsdM: pixelM }: Overlap,
  window: GroundWindow,
  signal: AbortSignal | undefined,
): Promise<ReadWindow | null> {
  const first = await readPatch(reference.reader, shared.first, readings.first, window, 0, signal)
  if (first === null) return null
  const marginM = (window.size / 8) * pixelM
  const second = await readPatch(scene.reader, shared.second, readings.second, window, marginM, signal)
  return second === null ? null : { window, first, second }
}

function spectrumOf(
  { shared }: Overlap,
  second: SceneOnGround,
  read: ReadWindow,
  window: GroundWindow,
  feature: Feature,
): CrossSpectrum | null {
  const { size } = window
  const part = partOf(shared.box, window)
  const here = read.first.sample(window, shared.first)
  const a = featureSpectrum(
    shared.area === null ? here : keepInside(here, window, shared.area),
    size,
    feature,
    part,
  )
  const b = a === null ? null : featureSpectrum(read.second.sample(window, second), size, feature, part)
  if (a === null || b === null) return null
  const highest = Math.max(...highestFrequency[feature].refining)
  return crossSpectrum(a, b, size, feature === 'edges' ? 0.5 : 1, highest)
}

const isAgreed = ({ agreeing }: Judgement, votes: readonly Vote[]): boolean =>
  agreeing >= Math.max(acceptance.agreeing, acceptance.share * votes.length)

function judged(
  overlap: Overlap,
  coarse: Peak,
  votes: readonly Vote[],
  { x, y, residualPx, accuracyPx, agreeing, distinctness }: Judgement,
  feature: Feature,
): Coregistration | Problem {
  const { scene, shared, gsdM: pixelM } = overlap
  const quality = Math.min(coarse.distinctness, distinctness)
  if (quality < acceptance.quality) return noMatch(overlap, quality, agreeing, votes.length)
  const total = totalShift(overlap, { x: coarse.x + x, y: coarse.y + y })
  const [shiftEastM, shiftNorthM] = shiftAtMiddle(scene.image, total, shared.origin)
  return {
    shiftEastM,
    shiftNorthM,
    residualM: residualPx * pixelM,
    accuracyM: accuracyPx * pixelM,
    quality,
    windows: votes.length,
    agreeing,
    gsdM: pixelM,
    feature,
  }
}

async function breathe(
  { signal, progress, pause }: AlignOptions,
  done: number,
  total: number,
): Promise<void> {
  progress?.(done, total)
  await pause?.()
  signal?.throwIfAborted()
}
