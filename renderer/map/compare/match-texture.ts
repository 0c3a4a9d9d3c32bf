import type { MatchTable } from '../map-contract.ts'

/** A table of sample values as a texture. OpenLayers binds it behind a tile's own textures. */
export interface MatchTexture {
  readonly name: 'u_match'
  /** Takes another table; null: none is used. */
  set(table: MatchTable | null): void
  getTexture(gl: WebGLRenderingContext): WebGLTexture | null
  delete(gl: WebGLRenderingContext): void
}

/** Entries of a table, evenly spaced from its lowest to its highest input. */
export const matchEntries = 1024

export function createMatchTexture(): MatchTexture {
  const made = new Map<WebGLRenderingContext, { texture: WebGLTexture; table: MatchTable | null }>()
  let table: MatchTable | null = null

  const upload = (gl: WebGLRenderingContext, texture: WebGLTexture) => {
    gl.getExtension('OES_texture_float')
    // OpenLayers asks while a tile's own texture is bound, and draws with what is bound afterwards.
    const bound = gl.getParameter(gl.TEXTURE_BINDING_2D) as WebGLTexture | null
    gl.bindTexture(gl.TEXTURE_2D, texture)
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
      gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE)
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST)
    const width = table === null ? 1 : matchEntries
    const entries = table?.entries ?? new Float32Array(4)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, width, 1, 0, gl.RGBA, gl.FLOAT, entries)
    gl.bindTexture(gl.TEXTURE_2D, bound)
  }

  return {
    name: 'u_match',
    set(next) {
      table = next
    },
    getTexture(gl) {
      let known = made.get(gl)
      if (known === undefined) {
        known = { texture: gl.createTexture(), table: null }
        made.set(gl, known)
        upload(gl, known.texture)
        known.table = table
      } else if (known.table !== table) {
        known.table = table
        upload(gl, known.texture)
      }
      return known.texture
    },
    delete(gl) {
      const known = made.get(gl)
      if (known !== undefined) gl.deleteTexture(known.texture)
      made.delete(gl)
    },
  }
}

/** A table by which the first band drawn is matched as another one is in `table`: a difference draws one band alone. */
export function tableOfEntry(table: MatchTable, entry: number): MatchTable {
  const entries = new Float32Array(table.entries.length)
  for (let at = 0; at < entries.length; at += 4) entries[at] = table.entries[at + entry] ?? 0
  return {
    low: [table.low[entry] ?? 0, 0, 0],
    high: [table.high[entry] ?? 1, 1, 1],
    entries,
  }
}
