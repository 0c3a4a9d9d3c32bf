/**
 * A small tolerant reader of XML for scene sidecars and metadata tags. It knows elements, attributes, text, CDATA,
 * comments and the five named entities besides numeric ones; declarations and processing instructions are skipped,
 * and no entity is ever expanded from the document itself.
 */
export interface XmlElement {
  /** Local name, without a namespace prefix. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Local names of the elements around it, the root first. */
  readonly path: readonly string[]
  /** Its own text, trimmed. */
  text: string
}

/** Vendors' documents reach ten. */
const depthLimit = 40
/** Sentinel's largest have some ten thousand. */
const elementLimit = 200_000

/**
 * All elements in document order; a damaged document is read as far as it goes. The text is passed over once, from left
 * to right: what a hostile file holds costs no more than its length.
 */
export function elementsOf(xml: string): XmlElement[] {
  const elements: XmlElement[] = []
  const open: XmlElement[] = []
  /** The path of what stands in each open element, and outside of all: one for all that stand there. */
  const paths: (readonly string[])[] = [[]]
  for (let at = 0; at < xml.length && elements.length < elementLimit;) {
    const start = xml.indexOf('<', at)
    const top = open.at(-1)
    if (top !== undefined) top.text += decoded(xml.slice(at, start < 0 ? xml.length : start))
    if (start < 0) break
    const end = markupEnd(xml, start)
    if (end < 0) break
    at = end
    if (xml.startsWith('<![CDATA[', start)) {
      if (top !== undefined) top.text += xml.slice(start + 9, end - 3)
    } else if (xml.startsWith('</', start)) {
      open.pop()
      if (paths.length > 1) paths.pop()
    } else if (!/[!?]/.test(xml.charAt(start + 1))) {
      const empty = xml.charAt(end - 2) === '/'
      const path = paths.at(-1) ?? []
      const element = elementOf(xml.slice(start + 1, empty ? end - 2 : end - 1), path)
      elements.push(element)
      if (empty || open.length >= depthLimit) continue
      open.push(element)
      paths.push([...path, element.name])
    }
  }
  for (const element of elements) element.text = element.text.trim()
  return elements
}

/** Where the markup that begins at `start` ends, behind its last character; -1 where it does not. */
function markupEnd(xml: string, start: number): number {
  const until = (mark: string) => {
    const found = xml.indexOf(mark, start)
    return found < 0 ? -1 : found + mark.length
  }
  if (xml.startsWith('<!--', start)) return until('-->')
  if (xml.startsWith('<![CDATA[', start)) return until(']]>')
  if (/[!?/]/.test(xml.charAt(start + 1))) return until('>')
  let quote = ''
  for (let at = start + 1; at < xml.length; at += 1) {
    const char = xml.charAt(at)
    if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if (char === '>') return at + 1
  }
  return -1
}

function elementOf(tag: string, path: readonly string[]): XmlElement {
  const space = tag.search(/\s/)
  const name = space < 0 ? tag : tag.slice(0, space)
  const attributes = space < 0 ? {} : attributesOf(tag.slice(space))
  return { name: localName(name), attributes, path, text: '' }
}

/** The text of the first element with this local name that is not empty, below `within` where that is given. */
export function textOf(elements: readonly XmlElement[], name: string, within?: string): string | null {
  const found = elements.find(
    (element) =>
      element.name === name && element.text !== '' && (within === undefined || element.path.includes(within)),
  )
  return found?.text ?? null
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Pairs of a name and a quoted value; whatever else stands there is passed over. */
function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (let at = 0; at < text.length;) {
    const equals = text.indexOf('=', at)
    if (equals < 0) break
    const name = text.slice(at, equals).trim()
    const opening = text.slice(equals + 1, equals + 20).search(/["']/)
    if (opening < 0) break
    const from = equals + 1 + opening
    const to = text.indexOf(text.charAt(from), from + 1)
    if (to < 0) break
    found[localName(name)] = decoded(text.slice(from + 1, to))
    at = to + 1
  }
  return found
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Text with its entities replaced. */
export function decoded(text: string): string {
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, entity: string) => {
    if (!entity.startsWith('#')) return named[entity] ?? whole
    const code = entity.startsWith('#x') ? parseInt(entity.slice(2), 16) : parseInt(entity.slice(1), 10)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
