import { createHash } from 'node:crypto'
import type { JobContext } from '../contract/define.ts'
import type { ByteSource } from '../raster/byte-source.ts'

/** Some milliseconds of work on one thread, so that whoever shares it is answered in between. */
const pieceBytes = 1024 * 1024

/** So often is told how far it is: each time crosses two process borders. */
const toldEveryBytes = 8 * pieceBytes

/**
 * SHA-256 of all bytes of a source, in small hexadecimal letters.
 * @throws AbortError when cancelled; what the source throws
 */
export async function hashSource(source: ByteSource, { signal, progress }: JobContext): Promise<string> {
  const hash = createHash('sha256')
  for (let offset = 0; offset < source.size; offset += pieceBytes) {
    if (offset % toldEveryBytes === 0) progress(offset, source.size, `checking ${source.name}`)
    hash.update(await source.read(offset, Math.min(pieceBytes, source.size - offset), signal))
  }
  return hash.digest('hex')
}
