import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeSample, sampleStamp } from './make-sample.ts'

test('a sample that is there already is found and left alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'roadstead-sample-'))
  try {
    mkdirSync(join(folder, 'scenes'))
    writeFileSync(join(folder, 'scenes', 'sample.json'), sampleStamp())
    const lines: string[] = []
    expect(makeSample(folder, (line) => lines.push(line))).toBe(join(folder, 'scenes'))
    expect(lines).toEqual([])
    expect(readFileSync(join(folder, 'scenes', 'sample.json'), 'utf8')).toBe(sampleStamp())
  } finally {
    rmSync(folder, { recursive: true })
  }
})
