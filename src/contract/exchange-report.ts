import { z } from 'zod'

/** Formats that can be read and written; the registry in src/exchange has one entry for each. */
export const ImportFormat = z.enum(['geojson', 'geojsonseq'])
export type ImportFormat = z.infer<typeof ImportFormat>
export const ExportFormat = z.enum(['geojson', 'geojsonseq'])
export type ExportFormat = z.infer<typeof ExportFormat>

/** What became of one file's records. `where` names the record, `why` says what is wrong with it. */
export const ImportReport = z.strictObject({
  read: z.int(),
  imported: z.int(),
  skipped: z.int(),
  problems: z.array(z.strictObject({ where: z.string(), why: z.string() })),
  ignored_properties: z.array(z.string()),
})
export type ImportReport = z.infer<typeof ImportReport>
