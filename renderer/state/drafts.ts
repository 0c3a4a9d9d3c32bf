/** Text that is being written in a field of a record and is not saved. */
export interface Draft {
  /** The record's uid. */
  readonly record: string
  /** The field by its label. */
  readonly field: string
  readonly text: string
  /** What the field held when the writing began. */
  readonly begun: string
  /** It was written in a page that died, and nobody has touched it since. */
  readonly isRevived?: boolean
}

export function draftOf(drafts: readonly Draft[], record: string, field: string): Draft | null {
  return drafts.find((draft) => draft.record === record && draft.field === field) ?? null
}

/** The drafts with what is now written in a field; null: it has been saved or given up. */
export function withDraft(
  drafts: readonly Draft[],
  record: string,
  field: string,
  written: Pick<Draft, 'text' | 'begun'> | null,
): readonly Draft[] {
  const others = drafts.filter((draft) => draft.record !== record || draft.field !== field)
  if (written !== null) return [...others, { record, field, text: written.text, begun: written.begun }]
  return others.length === drafts.length ? drafts : others
}
