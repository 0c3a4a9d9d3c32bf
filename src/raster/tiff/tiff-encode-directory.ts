/**
 * One image file directory of a TIFF or BigTIFF as bytes. TIFF 6.0 section 2; BigTIFF: the layout that libtiff reads
 * (8-byte counts and offsets, 20-byte entries).
 */

/** Byte order and offset size of the file. */
export interface TiffForm {
  readonly bigTiff: boolean
  readonly littleEndian: boolean
}

/** Field types, TIFF 6.0 page 15; `long8` is BigTIFF's 64-bit integer. */
export type FieldType = 'ascii' | 'short' | 'long' | 'double' | 'long8'

export interface TiffField {
  readonly tag: number
  readonly type: FieldType
  /** Numbers, or text for `ascii` (written as UTF-8 with a closing NUL). */
  readonly value: readonly number[] | string
}

const fieldTypes: Record<FieldType, { code: number; size: number }> = {
  ascii: { code: 2, size: 1 },
  short: { code: 3, size: 2 },
  long: { code: 4, size: 4 },
  double: { code: 12, size: 8 },
  long8: { code: 16, size: 8 },
}

const utf8 = new TextEncoder()

/** Size of the file header in bytes. */
export function headerSize(form: TiffForm): number {
  return form.bigTiff ? 16 : 8
}

/** The file header, pointing to the first directory at `firstDirectory` (bytes from the start). */
export function encodeHeader(form: TiffForm, firstDirectory: number): Uint8Array {
  const bytes = new Uint8Array(headerSize(form))
  const view = new DataView(bytes.buffer)
  const little = form.littleEndian
  view.setUint16(0, little ? 0x4949 : 0x4d4d)
  view.setUint16(2, form.bigTiff ? 43 : 42, little)
  if (form.bigTiff) {
    view.setUint16(4, 8, little)
    view.setBigUint64(8, BigInt(firstDirectory), little)
  } else view.setUint32(4, firstDirectory, little)
  return bytes
}

function valueBytes(form: TiffForm, field: TiffField): { count: number; bytes: Uint8Array } {
  const { value, type } = field
  if (typeof value === 'string') {
    const text = utf8.encode(`${value}\0`)
    return { count: text.length, bytes: text }
  }
  const size = fieldTypes[type].size
  const bytes = new Uint8Array(value.length * size)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < value.length; i++) {
    const number = value[i] ?? 0
    const at = i * size
    if (type === 'short') view.setUint16(at, number, form.littleEndian)
    else if (type === 'long') view.setUint32(at, number, form.littleEndian)
    else if (type === 'double') view.setFloat64(at, number, form.littleEndian)
    else if (type === 'long8') view.setBigUint64(at, BigInt(number), form.littleEndian)
    else view.setUint8(at, number)
  }
  return { count: value.length, bytes }
}

/** Bytes that a directory with these fields takes, values outside the entries included; always even. */
export function directorySize(form: TiffForm, fields: readonly TiffField[]): number {
  const inline = form.bigTiff ? 8 : 4
  let size = form.bigTiff ? 16 + fields.length * 20 : 6 + fields.length * 12
  size += size % 2
  for (const field of fields) {
    const length = valueBytes(form, field).bytes.length
    if (length > inline) size += length + (length % 2)
  }
  return size
}

/**
 * The directory as bytes, to be placed at `offset` in the file; `next` is the offset of the following directory, 0 for
 * none. Fields are sorted by tag; values that don't fit into their entry follow the entries.
 */
export function encodeDirectory(
  form: TiffForm,
  fields: readonly TiffField[],
  offset: number,
  next: number,
): Uint8Array {
  const bytes = new Uint8Array(directorySize(form, fields))
  const view = new DataView(bytes.buffer)
  const little = form.littleEndian
  const inline = form.bigTiff ? 8 : 4
  const setOffset = (at: number, value: number) => {
    if (form.bigTiff) view.setBigUint64(at, BigInt(value), little)
    else view.setUint32(at, value, little)
  }
  const sorted = [...fields].sort((a, b) => a.tag - b.tag)
  if (form.bigTiff) view.setBigUint64(0, BigInt(sorted.length), little)
  else view.setUint16(0, sorted.length, little)
  let at = form.bigTiff ? 8 : 2
  let outside = form.bigTiff ? 16 + sorted.length * 20 : 6 + sorted.length * 12
  outside += outside % 2
  for (const field of sorted) {
    const { count, bytes: value } = valueBytes(form, field)
    view.setUint16(at, field.tag, little)
    view.setUint16(at + 2, fieldTypes[field.type].code, little)
    setOffset(at + 4, count)
    const slot = at + 4 + inline
    if (value.length <= inline) bytes.set(value, slot)
    else {
      setOffset(slot, offset + outside)
      bytes.set(value, outside)
      outside += value.length + (value.length % 2)
    }
    at = slot + inline
  }
  setOffset(at, next)
  return bytes
}
