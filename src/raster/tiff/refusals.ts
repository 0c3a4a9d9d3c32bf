import { Problem } from '../../domain/problem.ts'

/** The scene's bytes contradict themselves or the file ends too early. `what` is a sentence. */
export function damagedScene(name: string, what: string, cause?: unknown): Problem {
  return new Problem(
    'scene/damaged',
    name,
    what,
    'Fetch the file again from where it came from; the copy here is damaged.',
    { cause },
  )
}

/** The scene may be sound, but Roadstead lacks what it takes to read it. `what` is a sentence. */
export function unsupportedScene(name: string, what: string): Problem {
  return new Problem(
    'scene/unsupported',
    name,
    what,
    'Convert it, for example with: gdal_translate -co COMPRESS=DEFLATE in.tif out.tif',
  )
}

/** The file is no TIFF at all. */
export function notTiff(name: string, what: string): Problem {
  return new Problem('scene/not-tiff', name, what, 'Choose a GeoTIFF (.tif, .tiff).')
}
