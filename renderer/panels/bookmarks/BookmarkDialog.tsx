import { useState } from 'react'
import { showCoordinates } from '../../../src/geodesy/coordinates-text.ts'
import { useDesk, useReadout, useWorkbench } from '../../app/desk-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

const longestName = 200

/** Gives the place in the middle of the map, with its scale, a name. */
export function BookmarkDialog({ onClose }: { onClose: () => void }) {
  const { session } = useDesk()
  const centre = useReadout((state) => state.centre)
  const perPixel = useReadout((state) => state.metresPerPixel)
  const notation = useWorkbench((state) => state.notation)
  const count = useWorkbench((state) => state.bookmarks.length)
  const [name, setName] = useState(`Place ${count + 1}`)
  const blocked = name.trim() === '' ? 'Give it a name.' : null
  const add = () => {
    if (blocked !== null || centre === null || perPixel === null) return
    void session.bookmarks.add(name.trim().slice(0, longestName), centre, perPixel)
    onClose()
  }
  return (
    <Dialog
      title="Bookmark this view"
      onClose={onClose}
      footer={
        <Button tone="primary" blocked={blocked} onClick={add}>
          Add bookmark
        </Button>
      }
    >
      <div className="fields">
        <label htmlFor="bookmark-name">Name</label>
        <input
          id="bookmark-name"
          className="input"
          value={name}
          maxLength={longestName}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add()
          }}
        />
        <span className="field-note">{centre === null ? '' : showCoordinates(centre, notation)}</span>
      </div>
    </Dialog>
  )
}
