import type { AisPosition } from '../../domain/ais-position.ts'
import type { ColumnKind } from '../columns.ts'

/** AIS positions have no uid of their own: there may be millions, and they are not edited one by one. */
export const aisPositions = {
  name: 'ais_positions',
  columns: {
    import_uid: 'text',
    mmsi: 'text',
    imo: 'text',
    name: 'text',
    call_sign: 'text',
    ship_type: 'text',
    observed_at: 'datetime',
    sog_kn: 'double',
    cog_deg: 'double',
    heading_deg: 'double',
    nav_status: 'text',
    to_bow_m: 'double',
    to_stern_m: 'double',
    to_port_m: 'double',
    to_starboard_m: 'double',
    source: 'text',
    geom: 'point',
  } satisfies Record<keyof AisPosition, ColumnKind | 'point'>,
} as const
