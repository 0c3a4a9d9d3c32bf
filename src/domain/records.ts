import { z } from 'zod'
import { Absence } from './absence.ts'
import { Uid } from './identifiers.ts'
import { Place } from './place.ts'
import { Scene } from './scene.ts'
import { Sighting } from './sighting.ts'
import { Instant } from './time.ts'
import { Vessel } from './vessel.ts'

/** The tables whose records have a uid and are edited through commands, with the schema of each record. */
export const recordSchemas = {
  scenes: Scene,
  sightings: Sighting,
  absences: Absence,
  vessels: Vessel,
  places: Place,
} as const

export type TableName = keyof typeof recordSchemas
export const tableNames = Object.keys(recordSchemas) as readonly TableName[]
export const TableName = z.enum(Object.keys(recordSchemas) as [TableName, ...TableName[]])

/** The record type of each table. */
export interface RecordOf {
  scenes: Scene
  sightings: Sighting
  absences: Absence
  vessels: Vessel
  places: Place
}
export type AnyRecord = RecordOf[TableName]

/** Everything the window keeps in sight: all records except AIS positions, of which there may be millions. */
export const Records = z.strictObject({
  scenes: z.array(Scene),
  sightings: z.array(Sighting),
  absences: z.array(Absence),
  vessels: z.array(Vessel),
  places: z.array(Place),
})
export type Records = z.infer<typeof Records>

/** Which records to list or export. All parts that are given must hold. */
export const RecordFilter = z
  .strictObject({
    /** `from` <= time < `to`. */
    from: Instant,
    to: Instant,
    scene_uid: Uid,
    /** A vessel's uid or IMO number. */
    vessel: z.string().max(64),
    /** A class code or a group of classes. */
    class: z.string().max(64),
    /** West, south, east, north in degrees; west > east across the antimeridian. */
    bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    limit: z.int().nonnegative(),
  })
  .partial()
export type RecordFilter = z.infer<typeof RecordFilter>
