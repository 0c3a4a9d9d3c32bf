import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../src/domain/problem.ts'
import { openProject } from '../../src/project/project-file.ts'
import { salvageProject } from '../../src/project/salvage.ts'
import { problemOf, sound, spoiled } from './spoiled-project.ts'

const target = (path: string) => join(dirname(path), 'salvaged.gpkg')

describe('salvage', () => {
  test('of a sound project saves every row and loses none', () => {
    const path = spoiled(() => undefined)
    const salvaged = salvageProject(path, target(path))
    expect(salvaged.lost).toBe(0)
    expect(salvaged.tables).toContainEqual({ table: 'sightings', saved: 40, lost: 0 })
    const [was, is] = [openProject(path), openProject(target(path))]
    expect(is.records()).toEqual(was.records())
    expect(is.history()).toEqual(was.history())
    expect(is.check()).toEqual([])
    was.close()
    is.close()
  })

  test('of a project that is cut off saves what lies before the cut, and the damaged file stays as it is', () => {
    const cut = sound.subarray(0, Math.floor(sound.length * 0.6))
    const path = spoiled((file) => writeFileSync(file, cut))
    expect(problemOf(() => openProject(path)).code).toBe('project/damaged')
    const { saved, lost } = salvageProject(path, target(path))
    expect(saved).toBeGreaterThan(0)
    expect(lost).toBeGreaterThan(0)
    expect(readFileSync(path).equals(cut)).toBe(true)
    const opened = openProject(target(path))
    expect(opened.records().sightings.length + opened.records().vessels.length).toBeLessThanOrEqual(saved)
    opened.close()
  })

  test('names the rows of a destroyed page as lost and saves the others', () => {
    // Every other page of the file in turn, except the first, without which nothing can be found.
    const pages = sound.length / 4096
    let most = 0
    let losses = 0
    for (let page = 1; page < pages; page += 2) {
      const bytes = Buffer.from(sound)
      bytes.fill(0, page * 4096, (page + 1) * 4096)
      const path = spoiled((file) => writeFileSync(file, bytes))
      const { tables } = salvageProject(path, target(path))
      const sightings = tables.find(({ table }) => table === 'sightings')
      const opened = openProject(target(path))
      expect(opened.records().sightings).toHaveLength(sightings?.saved ?? -1)
      opened.close()
      most = Math.max(most, sightings?.lost ?? 0)
      losses += sightings?.lost ?? 0
      // Lost rows are known from the index on uid, so that none goes without a word unless the table's own root went.
      if (sightings !== undefined && sightings.saved > 0) expect(sightings.saved + sightings.lost).toBe(40)
    }
    expect(most).toBeGreaterThan(0)
    expect(losses).toBeGreaterThan(most)
  })

  test('never crashes, whatever the damage, and leaves no half file where it fails', () => {
    let random = 4_711
    const next = (below: number) => {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648
      return random % below
    }
    for (let copy = 0; copy < 30; copy += 1) {
      const bytes = Buffer.from(sound)
      for (let hits = 0; hits < 1 + (copy % 12); hits += 1) {
        const at = next(bytes.length - 512)
        bytes.fill(copy % 3 === 0 ? 0 : next(256), at, at + 1 + next(512))
      }
      const path = spoiled((file) => writeFileSync(file, bytes))
      try {
        salvageProject(path, target(path))
        openProject(target(path)).close()
      } catch (error) {
        expect(error).toBeInstanceOf(Problem)
        expect(existsSync(target(path))).toBe(false)
      }
      expect(readFileSync(path).equals(bytes)).toBe(true)
      expect(readdirSync(dirname(path)).filter((name) => name.includes('.part'))).toEqual([])
    }
  })

  test('replaces no file', () => {
    const path = spoiled(() => undefined)
    writeFileSync(target(path), 'work')
    expect(problemOf(() => salvageProject(path, target(path))).code).toBe('file/exists')
    expect(readFileSync(target(path), 'utf8')).toBe('work')
  })
})
