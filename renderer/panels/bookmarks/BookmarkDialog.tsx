import { useState } from 'react'
import { showCoordinates } from '../../../src/geodesy/coordinates-text.ts'
import { useDesk, useReadout, useWorkbench } from '../../app/desk-context.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'

const longestName = 200

/** Gives the place in the middle of the map, with its scale, a name. */
export function BookmarkDialog({ onClose }: { onClose: () => void }) {
  const { session } = useDesk()
  const centre = useReadout((state) => state.centre)
  const perPixel = useReadout((state) => state.metresPerPixel)
  const notation = useWorkbench((state) => state.notation)
  const count = useWorkbench((state) => state.bookmarks.length)
  const [name, setName] = useState(`Place ${count + 1}`)
  const blocked =
    name.trim() === '' ? 'Give it a name.' : centre === null ? 'The map shows no place on Earth.' : null
  const add = () => {
    if (centre === null || perPixel === null) return
    void session.bookmarks.add(name.trim().slice(0, longestName), centre, perPixel)
  }
  return (
    <FormDialog
      title="Bookmark this view"
      action="Add bookmark"
      blocked={blocked}
      onSubmit={add}
      onClose={onClose}
    >
      <label htmlFor="bookmark-name">Name</label>
      <input
        id="bookmark-name"
        className="input"
        value={name}
        maxLength={longestName}
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.target.value)}
      />
      <span className="field-note">{centre === null ? '' : showCoordinates(centre, notation)}</span>
    </FormDialog>
  )
}
