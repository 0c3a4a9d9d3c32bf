import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useMemo, useState } from 'react'
import { Kbd } from '../ui/Kbd.tsx'
import { useDesk } from './desk-context.ts'
import { entryFits, paletteEntries, positionEntry, type PaletteEntry } from './palette-entries.ts'

/** Every action, scene, vessel, place and bookmark behind one search field, which also goes to coordinates. */
export function Palette({ onClose }: { onClose: () => void }) {
  const desk = useDesk()
  const [query, setQuery] = useState('')
  const known = useMemo(() => paletteEntries(desk), [desk])
  const position = positionEntry(desk, query)
  const entries = position === null ? known : [position, ...known]
  const choose = (entry: PaletteEntry) => {
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
            value={query}
            onValueChange={setQuery}
            autoHighlight="always"
            itemToStringValue={(entry: PaletteEntry) => entry.label}
            filter={(entry: PaletteEntry, text: string) => entry === position || entryFits(entry, text)}
          >
            <Autocomplete.Input className="palette-input" placeholder="Search or run a command" autoFocus />
            <Autocomplete.Empty className="options-empty">Nothing fits.</Autocomplete.Empty>
            <Autocomplete.List className="options">
              {(entry: PaletteEntry) => (
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
