import { z } from 'zod'

/** Pyramids of another version are made anew: raise it whenever what stands in the file would differ. */
export const pyramidVersion = 1

/**
 * What a display pyramid says about itself in its ImageDescription: of which file it was made, so that it is never
 * shown for another.
 */
const PyramidNote = z.strictObject({
  roadstead_pyramid: z.literal(pyramidVersion),
  holds: z.enum(['all', 'overviews']),
  width: z.int(),
  height: z.int(),
  source_bytes: z.int(),
  /** When the scene's file was last changed: milliseconds since 1970, UTC. */
  source_modified_ms: z.number(),
  /** Of the content, where it was known when the pyramid was made. */
  source_sha256: z.string().nullable(),
  /** Blocks of the scene that could not be read; they are empty in the pyramid. */
  damaged_blocks: z.int().default(0),
})
export type PyramidNote = z.infer<typeof PyramidNote>

export function writePyramidNote(note: Omit<PyramidNote, 'roadstead_pyramid'>): string {
  return JSON.stringify({ roadstead_pyramid: pyramidVersion, ...note } satisfies PyramidNote)
}

/** The note of a pyramid of this version; null for any other text. */
export function readPyramidNote(text: string | null): PyramidNote | null {
  try {
    return PyramidNote.parse(JSON.parse(text ?? 'null'))
  } catch {
    return null
  }
}
