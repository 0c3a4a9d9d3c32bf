/** `value` as a JSON number without an exponent; what is not finite is `null`, minus zero is `0`. */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return 'null'
  const text = String(value + 0)
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (match === null) return text
  const [, sign = '', first = '', rest = '', exponent = '0'] = match
  const digits = first + rest
  const point = 1 + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return sign + digits.padEnd(point, '0')
}

/**
 * `value` as JSON (RFC 8259) in which no number has an exponent. `indent` is the number of spaces a level, 0 for
 * one line. Members that are undefined are left out, as JSON.stringify does.
 */
export function plainJson(value: unknown, indent = 0): string {
  return render(value, indent, '')
}

function render(value: unknown, indent: number, margin: string): string {
  if (typeof value === 'number') return plainNumber(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const inner = margin + ' '.repeat(indent)
  const wrap = (open: string, parts: readonly string[], close: string): string => {
    if (parts.length === 0) return open + close
    if (indent === 0) return open + parts.join(',') + close
    return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${margin}${close}`
  }
  if (Array.isArray(value)) {
    // Positions, sizes and other short rows of numbers read best on one line.
    const step = value.length <= 6 && value.every((item) => typeof item === 'number') ? 0 : indent
    const parts = value.map((item) => render(item, step, inner))
    return step === indent ? wrap('[', parts, ']') : `[${parts.join(', ')}]`
  }
  const colon = indent === 0 ? ':' : ': '
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return wrap(
    '{',
    members.map(([name, member]) => JSON.stringify(name) + colon + render(member, indent, inner)),
    '}',
  )
}
