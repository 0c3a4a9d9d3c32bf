import { Problem } from '../../domain/problem.ts'
import type { Codecs } from './codecs.ts'

/** Where the WASM of a decoder comes from: a file in the core, a fetch in the window. */
export interface WasmFiles {
  jpeg(): Promise<Uint8Array<ArrayBuffer>>
  webp(): Promise<Uint8Array<ArrayBuffer>>
  /** The address of LERC's, which fetches or reads it itself; left out where it stands beside the script. */
  readonly lerc?: string
}

type ImageCodecs = Pick<Codecs, 'jpeg' | 'webp' | 'lerc'>

type StartTurbo = (options: { readonly wasmBinary: Uint8Array }) => Promise<TurboModule>

/** The part of libwebp's module (emscripten) that is used here; the package's own types name a scope that is not there. */
type StartWebp = (options: {
  readonly noInitialRun: boolean
  readonly wasmBinary: Uint8Array
}) => Promise<{ decode(bytes: Uint8Array): WebpImage | null }>

interface WebpImage {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** The part of libjpeg-turbo's module (embind) that is used here. */
interface TurboModule {
  readonly JPEGDecoder: new () => TurboDecoder
}

interface TurboDecoder {
  getEncodedBuffer(length: number): Uint8Array
  decode(): void
  getFrameInfo(): { readonly width: number; readonly height: number; readonly componentCount: number }
  getDecodedBuffer(): Uint8Array
  delete(): void
}

/**
 * The image decoders: libjpeg-turbo, libwebp and LERC. Each is loaded with the first block that wants it, because most
 * scenes want none.
 */
export function imageCodecs(files: WasmFiles): ImageCodecs {
  const turbo = lazy('JPEG', async () => {
    // @ts-expect-error The package comes without types.
    const library: unknown = await import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs')
    const { default: start } = library as { default: StartTurbo }
    return start({ wasmBinary: await files.jpeg() })
  })
  const libwebp = lazy('WebP', async () => {
    const library: unknown = await import('@jsquash/webp/codec/dec/webp_dec.js')
    const { default: start } = library as { default: StartWebp }
    return start({ noInitialRun: true, wasmBinary: await files.webp() })
  })
  const lerc = lazy('LERC', async () => {
    const library = await import('lerc')
    const address = files.lerc
    await library.load(address === undefined ? {} : { locateFile: () => address })
    return library
  })
  return {
    jpeg: async (bytes) => {
      const { JPEGDecoder } = await turbo()
      const decoder = new JPEGDecoder()
      try {
        decoder.getEncodedBuffer(bytes.byteLength).set(bytes)
        decoder.decode()
        const { width, height, componentCount } = decoder.getFrameInfo()
        return { width, height, bands: componentCount, samples: decoder.getDecodedBuffer().slice() }
      } finally {
        decoder.delete()
      }
    },
    webp: async (bytes) => {
      const decoded = (await libwebp()).decode(new Uint8Array(bytes))
      if (decoded === null) throw new RangeError('not a WebP image')
      const { width, height, data } = decoded
      return { width, height, bands: 4, samples: new Uint8Array(data.buffer, data.byteOffset, data.length) }
    },
    lerc: async (bytes) => {
      const library = await lerc()
      const { width, height, depthCount, pixels, mask } = library.decode(bytes, { returnInterleaved: true })
      return { width, height, depth: depthCount, bands: pixels, mask }
    },
  }
}

/** Made once; a failed attempt is made again by whoever asks next. */
function lazy<T>(name: string, make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make().catch((cause: unknown) => {
      made = null
      const what = `The decoder of ${name} does not start.`
      throw new Problem('internal', name, what, 'Install Roadstead again; a file of it is missing.', {
        cause,
      })
    })
    return made
  }
}
