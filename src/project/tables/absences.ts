import type { Table } from '../columns.ts'

export const absences: Table<'absences'> = {
  name: 'absences',
  time: null,
  spatial: false,
  columns: {
    uid: 'text',
    scene_uid: 'text',
    vessel_uid: 'text',
    place_uid: 'text',
    result: 'text',
    reason: 'text',
    analyst: 'text',
    created_at: 'datetime',
    revision: 'integer',
  },
}
