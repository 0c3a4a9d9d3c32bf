import { expect, test } from 'vitest'
import { networkShareOf } from '../../src/project/share.ts'

test.each([
  [0x6969, 'NFS'],
  [0xff534d42, 'SMB'],
  [0xff534d42 | 0, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x65735546, 'FUSE'],
  [0x01021997, '9P'],
  [0xef53, null],
  [0x01021994, null],
])('a file system of type 0x%s is told as %s', (type, name) => {
  expect(networkShareOf('/mnt/yard.gpkg', () => type)).toBe(name)
})

test('a Windows network path is one whatever lies behind it, and a folder that cannot be asked is none', () => {
  expect(networkShareOf('\\\\server\\share\\yard.gpkg')).toBe('SMB')
  expect(networkShareOf('/nowhere/at/all/yard.gpkg')).toBeNull()
})
