import WebGLTileLayer from 'ol/layer/WebGLTile.js'
import type { FrameState } from 'ol/Map.js'
import type { XY } from './scene-plane.ts'
import type DataTileSource from 'ol/source/DataTile.js'
import type WebGLHelper from 'ol/webgl/Helper.js'
import type TileTexture from 'ol/webgl/TileTexture.js'
import {
  lookUniformNames,
  sceneFragmentShader,
  sceneVertexShader,
  type LookUniforms,
  type TileContent,
} from './scene-shader.ts'

/** The protected part of OpenLayers' renderer in which the filter of a tile's textures can be set. */
interface TileDrawing {
  readonly helper: WebGLHelper
  renderTile(tile: TileTexture, tileTransform: number[], frameState: FrameState, ...rest: unknown[]): void
}

export interface SceneTileOptions {
  readonly className: string
  readonly source: DataTileSource
  readonly cacheSize: number
  readonly content: TileContent
  /** Size of the scene's full-resolution pixels in units of the view. */
  readonly pixelSize: number
  readonly uniforms: LookUniforms
}

/**
 * A scene's tiles: every pixel a square once it is larger than a screen pixel, smooth while it is smaller. OpenLayers
 * fixes the filter when a tile is uploaded; here it follows the view.
 */
export class SceneTileLayer extends WebGLTileLayer {
  readonly #content: TileContent
  readonly #pixelSize: number
  #uniforms: LookUniforms
  #offset: XY = [0, 0]

  constructor({ className, source, cacheSize, content, pixelSize, uniforms }: SceneTileOptions) {
    super({ className, source, cacheSize })
    this.#content = content
    this.#pixelSize = pixelSize
    this.#uniforms = uniforms
  }

  /** Draws again with other numbers; nothing is read. */
  setUniforms(uniforms: LookUniforms): void {
    this.#uniforms = uniforms
    this.changed()
  }

  /** Draws the tiles so far off where they lie, in units of the view; nothing is read. */
  setOffset(offset: XY): void {
    if (offset[0] === this.#offset[0] && offset[1] === this.#offset[1]) return
    this.#offset = offset
    this.changed()
  }

  override render(frameState: FrameState | null, target: HTMLElement): HTMLElement {
    const [dx, dy] = this.#offset
    if (frameState === null || (dx === 0 && dy === 0)) return super.render(frameState, target)
    // A picture that lies further east is seen as from further west.
    const [x = 0, y = 0] = frameState.viewState.center
    const [west = 0, south = 0, east = 0, north = 0] = frameState.extent ?? []
    const seen: FrameState = {
      ...frameState,
      viewState: { ...frameState.viewState, center: [x - dx, y - dy] },
      extent: frameState.extent === null ? null : [west - dx, south - dy, east - dx, north - dy],
    }
    const drawn = super.render(seen, target)
    if (seen.animate) frameState.animate = true
    return drawn
  }

  override createRenderer() {
    const made = super.createRenderer()
    made.reset({
      vertexShader: sceneVertexShader,
      fragmentShader: sceneFragmentShader(this.#content),
      uniforms: Object.fromEntries(lookUniformNames.map((name) => [name, () => this.#uniforms[name]])),
    })
    const renderer = made as unknown as TileDrawing
    const drawTile = renderer.renderTile.bind(renderer)
    renderer.renderTile = (...drawn) => {
      const [tile, , { viewState, pixelRatio }] = drawn
      const { helper } = renderer
      const gl = helper.getGL()
      const smooth =
        viewState.resolution > this.#pixelSize * pixelRatio &&
        helper.getExtension('OES_texture_float_linear') !== null
      const filter = smooth ? gl.LINEAR : gl.NEAREST
      for (const texture of tile.textures) {
        gl.bindTexture(gl.TEXTURE_2D, texture)
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter)
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, filter)
      }
      drawTile(...drawn)
    }
    return made
  }
}
