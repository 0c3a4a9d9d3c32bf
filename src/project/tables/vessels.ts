import type { Table } from '../columns.ts'

export const vessels: Table<'vessels'> = {
  name: 'vessels',
  time: null,
  spatial: false,
  columns: {
    uid: 'text',
    name: 'text',
    imo: 'text',
    mmsi: 'text',
    call_sign: 'text',
    flag: 'text',
    class: 'text',
    length_m: 'double',
    beam_m: 'double',
    built: 'integer',
    aliases: 'json',
    designations: 'json',
    notes: 'text',
    created_at: 'datetime',
    updated_at: 'datetime',
    revision: 'integer',
  },
}
