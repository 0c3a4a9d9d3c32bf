import { Combobox } from '@base-ui/react/combobox'
import { X } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import { newUid } from '../../../src/domain/identifiers.ts'
import { vesselTitle, type VesselPatch } from '../../../src/domain/vessel.ts'
import { useDesk, useProject } from '../../app/desk-context.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { screenText } from '../../ui/screen-text.ts'
import type { SightingEdit } from './use-sighting-edit.ts'
import { newVesselDoubt, vesselChoices, type VesselChoice } from './vessel-search.ts'

/** Which vessel it is: found by name, IMO or MMSI, or made in place from what was typed. */
export function VesselPicker({ edit: { sighting, blocked, revise } }: { edit: SightingEdit }) {
  const { session } = useDesk()
  const id = useId()
  const vessels = useProject((state) => state.index.vessels)
  const vessel = sighting.vessel_uid === null ? null : (vessels.get(sighting.vessel_uid) ?? null)
  const title = vessel === null ? '' : screenText(vesselTitle(vessel))
  const [draft, setDraft] = useState<string | null>(null)
  const all = useMemo(
    () => [...vessels.values()].sort((a, b) => vesselTitle(a).localeCompare(vesselTitle(b), 'en')),
    [vessels],
  )
  const choices = useMemo(() => vesselChoices(all, draft ?? ''), [all, draft])

  function choose(choice: VesselChoice | null): void {
    setDraft(null)
    if (choice === null) return
    // The keys of the next label go to the map again.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    if (choice.kind === 'known') {
      if (choice.value !== sighting.vessel_uid) revise({ vessel_uid: choice.value })
      return
    }
    const { patch } = choice
    void session.edit({ kind: 'vessel.create', uid: newUid(), patch, sighting_uids: [sighting.uid] })
  }

  return (
    <>
      <label htmlFor={id}>Vessel</label>
      <Combobox.Root<VesselChoice>
        items={choices}
        filter={null}
        value={null}
        disabled={blocked !== null}
        autoHighlight
        itemToStringLabel={(choice) => choice.label}
        isItemEqualToValue={(a, b) => a.value === b.value}
        inputValue={draft ?? title}
        onInputValueChange={(text, { reason }) => {
          if (reason === 'input-change') setDraft(text)
        }}
        onOpenChange={(open) => {
          if (!open) setDraft(null)
        }}
        onValueChange={choose}
      >
        <Combobox.InputGroup className="input" title={blocked ?? undefined}>
          <Combobox.Input
            id={id}
            placeholder="name, IMO or MMSI"
            data-focus="vessel"
            spellCheck={false}
            onFocus={(event) => event.currentTarget.select()}
          />
          {vessel === null ? (
            <Kbd keys="N" />
          ) : (
            <IconButton
              label="Take the vessel off this sighting"
              className="clear"
              blocked={blocked}
              onClick={() => revise({ vessel_uid: null })}
            >
              <X size={12} />
            </IconButton>
          )}
        </Combobox.InputGroup>
        <Combobox.Portal>
          <Combobox.Positioner className="popup-layer" sideOffset={4} align="start">
            <Combobox.Popup className="popup option-popup">
              <Combobox.Empty className="options-empty">
                Type a name, an IMO number or an MMSI to make a vessel.
              </Combobox.Empty>
              <Combobox.List className="options">
                {(choice: VesselChoice) => (
                  <Combobox.Item key={choice.value} value={choice} className="option">
                    <b className="clip">{screenText(choice.label)}</b>
                    {choice.kind === 'new' ? (
                      <NewVesselDoubt patch={choice.patch} />
                    ) : (
                      <small className="clip">
                        {screenText(
                          [
                            choice.vessel.imo === null ? null : `IMO ${choice.vessel.imo}`,
                            choice.vessel.mmsi === null ? null : `MMSI ${choice.vessel.mmsi}`,
                            choice.vessel.flag,
                            choice.vessel.length_m === null ? null : `${choice.vessel.length_m} m`,
                          ]
                            .filter((part) => part !== null)
                            .join(' · '),
                        )}
                      </small>
                    )}
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </>
  )
}

/** Flagged while it is typed, and taken all the same: documents contain mistakes. */
function NewVesselDoubt({ patch }: { patch: VesselPatch }) {
  const doubt = newVesselDoubt(patch)
  return doubt === null ? null : <small className="warn">{doubt} It can be kept as it is.</small>
}
