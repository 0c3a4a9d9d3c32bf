import type { FrameState } from 'ol/Map.js'
import type WebGLHelper from 'ol/webgl/Helper.js'
import type TileTexture from 'ol/webgl/TileTexture.js'
import WebGLTileLayer, { type Style } from 'ol/layer/WebGLTile.js'
import type { SceneLook } from './map-contract.ts'

/** What a scene's style reads; changing them draws again and reads nothing. */
export type LookVariables = Record<string, number>

/** The protected part of OpenLayers' renderer in which the filter of a tile's textures can be set. */
interface TileDrawing {
  readonly helper: WebGLHelper
  renderTile(tile: TileTexture, tileTransform: number[], frameState: FrameState, ...rest: unknown[]): void
}

/**
 * A scene's tiles: every pixel a square once it is larger than a screen pixel, smooth while it is smaller. OpenLayers
 * fixes the filter when a tile is uploaded; here it follows the view.
 */
export class SceneTileLayer extends WebGLTileLayer {
  /** Size of the scene's full-resolution pixels in units of the view. */
  pixelSize = 0

  override createRenderer() {
    const made = super.createRenderer()
    const renderer = made as unknown as TileDrawing
    const drawTile = renderer.renderTile.bind(renderer)
    renderer.renderTile = (...drawn) => {
      const [tile, , { viewState, pixelRatio }] = drawn
      const { helper } = renderer
      const gl = helper.getGL()
      const smooth =
        viewState.resolution > this.pixelSize * pixelRatio &&
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

/**
 * The style of a scene with `shown` bands (1 or 3; of two, the first is shown) and an alpha band behind them.
 * Samples without data are 0 in every band, so that dividing by the alpha undoes the mixing at the edge of the data.
 */
export function sceneStyle(shown: number, look: SceneLook): Style {
  const alpha = ['band', shown + 1]
  const channel = (band: number) => {
    const sample = ['/', ['band', band], ['clamp', alpha, 1e-6, 1]]
    const stretched = ['clamp', ['/', ['-', sample, ['var', `low${band}`]], ['var', `range${band}`]], 0, 1]
    return ['abs', ['-', ['var', 'inverted'], ['^', stretched, ['/', 1, ['var', 'gamma']]]]]
  }
  const [red, green, blue] = shown === 3 ? [1, 2, 3] : [1, 1, 1]
  return {
    color: ['array', channel(red), channel(green), channel(blue), ['*', alpha, ['var', 'opacity']]],
    variables: lookVariables(look),
  }
}

/** A scene's look as the numbers that its style reads. */
export function lookVariables(look: SceneLook): LookVariables {
  const variables: LookVariables = {
    gamma: Math.max(0.01, look.gamma),
    inverted: look.inverted ? 1 : 0,
    opacity: look.opacity,
  }
  for (let band = 1; band <= 3; band++) {
    const { low, high } = look.stretch[band - 1] ?? look.stretch[0] ?? { low: 0, high: 1 }
    variables[`low${band}`] = low
    variables[`range${band}`] = high === low ? 1e-6 : high - low
  }
  return variables
}
