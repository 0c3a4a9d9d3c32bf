import { isBackwards, type Comparison, type UnseenReason } from '../../src/compare/comparison.ts'

/** Why a scene says nothing of a place, before "in A". */
export const unseenWords: Readonly<Record<UnseenReason, string>> = {
  beyond: 'beyond the outline',
  no_data: 'no data',
  cloud: 'under cloud',
  recorded: "recorded: can't tell",
  not_placed: 'not placed',
  not_searched: 'nothing drawn yet',
}

const sentences: Readonly<Record<UnseenReason, string>> = {
  beyond: 'Beyond the outline of the scene.',
  no_data: 'The scene has no data there.',
  cloud: 'Under cloud.',
  recorded: "An analyst can't tell.",
  not_placed: 'Not placed on the ground.',
  not_searched: 'Nothing is drawn on the scene yet.',
}

/** The same as a sentence for a record of absence. */
export function unseenSentence(reason: UnseenReason): string {
  return sentences[reason]
}

/** What the files of two scenes left open, as a sentence; null where nothing. */
export function coverageDoubt({ coverage: { from, to } }: Pick<Comparison, 'coverage'>): string | null {
  const which = (a: boolean, b: boolean) => (a && b ? null : a ? 'B' : b ? 'A' : 'A and B')
  const pixels = which(from.pixels_read, to.pixels_read)
  const cloud = which(from.cloud_mask, to.cloud_mask)
  const parts = [
    pixels === null ? null : `the file of ${pixels} could not be read, so its outline alone counts`,
    cloud === null ? null : `no cloud mask lies with ${cloud}: cloud is not known there`,
  ].filter((part) => part !== null)
  if (parts.length === 0) return null
  const text = parts.join('; ')
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

/** How to read changes towards an earlier date; null where B is the later one, or a date is not known. */
export function backwardsDoubt(comparison: Pick<Comparison, 'from' | 'to'>): string | null {
  if (!isBackwards(comparison)) return null
  return 'B was taken before A: what arrived lies on B alone and was gone by A, what departed came after B.'
}
