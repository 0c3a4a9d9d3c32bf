import { z } from 'zod'
import { Instant } from '../domain/time.ts'

/** A checked copy of a project in the folder of its backups; `name` is its file name. */
export const BackupInfo = z.strictObject({
  name: z.string(),
  madeAt: Instant,
  /** Records of all tables together. */
  rows: z.int(),
  sizeBytes: z.int(),
})
export type BackupInfo = z.infer<typeof BackupInfo>

/** What came out of a damaged project: for each table the rows saved, and those known to be lost. */
export const SalvageReport = z.strictObject({
  tables: z.array(z.strictObject({ table: z.string(), saved: z.int(), lost: z.int() })),
  saved: z.int(),
  lost: z.int(),
})
export type SalvageReport = z.infer<typeof SalvageReport>
