import type { Call } from './system-calls.ts'

/** What a disk may have kept of the writes that were not synced when the power went. */
export const lossModels = ['nothing', 'a beginning', 'some', 'torn pieces'] as const
export type LossModel = (typeof lossModels)[number]

type Change = Extract<Call, { kind: 'write' | 'truncate' }>

/** A file as the disk has it: what is sure to be there, and what was written since its last sync. */
interface Inode {
  bytes: Buffer
  pending: Change[]
}

function apply(bytes: Buffer, change: Change): Buffer {
  if (change.kind === 'truncate') {
    const next = Buffer.alloc(change.length)
    bytes.copy(next, 0, 0, Math.min(bytes.length, change.length))
    return next
  }
  const end = change.at + change.bytes.length
  const next =
    end > bytes.length ? Buffer.concat([bytes, Buffer.alloc(end - bytes.length)]) : Buffer.from(bytes)
  change.bytes.copy(next, change.at)
  return next
}

/**
 * The files that a disk may hold when the power goes after the first `count` calls, by name. What was synced is there
 * whole; of the rest a model decides. Names follow the order in which they were made and removed.
 */
export function afterPowerLoss(
  start: ReadonlyMap<string, Buffer>,
  calls: readonly Call[],
  count: number,
  model: LossModel,
  random: () => number,
): Map<string, Buffer> {
  const now = new Map<string, Inode>([...start].map(([name, bytes]) => [name, { bytes, pending: [] }]))
  let sure = new Map(now)
  let unsure: Map<string, Inode>[] = []
  for (const call of calls.slice(0, count)) {
    if (call.kind === 'said') continue
    if (call.kind === 'sync-folder') {
      sure = new Map(now)
      unsure = []
      continue
    }
    const inode = now.get(call.file)
    if (call.kind === 'create' && inode === undefined)
      now.set(call.file, { bytes: Buffer.alloc(0), pending: [] })
    else if (call.kind === 'unlink') now.delete(call.file)
    else if (call.kind === 'sync' && inode !== undefined) {
      for (const change of inode.pending) inode.bytes = apply(inode.bytes, change)
      inode.pending = []
    } else if (call.kind === 'write' || call.kind === 'truncate') inode?.pending.push(call)
    if (call.kind === 'create' || call.kind === 'unlink') unsure.push(new Map(now))
  }
  const names = [sure, ...unsure]
  const kept = model === 'nothing' ? 0 : Math.floor(random() * names.length)
  const files = new Map<string, Buffer>()
  for (const [name, inode] of names[kept] ?? sure) files.set(name, remainder(inode, model, random))
  return files
}

function remainder({ bytes, pending }: Inode, model: LossModel, random: () => number): Buffer {
  if (model === 'nothing') return bytes
  if (model === 'a beginning')
    return pending.slice(0, Math.floor(random() * (pending.length + 1))).reduce(apply, bytes)
  return pending.reduce((all, change) => {
    if (random() < 0.5) return all
    if (model === 'some' || change.kind === 'truncate') return apply(all, change)
    return tear(all, change, random)
  }, bytes)
}

/** Of a write only some of its sectors of 512 bytes arrive. */
function tear(
  bytes: Buffer,
  { at, bytes: written, file }: Extract<Call, { kind: 'write' }>,
  random: () => number,
) {
  let all = bytes
  for (let from = 0; from < written.length; from += 512) {
    if (random() < 0.5) continue
    const piece = written.subarray(from, from + 512)
    all = apply(all, { kind: 'write', file, at: at + from, bytes: piece })
  }
  return all
}
