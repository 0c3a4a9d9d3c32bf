import { Problem } from '../domain/problem.ts'
import { assertNotUtf16, decodeUtf8, parseJson } from './json-text.ts'

/** A part of a file that is parsed as one piece; no record comes near it. A few bytes of JSON become forty of memory. */
export const largestPart = 16_000_000
/** What an import can hold at once until it is written: some seven kilobytes each. */
export const mostRecords = 200_000

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a]
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]
const lineFeed = 0x0a
const isSpace = (byte: number | undefined) =>
  byte === 0x20 || byte === lineFeed || byte === 0x0d || byte === 0x09

/** A JSON document with a list of any length in it, of which one element is parsed at a time. */
export interface JsonWithList {
  /** The document, with an empty list in the place of the long one. */
  readonly document: unknown
  /** The list's elements, each parsed when it is asked for; null where the document has no such list. */
  readonly elements: Iterable<unknown> | null
}

/**
 * Parses JSON whose outermost object has a list under `name` that may be too long to be held in memory: only one
 * element of it is, at a time. Otherwise as `parseJson`.
 * @throws Problem `import/refused` as `parseJson` does, for elements when they are asked for; over 200,000 elements
 */
export function parseJsonWithList(bytes: Uint8Array, name: string, fileName: string): JsonWithList {
  assertNotUtf16(bytes, fileName)
  const list = findList(bytes, name, fileName)
  if (list === null)
    return { document: parseJson(decodeUtf8(within(bytes, fileName), fileName), fileName), elements: null }
  const { from, to, ends } = list
  // Its line breaks stay, so that problems behind it name the right line.
  const lines = countLines(bytes, from, to)
  const rest = new Uint8Array(from + lines + bytes.length - to).fill(lineFeed)
  rest.set(bytes.subarray(0, from))
  rest.set(bytes.subarray(to), from + lines)
  const document = parseJson(decodeUtf8(within(rest, fileName), fileName), fileName)
  return {
    document,
    elements: {
      *[Symbol.iterator]() {
        let start = from
        let line = 1 + countLines(bytes, 0, from)
        for (const end of ends) {
          const part = within(bytes.subarray(start, end), fileName)
          const next = line + countLines(bytes, start, end)
          if (part.every(isSpace)) throw refuse(fileName, `This is not JSON in line ${next}.`)
          yield parseJson(decodeUtf8(part, fileName), fileName, line)
          line = next
          start = end + 1
        }
      },
    },
  }
}

interface FoundList {
  /** Behind the opening bracket, and at the closing one. */
  readonly from: number
  readonly to: number
  /** Where each element ends. */
  readonly ends: readonly number[]
}

/** The first list under `name` in the outermost object; where the JSON is none, parsing what was found says so. */
function findList(bytes: Uint8Array, name: string, fileName: string): FoundList | null {
  const wanted = new TextEncoder().encode(`"${name}"`)
  let depth = 0
  let from = -1
  const ends: number[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === quote) {
      const end = endOfString(bytes, at)
      const isNamed =
        from < 0 &&
        depth === 1 &&
        end - at === wanted.length &&
        wanted.every((each, index) => each === bytes[at + index])
      at = end - 1
      if (!isNamed) continue
      const bracket = listBehind(bytes, end)
      if (bracket < 0) continue
      from = bracket + 1
      depth = 2
      at = bracket
    } else if (byte === openBrace || byte === openBracket) depth += 1
    else if (byte === closeBrace || byte === closeBracket) {
      depth -= 1
      if (from < 0 || depth > 1) continue
      const isEmpty = ends.length === 0 && bytes.subarray(from, at).every(isSpace)
      if (!isEmpty) ends.push(at)
      return { from, to: at, ends }
    } else if (byte === comma && from >= 0 && depth === 2) {
      if (ends.push(at) >= mostRecords) throw tooMany(fileName)
    }
  }
  if (from < 0) return null
  const line = 1 + countLines(bytes, 0, bytes.length)
  throw refuse(fileName, `The JSON text ends too early in line ${line}: the file is cut off.`)
}

function refuse(fileName: string, what: string): Problem {
  return new Problem('import/refused', fileName, what, 'Write the file again and import that.')
}

/** Where the list opens that is the value of the name which ends at `at`; -1 where it is another value. */
function listBehind(bytes: Uint8Array, at: number): number {
  let next = at
  while (isSpace(bytes[next])) next += 1
  if (bytes[next] !== colon) return -1
  next += 1
  while (isSpace(bytes[next])) next += 1
  return bytes[next] === openBracket ? next : -1
}

/** Behind the closing quotation mark of the string that opens at `at`. */
function endOfString(bytes: Uint8Array, at: number): number {
  for (let next = at + 1; next < bytes.length; next += 1) {
    const byte = bytes[next]
    if (byte === backslash) next += 1
    else if (byte === quote) return next + 1
  }
  return bytes.length
}

function countLines(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0
  for (let at = bytes.indexOf(lineFeed, from); at >= 0 && at < to; at = bytes.indexOf(lineFeed, at + 1))
    lines += 1
  return lines
}

function within(part: Uint8Array, fileName: string): Uint8Array {
  if (part.length <= largestPart) return part
  throw new Problem(
    'import/refused',
    fileName,
    'One piece of it has more than 16 MB, which no sighting has.',
    'Choose a file of sightings.',
  )
}

/** What a file is refused with that holds more records than can be imported at once. */
export function tooMany(fileName: string): Problem {
  return new Problem(
    'import/refused',
    fileName,
    'The file holds more than 200,000 records, which is more than can be imported at once.',
    'Divide it into smaller ones.',
  )
}
