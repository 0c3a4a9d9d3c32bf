/** Square metres with the half-width of their interval, where it is known: `12 345 ± 980 m²`. */
export function areaText(squareMetres: number, errorM2: number | null): string {
  const error = errorM2 === null ? '' : ` ± ${whole(twoDigits(errorM2))}`
  return `${whole(squareMetres)}${error} m²`
}

const whole = (value: number): string => Math.round(value).toLocaleString('en').replace(/,/g, '\u2009')

/** Of an error more than two digits say nothing. */
function twoDigits(value: number): number {
  return value < 100 ? value : Number(value.toPrecision(2))
}
