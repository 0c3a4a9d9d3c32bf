import { visible } from '../domain/visible.ts'

/** One column of a table: its heading, and the text of each row's cell; numbers stand to the right. */
export interface Column<Row> {
  readonly heading: string
  readonly cell: (row: Row) => string
  readonly align?: 'right'
}

/** Columns as wide as their widest characters (East Asian ones count two), separated by two spaces; ends with a line break. */
export function textTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const texts = columns.map(({ heading, cell }) => [heading, ...rows.map((row) => visible(cell(row)))])
  const widths = texts.map((column) => Math.max(...column.map(widthOf)))
  const lines = [undefined, ...rows].map((_, line) =>
    columns
      .map(({ align }, index) => {
        const text = texts[index]?.[line] ?? ''
        const padding = ' '.repeat((widths[index] ?? 0) - widthOf(text))
        return align === 'right' ? padding + text : text + padding
      })
      .join('  ')
      .trimEnd(),
  )
  return `${lines.join('\n')}\n`
}

/** Names and values below each other, the values aligned. */
export function textList(entries: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(0, ...entries.map(([name]) => widthOf(name)))
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${visible(value)}\n`).join('')
}

function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += isWide(character) ? 2 : 1
  return width
}

function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
    character,
  )
}
