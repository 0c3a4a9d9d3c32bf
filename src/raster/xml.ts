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

const depthLimit = 100
const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<[?!][^>]*>|<\/\s*[^>]*>|<([^\s/>]+)((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+/g
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** All elements in document order; text of damaged documents is read as far as it goes. */
export function elementsOf(xml: string): XmlElement[] {
  const elements: XmlElement[] = []
  const open: XmlElement[] = []
  for (const match of xml.matchAll(token)) {
    const [whole, cdata, name, rest] = match
    const top = open.at(-1)
    if (name !== undefined) {
      const element: XmlElement = {
        name: localName(name),
        attributes: attributesOf(rest ?? ''),
        path: open.map((outer) => outer.name),
        text: '',
      }
      elements.push(element)
      if (!(rest ?? '').trimEnd().endsWith('/') && open.length < depthLimit) open.push(element)
    } else if (whole.startsWith('</')) {
      const closed = open.pop()
      if (closed !== undefined) closed.text = closed.text.trim()
    } else if (top !== undefined) {
      if (cdata !== undefined) top.text += cdata
      else if (!whole.startsWith('<')) top.text += decoded(whole)
    }
  }
  for (const element of open) element.text = element.text.trim()
  return elements
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

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', double, single] of text.matchAll(attribute)) {
    found[localName(name)] = decoded(double ?? single ?? '')
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
