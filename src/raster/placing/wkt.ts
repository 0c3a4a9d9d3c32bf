/** An element of well-known text: `KEYWORD["text", 1.5, CHILD[…]]`. */
export interface WktNode {
  /** In capitals. */
  readonly keyword: string
  readonly values: readonly (string | number)[]
  readonly children: readonly WktNode[]
}

const wktLimit = 64 * 1024
const depthLimit = 30
const token =
  /\s*(?:"((?:[^"]|"")*)"|([A-Za-z_][\w]*)|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([[\](),]))/y

/** Parses WKT 1 or 2 (ISO 19162); null where the text is none, or is longer than any real system. */
export function parseWkt(text: string): WktNode | null {
  if (text.length > wktLimit) return null
  const stack: { keyword: string; values: (string | number)[]; children: WktNode[] }[] = []
  let word: string | null = null
  token.lastIndex = 0
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, quoted, name, number, mark] = match
    const top = stack.at(-1)
    if (quoted !== undefined) top?.values.push(quoted.replaceAll('""', '"'))
    else if (number !== undefined) top?.values.push(Number(number))
    else if (name !== undefined) word = name
    else if (mark === '[' || mark === '(') {
      if (word === null || stack.length >= depthLimit) return null
      const node = { keyword: word.toUpperCase(), values: [], children: [] }
      top?.children.push(node)
      stack.push(node)
      word = null
    } else {
      // Bare words (axis directions) are values too.
      if (word !== null) top?.values.push(word)
      word = null
      if (mark === ',') continue
      const done = stack.pop()
      if (done === undefined) return null
      if (stack.length === 0) return done
    }
  }
  return null
}

/** The first child with one of the keywords. */
export function childOf(node: WktNode | null, ...keywords: string[]): WktNode | null {
  return node?.children.find(({ keyword }) => keywords.includes(keyword)) ?? null
}

/** The EPSG code that an element carries itself; null where it has none. */
export function epsgCodeOf(node: WktNode): number | null {
  const authority = childOf(node, 'AUTHORITY', 'ID')
  if (authority === null || String(authority.values[0]).toUpperCase() !== 'EPSG') return null
  const code = Number(authority.values[1])
  return Number.isInteger(code) && code > 0 ? code : null
}

/** The n-th value where it is a finite number. */
export function numberAt(node: WktNode | null, index: number): number | null {
  const value = Number(node?.values[index] ?? NaN)
  return Number.isFinite(value) ? value : null
}
