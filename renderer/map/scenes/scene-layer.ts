import WebGLTileLayer from 'ol/layer/WebGLTile.js'
import type { FrameState } from 'ol/Map.js'
import type { XY } from './scene-plane.ts'
import type DataTileSource from 'ol/source/DataTile.js'
import { getUid } from 'ol/util.js'
import type WebGLHelper from 'ol/webgl/Helper.js'
import WebGLRenderTarget from 'ol/webgl/RenderTarget.js'
import type TileTexture from 'ol/webgl/TileTexture.js'
import { deviceBox, deviceDisc, type SideWindow } from '../compare/compare-view.ts'
import { createDifferencePass, type DifferencePart, type DifferencePass } from '../compare/difference-pass.ts'
import { createMatchTexture } from '../compare/match-texture.ts'
import type { MatchTable } from '../map-contract.ts'
import {
  lookUniformNames,
  sceneFragmentShader,
  sceneVertexShader,
  type LookUniforms,
  type TileContent,
} from './scene-shader.ts'

/** The protected part of OpenLayers' renderer: the steps of drawing one layer. */
interface TileDrawing {
  readonly helper: WebGLHelper
  renderFrame(frameState: FrameState): HTMLElement
  beforeTilesRender(frameState: FrameState, tilesWithAlpha: boolean): void
  renderTile(tile: TileTexture, tileTransform: number[], frameState: FrameState, ...rest: unknown[]): void
  beforeFinalize(frameState: FrameState): void
}

export interface SceneTileOptions {
  readonly source: DataTileSource
  readonly cacheSize: number
  readonly content: TileContent
  /** Size of the scene's full-resolution pixels in units of the view. */
  readonly pixelSize: number
  readonly uniforms: LookUniforms
  readonly match: MatchTable | null
  /** What the layer gives to a difference; null: it is drawn in colours. */
  readonly part: DifferencePart | null
}

const passes = new WeakMap<WebGLRenderingContext, DifferencePass>()

/**
 * A scene's tiles: every pixel a square once it is larger than a screen pixel, smooth while it is smaller. OpenLayers
 * fixes the filter when a tile is uploaded; here it follows the view. All scenes of a map share one canvas; each is
 * drawn only inside of its window, so that two dates cost hardly more than one.
 */
export class SceneTileLayer extends WebGLTileLayer {
  readonly #content: TileContent
  readonly #pixelSize: number
  readonly #match = createMatchTexture()
  #part: DifferencePart | null
  #uniforms: LookUniforms
  #offset: XY = [0, 0]
  #window: SideWindow = { kind: 'all' }
  #share = 1

  constructor({ source, cacheSize, content, pixelSize, uniforms, match, part }: SceneTileOptions) {
    super({ className: 'map-scenes', source, cacheSize })
    this.#content = content
    this.#pixelSize = pixelSize
    this.#uniforms = uniforms
    this.#part = part
    this.#match.set(match)
  }

  /** Draws again with other numbers; nothing is read. */
  setUniforms(uniforms: LookUniforms, match: MatchTable | null): void {
    this.#uniforms = uniforms
    this.#match.set(match)
    this.changed()
  }

  /** Draws only inside of a part of the pane, and as strongly as this share says (0 to 1). */
  setWindow(window: SideWindow, share: number): void {
    this.#window = window
    this.#share = share
    this.changed()
  }

  /** Other numbers for the same part of a difference. */
  setPart(part: DifferencePart): void {
    this.#part = part
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
    const match = this.#match
    made.reset({
      vertexShader: sceneVertexShader,
      fragmentShader: sceneFragmentShader(this.#content, this.#part !== null),
      uniforms: {
        ...Object.fromEntries(lookUniformNames.map((name) => [name, () => this.#uniforms[name]])),
        u_opacity: () => (this.#uniforms.u_opacity as number) * this.#share,
        u_disc: ({ size, pixelRatio }: FrameState) =>
          deviceDisc(this.#window, [size[0] ?? 0, size[1] ?? 0], pixelRatio),
        u_part: () => [
          this.#part?.low ?? 0,
          this.#part?.high ?? 1,
          this.#part?.isLogarithmic === true ? 1 : 0,
        ],
      },
      // OpenLayers asks for the texture before each tile and deletes it with the layer; that is all it needs of it.
      paletteTextures: [match as never],
    })
    const renderer = made as unknown as TileDrawing
    this.#followFilter(renderer)
    this.#keepToWindow(renderer)
    this.#drawDifference(renderer)
    return made
  }

  #followFilter(renderer: TileDrawing): void {
    const drawTile = renderer.renderTile.bind(renderer)
    renderer.renderTile = (...drawn) => {
      const [tile, , { viewState, pixelRatio }] = drawn
      const { helper } = renderer
      const gl = helper.getGL()
      const smooth =
        viewState.resolution > this.#pixelSize * pixelRatio &&
        helper.getExtension('OES_texture_float_linear') !== null
      const filter = smooth ? gl.LINEAR : gl.NEAREST
      gl.activeTexture(gl.TEXTURE0)
      for (const texture of tile.textures) {
        gl.bindTexture(gl.TEXTURE_2D, texture)
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter)
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, filter)
      }
      drawTile(...drawn)
    }
  }

  #keepToWindow(renderer: TileDrawing): void {
    const draw = renderer.renderFrame.bind(renderer)
    renderer.renderFrame = (frameState) => {
      const gl = renderer.helper.getGL()
      clearOnce(gl, frameState)
      const { size, pixelRatio } = frameState
      const box = deviceBox(this.#window, [size[0] ?? 0, size[1] ?? 0], pixelRatio)
      if (box !== null) bound(gl, box)
      try {
        return draw(frameState)
      } finally {
        gl.disable(gl.SCISSOR_TEST)
      }
    }
  }

  /** Both parts are drawn beside the canvas; the second one then draws the difference on it. */
  #drawDifference(renderer: TileDrawing): void {
    if (this.#part === null) return
    const targets = new WeakMap<WebGLHelper, WebGLRenderTarget>()
    const targetOf = () => {
      const { helper } = renderer
      const gl = helper.getGL()
      const size = [gl.drawingBufferWidth, gl.drawingBufferHeight]
      const target = targets.get(helper) ?? new WebGLRenderTarget(helper, [...size])
      targets.set(helper, target)
      target.setSize(size)
      return target
    }
    const before = renderer.beforeTilesRender.bind(renderer)
    renderer.beforeTilesRender = (frameState, tilesWithAlpha) => {
      before(frameState, tilesWithAlpha)
      renderer.helper.prepareDrawToRenderTarget(frameState, targetOf(), true, true)
    }
    renderer.beforeFinalize = ({ index }) => {
      const part = this.#part
      const gl = renderer.helper.getGL()
      const texture = targetOf().getTexture()
      if (part?.role === 'subtrahend') part.pair.subtrahend = { texture, frame: index }
      else if (part?.pair.subtrahend?.frame === index) {
        const pass = passes.get(gl) ?? createDifferencePass(gl)
        passes.set(gl, pass)
        pass.draw(texture, part.pair.subtrahend.texture, 1 / part.most)
      }
      // What OpenLayers would put on the canvas now is packed, not to be seen.
      bound(gl, [0, 0, 0, 0])
    }
  }
}

function bound(gl: WebGLRenderingContext, box: readonly [number, number, number, number]): void {
  gl.enable(gl.SCISSOR_TEST)
  gl.scissor(...box)
}

/** OpenLayers clears a canvas with the first layer that it draws on it: then only that layer's window would be. */
function clearOnce(gl: WebGLRenderingContext, { renderTargets }: FrameState): void {
  const canvas = getUid(gl.canvas)
  if (renderTargets[canvas] === true) return
  renderTargets[canvas] = true
  gl.bindFramebuffer(gl.FRAMEBUFFER, null)
  gl.clearColor(0, 0, 0, 0)
  gl.clear(gl.COLOR_BUFFER_BIT)
}
