import { runBits, runTables, type RunTables } from './fax-codes.ts'

/** How the rows of a bilevel image are coded (TIFF 6.0, sections 10 and 11; ITU-T T.4 and T.6). */
export interface FaxForm {
  readonly width: number
  readonly rows: number
  /** `rle`: one-dimensional rows from byte to byte; `rlew`: from word to word; `g3`: rows behind EOL codes; `g4`. */
  readonly scheme: 'rle' | 'rlew' | 'g3' | 'g4'
  /** Group 3 rows may refer to the row before. */
  readonly twoDimensional: boolean
}

/**
 * Decodes a fax to packed rows, 0 for white and 1 for black. A row that is damaged is white from there on, as in libtiff;
 * so are rows that the stream lacks.
 */
export function decodeFax(bytes: Uint8Array, form: FaxForm): Uint8Array<ArrayBuffer> {
  const rowBytes = Math.ceil(form.width / 8)
  const output = new Uint8Array(rowBytes * form.rows)
  const reader = new FaxReader(bytes, form.width)
  for (let row = 0; row < form.rows; row += 1) {
    if (!readRow(reader, form)) break
    reader.paint(output, row * rowBytes)
  }
  return output
}

/** False where no more rows come. */
function readRow(reader: FaxReader, { scheme, twoDimensional }: FaxForm): boolean {
  if (scheme === 'g4') return reader.row2d() && !reader.atEnd()
  if (scheme === 'g3') {
    const flat = reader.endOfLine(twoDimensional)
    if (reader.atEnd()) return false
    if (flat) reader.row1d()
    else reader.row2d()
    return true
  }
  if (reader.atEnd()) return false
  reader.row1d()
  reader.align(scheme === 'rle' ? 8 : 16)
  return true
}

/** Bits of a fax, and the places in the current row and the one before where the colour changes. */
class FaxReader {
  readonly #bytes: Uint8Array
  readonly #width: number
  readonly #tables: RunTables = runTables()
  #bit = 0
  #before: Int32Array
  #current: Int32Array
  #changes = 0

  constructor(bytes: Uint8Array, width: number) {
    this.#bytes = bytes
    this.#width = width
    // Two changes a pixel at most (an empty run costs one), and the sentinels.
    this.#before = new Int32Array(2 * width + 8).fill(width)
    this.#current = new Int32Array(2 * width + 8).fill(width)
  }

  atEnd(): boolean {
    return this.#bit >= this.#bytes.length * 8
  }

  align(bits: number): void {
    this.#bit = Math.ceil(this.#bit / bits) * bits
  }

  /** Skips fill bits and an end-of-line code, where one stands here; whether the row that follows is one-dimensional. */
  endOfLine(tagged: boolean): boolean {
    const start = this.#bit
    while (!this.atEnd() && this.#peek(1) === 0) this.#bit += 1
    if (this.#bit - start < 11) {
      this.#bit = start
      return true
    }
    this.#bit += 1
    if (!tagged) return true
    this.#bit += 1
    return ((this.#bytes[(this.#bit - 1) >> 3] ?? 0) >> (7 - ((this.#bit - 1) & 7))) % 2 === 1
  }

  /** Reads a row of runs; false where a code is damaged. */
  row1d(): boolean {
    this.#begin()
    let at = 0
    for (let black = false; at < this.#width; black = !black) {
      const run = this.#run(black)
      if (run < 0) return false
      at += run
      this.#change(at)
    }
    return true
  }

  /** Reads a row that is described by its differences from the one before; false where a code is damaged or no row comes. */
  row2d(): boolean {
    this.#begin()
    const width = this.#width
    let at = -1
    let black = false
    for (let index = 0; at < width;) {
      // b1: the first change of the other colour to the right of here.
      index = Math.max(0, index - 2)
      if ((index & 1) !== (black ? 1 : 0)) index += 1
      while ((this.#before[index] ?? width) <= at && (this.#before[index] ?? width) < width) index += 2
      const b1 = this.#before[index] ?? width
      const mode = this.#mode()
      if (mode === 'pass') at = this.#before[index + 1] ?? width
      else if (mode === 'horizontal') {
        const [first, second] = [this.#run(black), this.#run(!black)]
        if (first < 0 || second < 0) return this.#changes > 0
        const from = Math.max(0, at)
        this.#change(from + first)
        this.#change(from + first + second)
        at = from + first + second
      } else if (mode === 'damaged') return this.#changes > 0
      else {
        if (b1 + mode < Math.max(0, at)) return this.#changes > 0
        at = b1 + mode
        this.#change(at)
        black = !black
      }
    }
    return true
  }

  /** Sets the black pixels of the row that was read. */
  paint(output: Uint8Array, rowAt: number): void {
    for (let index = 0; index < this.#changes; index += 2) {
      const from = this.#current[index] ?? 0
      const to = index + 1 < this.#changes ? (this.#current[index + 1] ?? 0) : this.#width
      for (let column = from; column < to;) {
        if ((column & 7) === 0 && to - column >= 8) {
          output[rowAt + (column >> 3)] = 255
          column += 8
        } else {
          const place = rowAt + (column >> 3)
          output[place] = (output[place] ?? 0) | (128 >> (column & 7))
          column += 1
        }
      }
    }
  }

  #begin(): void {
    const older = this.#before
    this.#before = this.#current
    this.#before.fill(this.#width, this.#changes)
    this.#current = older
    this.#changes = 0
  }

  #change(at: number): void {
    if (this.#changes < this.#current.length - 4) {
      this.#current[this.#changes] = Math.min(at, this.#width)
      this.#changes += 1
    }
  }

  #mode(): number | 'pass' | 'horizontal' | 'damaged' {
    const ahead = this.#peek(7)
    const take = <T>(bits: number, mode: T): T => {
      this.#bit += bits
      return mode
    }
    if (ahead >> 6 === 1) return take(1, 0)
    if (ahead >> 4 === 0b011) return take(3, 1)
    if (ahead >> 4 === 0b010) return take(3, -1)
    if (ahead >> 4 === 0b001) return take(3, 'horizontal')
    if (ahead >> 3 === 0b0001) return take(4, 'pass')
    if (ahead >> 1 === 0b000011) return take(6, 2)
    if (ahead >> 1 === 0b000010) return take(6, -2)
    if (ahead === 0b0000011) return take(7, 3)
    return ahead === 0b0000010 ? take(7, -3) : 'damaged'
  }

  /** The length of a run, its make-up codes included; -1 where the code is damaged. */
  #run(black: boolean): number {
    const table = black ? this.#tables.black : this.#tables.white
    for (let total = 0; total <= this.#width + 2560;) {
      const entry = table[this.#peek(runBits)] ?? 0
      if (entry === 0) return -1
      this.#bit += entry & 15
      const run = entry >> 4
      total += run
      if (run < 64) return total
    }
    return -1
  }

  /** The next bits without taking them; zeros behind the end. */
  #peek(count: number): number {
    const at = this.#bit >> 3
    const bytes = this.#bytes
    const held = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    return (held >> (24 - (this.#bit & 7) - count)) & ((1 << count) - 1)
  }
}
