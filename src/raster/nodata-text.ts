/** The nodata text as GDAL reads it: a number (also with a decimal comma), `nan`, infinities; null where it is none. */
export function parseNoData(text: string | null): number | null {
  if (text === null) return null
  const word = text.trim().toLowerCase().replace(',', '.')
  if (/^[-+]?nan/.test(word) || /^-?1\.#(ind|qnan)/.test(word)) return NaN
  if (/^[-+]?(inf|1\.#inf)/.test(word)) return word.startsWith('-') ? -Infinity : Infinity
  const number = Number.parseFloat(word)
  return Number.isNaN(number) ? null : number
}
