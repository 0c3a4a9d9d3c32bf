import { z } from 'zod'
import { Uid } from '../domain/identifiers.ts'
import { SightingPatch } from '../domain/sighting.ts'
import { call } from './define.ts'

/** A combination of keys as it is written on screen: `Ctrl+Shift+Z`, `H`, `?`, `Alt+1`, `F9`. */
export const KeyText = z
  .string()
  .regex(/^(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?(?:\S|[A-Z][A-Za-z0-9]{1,15})$/u, 'must be a combination of keys')

/** A label of an analyst's own: what it says, and the keys that give it. */
export const UserLabel = z.strictObject({
  uid: Uid,
  name: z.string().min(1).max(60),
  keys: z.array(KeyText).max(2),
  patch: SightingPatch.pick({ class: true, class_confidence: true, berth_state: true, activity: true }),
})
export type UserLabel = z.infer<typeof UserLabel>

/** An analyst's own keys: those of actions that have others than usual, and labels. Also the file that is shared. */
export const Keymap = z.strictObject({
  version: z.literal(1),
  /** By the action's id; an empty list: no key. */
  actions: z.record(z.string().max(100), z.array(KeyText).max(4)),
  labels: z.array(UserLabel).max(60),
})
export type Keymap = z.infer<typeof Keymap>

/** The usual keys and no labels of one's own. */
export const usualKeymap: Keymap = { version: 1, actions: {}, labels: [] }

const Grant = z.string().max(64)
const Nothing = z.undefined()

/** The keys of this machine's user, kept in the settings folder and not in a project. */
export const keymapMethods = {
  'keys.read': call(Nothing, Keymap),
  'keys.keep': call(Keymap, Nothing),
  /** Writes the keys that are kept to a file. */
  'keys.export': call(z.strictObject({ grant: Grant }), Nothing),
  /** Reads the keys in a file; nothing is kept. */
  'keys.import': call(z.strictObject({ grant: Grant }), Keymap),
} as const
