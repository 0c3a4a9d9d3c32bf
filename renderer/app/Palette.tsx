import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useMemo } from 'react'
import { showInstant } from '../../src/domain/time.ts'
import { vesselTitle } from '../../src/domain/vessel.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { screenText } from '../ui/screen-text.ts'
import { actionsNow, reasonAgainst } from '../state/actions.ts'
import type { Desk } from '../state/desk.ts'
import { scenesByDate, sightingsOfVessel } from '../state/project-index.ts'
import { select } from '../state/workbench-store.ts'
import { useDesk } from './desk-context.ts'

interface Entry {
  readonly value: string
  readonly label: string
  readonly kind: string
  readonly keys: string | null
  readonly blocked: string | null
  readonly run: () => void
}

/** Every action, scene and vessel behind one search field. */
export function Palette({ onClose }: { onClose: () => void }) {
  const desk = useDesk()
  const entries = useMemo(() => entriesOf(desk), [desk])
  const choose = (entry: Entry) => {
    if (entry.blocked !== null) return
    onClose()
    // The dialog gives the focus back first; an action may move it on.
    requestAnimationFrame(entry.run)
  }
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup dialog palette" aria-label="Commands">
          <Autocomplete.Root
            inline
            open
            items={entries}
            autoHighlight="always"
            itemToStringValue={(entry: Entry) => entry.label}
            filter={(entry: Entry, query: string) => matches(entry, query)}
          >
            <Autocomplete.Input className="palette-input" placeholder="Search or run a command" autoFocus />
            <Autocomplete.Empty className="options-empty">Nothing fits.</Autocomplete.Empty>
            <Autocomplete.List className="options">
              {(entry: Entry) => (
                <Autocomplete.Item
                  key={entry.value}
                  value={entry}
                  className="option"
                  aria-disabled={entry.blocked !== null}
                  onClick={() => choose(entry)}
                >
                  <span className={entry.blocked === null ? 'clip' : 'faint'}>
                    {entry.label} <span className="faint">{entry.blocked ?? entry.kind}</span>
                  </span>
                  {entry.keys === null ? null : <Kbd keys={entry.keys} />}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function entriesOf(desk: Desk): readonly Entry[] {
  const { index } = desk.project.getState()
  const commands = actionsNow(desk)
    .filter(({ id }) => id !== 'palette' && id !== 'step-back')
    .map((action) => ({
      value: action.id,
      label: action.labelNow?.(desk) ?? action.label,
      kind: action.menu ?? '',
      keys: action.keys[0] ?? null,
      blocked: reasonAgainst(action, desk),
      run: () => action.run(desk),
    }))
  const scenes = scenesByDate(index).map((scene) => ({
    value: scene.uid,
    label: screenText(
      `${scene.acquired_at === null ? 'time unknown' : showInstant(scene.acquired_at)} ${scene.name ?? ''}`,
    ),
    kind: 'Scene',
    keys: null,
    blocked: null,
    run: () => desk.session.scenes.show(scene.uid),
  }))
  const vessels = [...index.vessels.values()].map((vessel) => {
    const last = sightingsOfVessel(index, vessel.uid).at(-1)
    return {
      value: vessel.uid,
      label: screenText(`${vesselTitle(vessel)}${vessel.imo === null ? '' : ` IMO ${vessel.imo}`}`),
      kind: 'Vessel',
      keys: null,
      blocked: last === undefined ? 'This vessel has no sighting.' : null,
      run: () => {
        if (last === undefined) return
        desk.session.scenes.show(last.scene_uid)
        select(desk.workbench, [last.uid])
      },
    }
  })
  return [...commands, ...scenes, ...vessels]
}

function matches({ label, kind }: Entry, query: string): boolean {
  const text = `${label} ${kind}`.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
