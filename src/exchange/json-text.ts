import { Problem } from '../domain/problem.ts'

/** Deeper than this no file of sightings is nested; deeper ones are made to break programs. */
const maximumDepth = 200
/** The engine's longest string is a little over this many characters. */
const maximumBytes = 500_000_000

const refuse = (fileName: string, what: string, remedy: string): Problem =>
  new Problem('import/refused', fileName, what, remedy)

/**
 * The text of a file in UTF-8, without its byte order mark.
 * @throws Problem `import/refused` for UTF-16, and other bytes that are not UTF-8.
 */
export function decodeUtf8(bytes: Uint8Array, fileName: string): string {
  assertNotUtf16(bytes, fileName)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw notUtf8(fileName, cause)
  }
}

/** Refuses bytes that are not UTF-8, without making one text of them. */
export function assertUtf8(bytes: Uint8Array, fileName: string): void {
  assertNotUtf16(bytes, fileName)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += 1_000_000)
      decoder.decode(bytes.subarray(at, at + 1_000_000), { stream: true })
    decoder.decode()
  } catch (cause) {
    throw notUtf8(fileName, cause)
  }
}

export function assertNotUtf16(bytes: Uint8Array, fileName: string): void {
  const [a, b, c, d] = bytes
  const utf16 = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
  const bareUtf16 = (a === 0 && b !== 0 && c === 0 && d !== 0) || (a !== 0 && b === 0 && c !== 0 && d === 0)
  if (bytes.length >= 2 && (utf16 || (bytes.length >= 4 && bareUtf16)))
    throw refuse(fileName, 'The file is UTF-16 text.', 'Save it as UTF-8 and import it again.')
}

function notUtf8(fileName: string, cause: unknown): Problem {
  const remedy = 'Save it as UTF-8 and import it again.'
  return new Problem('import/refused', fileName, 'The file is not UTF-8 text.', remedy, { cause })
}

/** Refuses a file that is longer than any text can be here, before it is read. */
export function assertTextSize(bytes: number, fileName: string): void {
  if (bytes > maximumBytes) throw refuse(fileName, 'The file is over 500 MB.', 'Divide it into smaller ones.')
}

/** The line (from 1) of the character at `offset`. */
function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/**
 * Parses JSON that may be hostile. Names that occur twice in one object are refused, because programs disagree on
 * which one counts. The words NaN, Infinity and -Infinity, which some programs write where a number is missing,
 * come back as Infinity, so that whoever checks numbers can name the record.
 * @param firstLine the line of the file in which the text begins
 * @throws Problem `import/refused`, with the line, where the text is not JSON, is cut off or nested too deep.
 */
export function parseJson(text: string, fileName: string, firstLine = 1): unknown {
  if (text.trim() === '') throw refuse(fileName, 'The file is empty.', 'Choose a file with records.')
  if (text.trimStart().startsWith('<')) {
    throw refuse(fileName, 'This is a web page or XML, not JSON.', 'Choose a JSON file.')
  }
  const cleaned = inspect(text, fileName, firstLine)
  try {
    return JSON.parse(cleaned)
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const position = /position (\d+)/.exec(message)?.[1]
    const cutOff = position === undefined && /end of JSON/.test(message)
    const place = position !== undefined ? Number(position) : cutOff ? text.length : null
    const where = place === null ? '' : ` in line ${firstLine - 1 + lineAt(cleaned, place)}`
    const what = cutOff
      ? `The JSON text ends too early${where}: the file is cut off.`
      : `This is not JSON${where}.`
    throw new Problem('import/refused', fileName, what, 'Write the file again and import that.', {
      cause: error,
    })
  }
}

/** Looks through JSON text for what JSON.parse would let pass, and gives it with bare NaN and Infinity replaced. */
function inspect(text: string, fileName: string, firstLine: number): string {
  const names: (Set<string> | null)[] = []
  let cleaned = ''
  let copied = 0
  const token = /["[\]{}]|-?(?:NaN|Infinity)\b/g
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match
    if (found === '{' || found === '[') {
      names.push(found === '{' ? new Set() : null)
      if (names.length > maximumDepth) {
        const line = firstLine - 1 + lineAt(text, match.index)
        throw refuse(fileName, `The JSON in line ${line} is nested too deep.`, 'Choose a file of records.')
      }
    } else if (found === '}' || found === ']') {
      names.pop()
    } else if (found === '"') {
      const known = names.at(-1)
      token.lastIndex = endOfString(text, token.lastIndex)
      if (known == null || !isName(text, token.lastIndex)) continue
      const written = text.slice(match.index, token.lastIndex)
      const name = written.includes('\\') ? plainName(written) : written
      if (known.has(name)) {
        const line = firstLine - 1 + lineAt(text, match.index)
        const what = `The name ${written} occurs twice in one JSON object, in line ${line}.`
        throw refuse(fileName, what, 'Keep one of them and import the file again.')
      }
      known.add(name)
    } else {
      cleaned += `${text.slice(copied, match.index)}${found.startsWith('-') ? '-' : ''}1e999`
      copied = token.lastIndex
    }
  }
  return copied === 0 ? text : cleaned + text.slice(copied)
}

/** The offset behind the quotation mark that ends the string whose text begins at `from`. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0
    while (at - escapes > from && text[at - escapes - 1] === '\\') escapes += 1
    if (escapes % 2 === 0) return at + 1
  }
  return text.length
}

function isName(text: string, from: number): boolean {
  let at = from
  while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at += 1
  return text[at] === ':'
}

/** The name with its escapes resolved, in quotes; as written where it is not JSON. */
function plainName(quoted: string): string {
  try {
    return `"${String(JSON.parse(quoted))}"`
  } catch {
    return quoted
  }
}
