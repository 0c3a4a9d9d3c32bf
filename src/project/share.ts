import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** Magic numbers of network file systems, as Linux's `statfs` gives them (linux/magic.h and the file systems' own). */
const linuxShares: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x65735546, 'FUSE'],
  [0x01021997, '9P'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
])

/**
 * The kind of network drive on which a file lies, null on a disk of this computer or where that cannot be told.
 * `typeOf` gives the file system's magic number; tests put their own in its place.
 */
export function networkShareOf(
  path: string,
  typeOf: (folder: string) => number = (folder) => statfsSync(folder).type,
): string | null {
  if (/^(\\\\|\/\/)[^\\/?.]/.test(path)) return 'SMB'
  if (process.platform === 'win32') return null
  try {
    // Some systems give the number as a signed one.
    return linuxShares.get(typeOf(dirname(path)) >>> 0) ?? null
  } catch {
    return null
  }
}
