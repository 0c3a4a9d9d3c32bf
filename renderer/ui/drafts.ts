import { createContext } from 'react'

/** What is being written in a text field: the text, and what the field held when the writing began. */
export interface Written {
  readonly text: string
  readonly begun: string
  /** The page that it was written in died: the field takes the focus again. */
  readonly isRevived?: boolean
}

/** Where the text fields of a form keep what is being written, so that it outlives the form. */
export interface FieldDrafts {
  of(field: string): Written | null
  keep(field: string, written: Written | null): void
}

/** Without it a field keeps what is written itself. */
export const DraftsContext = createContext<FieldDrafts | null>(null)
