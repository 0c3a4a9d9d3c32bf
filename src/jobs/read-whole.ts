import { assertTextSize } from '../exchange/json-text.ts'
import { openFileSource } from './file-source.ts'

/**
 * All bytes of a regular file of records; `shown` is how the user wrote it. Nothing hangs on a pipe or a device, and
 * nothing is read of a file that is too large to be a text.
 * @throws Problem `import/refused` over 500 MB; as `openFileSource` does
 */
export async function readWhole(path: string, shown: string): Promise<Uint8Array> {
  const source = await openFileSource(path, shown)
  try {
    assertTextSize(source.size, shown)
    return await source.read(0, source.size)
  } finally {
    await source.close()
  }
}
