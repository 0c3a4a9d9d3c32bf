import type { Table } from '../columns.ts'

export const places: Table<'places'> = {
  name: 'places',
  time: null,
  spatial: true,
  columns: {
    uid: 'text',
    parent_uid: 'text',
    name: 'text',
    kind: 'text',
    notes: 'text',
    created_at: 'datetime',
    updated_at: 'datetime',
    revision: 'integer',
    geom: 'polygon',
  },
}
