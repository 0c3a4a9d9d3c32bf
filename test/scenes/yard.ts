import { drawBoats, drawShips } from './afloat.ts'
import type { Canvas } from './canvas.ts'
import { dates, type SceneDate } from './calendar.ts'
import { paintClouds } from './clouds.ts'
import { drawCranes } from './cranes.ts'
import { paintLand } from './land.ts'
import { paintSea } from './sea.ts'
import { drawRoads } from './roads.ts'
import { drawTown } from './town.ts'
import { mapPen, yardPen } from './yard-frame.ts'
import { docks } from './yard-layout.ts'
import { drawDock, drawDockWalls, drawFloatingDock, drawPiers, drawSlipways } from './waterfront.ts'
import { drawYardGround } from './yard-ground.ts'

/** The shipyard and its roadstead, and who was there on each date. */
export interface Yard {
  readonly dates: readonly SceneDate[]
}

/** The yard. There is one; what varies is the date. */
export function makeShipyard(): Yard {
  return { dates }
}

/** Draws what there was on a date, from the sea bed to the crane tops. */
export function paintYard(canvas: Canvas, date: SceneDate): void {
  const { day, ships } = date
  const map = mapPen(canvas, day.shadow)
  const yard = yardPen(canvas, day.shadow)
  const standing = (where: string) => ships.filter(({ stands }) => stands === where)
  paintSea(canvas, day)
  paintLand(canvas, day)
  drawRoads(yard)
  drawTown(yard, day.green)
  drawYardGround(yard)
  docks.forEach((dock, i) => drawDock(yard, dock, date.flooded[i] === true))
  drawSlipways(yard)
  drawPiers(yard)
  drawBoats(map, yard, date.id)
  drawFloatingDock(yard)
  drawShips(canvas, day, standing('floating dock'))
  drawDockWalls(yard)
  drawShips(canvas, day, [...standing('dock'), ...standing('slip')])
  drawShips(canvas, day, standing('water'))
  drawCranes(yard, date.id)
  paintClouds(canvas, day)
}
