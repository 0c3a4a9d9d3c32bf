import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { usualKeymap, type Keymap } from '../../src/contract/keymap.ts'
import { newUid } from '../../src/domain/identifiers.ts'
import { makeDesk, type TestDesk } from './desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const own: Keymap = {
  version: 1,
  actions: { 'tool.hull': ['F19'] },
  labels: [{ uid: newUid(), name: 'Böschung', keys: ['Ctrl+Alt+1'], patch: { berth_state: 'aground' } }],
}

describe("an analyst's own keys", () => {
  it('are kept on the machine, whatever project is open, and next to the other settings', async () => {
    expect(await desk.core['keys.read'](undefined)).toEqual(usualKeymap)
    await desk.core['app.configure']({ analyst: 'A. Nalyst' })
    await desk.core['keys.keep'](own)
    await desk.restart()
    expect(await desk.core['keys.read'](undefined)).toEqual(own)
    expect((await desk.core['app.hello'](undefined)).analyst).toBe('A. Nalyst')
    await desk.restart({ onOtherMachine: true })
    expect(await desk.core['keys.read'](undefined)).toEqual(usualKeymap)
  })

  it('go to another machine as a file', async () => {
    await desk.core['keys.keep'](own)
    const file = desk.at('keys.json')
    await desk.core['keys.export']({ grant: await desk.grant(file, 'write') })
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(own)
    await desk.core['keys.keep'](usualKeymap)
    expect(await desk.core['keys.import']({ grant: await desk.grant(file) })).toEqual(own)
    expect(await desk.core['keys.read'](undefined)).toEqual(usualKeymap)
  })

  it('are not taken from a file that holds something else', async () => {
    for (const text of ['{}', 'no json', '{"version":1,"actions":{"tool.hull":["rm -rf"]},"labels":[]}']) {
      const file = await desk.put('bad.json', text)
      const reading = desk.core['keys.import']({ grant: await desk.grant(file) })
      await expect(reading).rejects.toMatchObject({ code: 'input/invalid', subject: 'bad.json' })
    }
  })
})
