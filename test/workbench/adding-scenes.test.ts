import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newUid } from '../../src/domain/identifiers.ts'
import { encodeTiff } from '../../src/raster/tiff/tiff-writer.ts'
import { hullFile, makeDesk, type TestDesk } from './desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const scenes = async () => (await desk.core['project.snapshot'](undefined)).records.scenes
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function addLater(...paths: string[]) {
  const grants = await Promise.all(paths.map((path) => desk.grant(path)))
  const { scenes: added } = await desk.core['scene.add']({ grants, hashLater: true })
  return added
}

/** A map of the Earth that is wider than the Earth, as some world maps are in their own projection. */
function worldMap(): Uint8Array {
  const bands = [new Uint8Array(8 * 4)]
  const crs = { kind: 'projected', epsg: 3857 } as const
  return encodeTiff(
    { width: 8, height: 4, bands },
    {},
    { georeference: { crs, geoTransform: [-2e7, 15e6, 0, 5e6, 0, -2e6] } },
  )
}

describe('a scene that is added in the window', () => {
  it('is in without an outline where no polygon tells its place, beside others that have one', async () => {
    await addLater(await desk.put('world.tif', worldMap()), await desk.put('yard.tif', hullFile('one')))
    const outlines = (await scenes()).map(({ name, geom }) => [name, geom !== null])
    expect(outlines.sort()).toEqual([
      ['world.tif', false],
      ['yard.tif', true],
    ])
  })

  it('is in the project at once with place and time, and gets its SHA-256 afterwards', async () => {
    const bytes = hullFile('one')
    const [added] = await addLater(await desk.put('20240302_023107_yard.tif', bytes))
    const [scene] = await scenes()
    expect(scene).toMatchObject({
      uid: added!.uid,
      sha256: null,
      size_bytes: bytes.length,
      acquired_at: '2024-03-02T02:31:07.000Z',
    })
    expect(scene!.geom).not.toBeNull()
    const steps: number[] = []
    const { result, files } = await desk.core['scene.fingerprint'](
      { uids: [added!.uid!] },
      {
        onProgress: (done, total) => {
          if (total > 0) steps.push(done / total)
        },
      },
    )
    expect(steps.length).toBeGreaterThan(0)
    expect(files).toEqual([{ uid: added!.uid, state: 'there' }])
    expect(result?.change.edits[0]?.after).toMatchObject({ sha256: sha256(bytes) })
    expect((await scenes())[0]!.sha256).toBe(sha256(bytes))
  })

  it('is taken back by one undo, with or without its SHA-256, and comes again', async () => {
    const bytes = hullFile('one')
    const [added] = await addLater(await desk.put('20240302_023107_yard.tif', bytes))
    const uids = [added!.uid!]
    await desk.core['scene.fingerprint']({ uids })
    const { history } = await desk.core['edit.undo'](undefined)
    expect(history).toEqual({ undo: null, redo: 'Add scene 20240302_023107_yard.tif' })
    expect(await scenes()).toEqual([])
    await desk.core['edit.redo'](undefined)
    expect((await scenes())[0]!.sha256).toBe(sha256(bytes))
  })

  it('can be confirmed while its SHA-256 is on the way, and both are undone cleanly', async () => {
    const [added] = await addLater(await desk.put('20240302_023107_yard.tif', hullFile('one')))
    const uid = added!.uid!
    await desk.core['edit.apply']({ kind: 'scene.revise', uid, patch: { acquired_confirmed: 1 } })
    await desk.core['scene.fingerprint']({ uids: [uid] })
    await desk.core['edit.undo'](undefined)
    const [scene] = await scenes()
    expect(scene).toMatchObject({ acquired_confirmed: 0 })
    // What the undo took back with it is completed again, without a step of its own.
    await desk.core['scene.fingerprint']({ uids: [uid] })
    expect((await scenes())[0]!.sha256).not.toBeNull()
    expect((await desk.core['project.snapshot'](undefined)).history.redo).toBe('Confirm acquisition time')
    await desk.core['edit.redo'](undefined)
    expect((await scenes())[0]).toMatchObject({ acquired_confirmed: 1 })
    await desk.core['edit.undo'](undefined)
    await desk.core['edit.undo'](undefined)
    expect(await scenes()).toEqual([])
  })

  it('is one scene when the same file is dropped again, before anything was read through', async () => {
    const path = await desk.put('yard.tif', hullFile('one'))
    const [first] = await addLater(path)
    const [second] = await addLater(path)
    expect(second).toMatchObject({ uid: first!.uid, added: false })
    expect(await scenes()).toHaveLength(1)
  })

  it('turns out to be a copy of another when it was read through, and its ships move over', async () => {
    const bytes = hullFile('one')
    const added = await addLater(
      await desk.put('20240302_023107_a.tif', bytes),
      await desk.put('copy/20240302_023107_b.tif', bytes),
    )
    const [kept, copy] = added.map(({ uid }) => uid!) as [string, string]
    expect(await scenes()).toHaveLength(2)
    await desk.core['scene.fingerprint']({ uids: [kept, copy] })
    const [a, b] = await scenes()
    expect(a!.sha256).toBe(b!.sha256)
    const sighting = newUid()
    const ring: [number, number][] = [
      [122.0495, 29.9495],
      [122.0505, 29.9495],
      [122.0505, 29.9499],
      [122.0495, 29.9499],
      [122.0495, 29.9495],
    ]
    await desk.core['edit.apply']({
      kind: 'sighting.draw',
      uid: sighting,
      scene_uid: copy,
      footprint: { type: 'Polygon', coordinates: [ring] },
      heading_deg: 90,
      patch: {},
    })
    await desk.core['edit.apply']({ kind: 'scene.remove', uid: copy, into: kept })
    const { records } = await desk.core['project.snapshot'](undefined)
    expect(records.scenes.map(({ uid }) => uid)).toEqual([kept])
    expect(records.sightings[0]).toMatchObject({ uid: sighting, scene_uid: kept })
    await desk.core['edit.undo'](undefined)
    expect((await desk.core['project.snapshot'](undefined)).records.sightings[0]!.scene_uid).toBe(copy)
  })

  it('is refused as a copy while it is not known to be one', async () => {
    const [a, b] = await addLater(
      await desk.put('a.tif', hullFile('one')),
      await desk.put('b.tif', hullFile('two')),
    )
    const merging = desk.core['edit.apply']({ kind: 'scene.remove', uid: b!.uid!, into: a!.uid! })
    await expect(merging).rejects.toMatchObject({ code: 'record/invalid' })
  })

  it('gets the SHA-256s that were read before the work was cancelled', async () => {
    const paths = await Promise.all(
      ['one', 'two', 'three'].map((seed) => desk.put(`${seed}.tif`, hullFile(seed))),
    )
    const uids = (await addLater(...paths)).map(({ uid }) => uid!)
    const stop = new AbortController()
    const work = desk.core['scene.fingerprint'](
      { uids },
      {
        signal: stop.signal,
        onProgress: (done) => {
          if (done > 0) stop.abort()
        },
      },
    )
    await expect(work).rejects.toMatchObject({ code: 'job/cancelled' })
    const hashed = (await scenes()).filter((scene) => scene.sha256 !== null)
    expect(hashed.length).toBeGreaterThan(0)
    expect(hashed.length).toBeLessThan(3)
    await desk.core['scene.fingerprint']({ uids })
    expect((await scenes()).every((scene) => scene.sha256 !== null)).toBe(true)
  })

  it('does not hold up the others when one of the files is broken', async () => {
    const added = await addLater(
      await desk.put('good.tif', hullFile('one')),
      await desk.put('broken.tif', 'not a TIFF at all'),
    )
    expect(added.map(({ added: is }) => is)).toEqual([true, false])
    expect(added[1]!.problems.join(' ')).toContain('broken.tif')
  })
})

describe('a scene that is added by the command line', () => {
  it('has its SHA-256 when the command returns, and the same content twice is one scene', async () => {
    const bytes = hullFile('one')
    const paths = [await desk.put('a.tif', bytes), await desk.put('b.tif', bytes)]
    const grants = await Promise.all(paths.map((path) => desk.grant(path)))
    const { scenes: added } = await desk.core['scene.add']({ grants })
    expect(added.map(({ added: is }) => is)).toEqual([true, false])
    expect(added[1]!.uid).toBe(added[0]!.uid)
    expect((await scenes()).map((scene) => scene.sha256)).toEqual([sha256(bytes)])
  })
})
