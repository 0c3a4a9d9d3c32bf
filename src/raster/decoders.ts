import type { Level } from './scene-image.ts'

const readable = new Set<string>(['NONE', 'LZW', 'DEFLATE', 'ZSTD', 'PACKBITS'])

/** Why the pixels of a level can't be read, as a sentence; null where they can. */
export function unreadableCodec(level: Level): string | null {
  if (readable.has(level.compression)) return null
  return `Its pixels are compressed with ${level.compression}, which Roadstead can't read.`
}
