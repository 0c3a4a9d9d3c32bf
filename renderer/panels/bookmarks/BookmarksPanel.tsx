import { BookmarkPlus, X } from 'lucide-react'
import type { Bookmark } from '../../../src/contract/scene-look.ts'
import { showCoordinates } from '../../../src/geodesy/coordinates-text.ts'
import { ActionButton } from '../../app/ActionButton.tsx'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { IconButton } from '../../ui/Button.tsx'
import { screenText } from '../../ui/screen-text.ts'
import { PanelTitle } from '../PanelTitle.tsx'

/** Named places with their scale: a click goes there. They are kept in the project. */
export function BookmarksPanel() {
  const bookmarks = useWorkbench((state) => state.bookmarks)
  return (
    <section className="bookmarks-panel" aria-label="Bookmarks">
      <PanelTitle id="bookmarks-title" title="Bookmarks" count={bookmarks.length}>
        <ActionButton id="bookmark.add" tone="quiet" icon={<BookmarkPlus size={14} />}>
          Add
        </ActionButton>
      </PanelTitle>
      {bookmarks.length === 0 ? null : (
        <ul aria-labelledby="bookmarks-title">
          {bookmarks.map((bookmark) => (
            <BookmarkRow key={bookmark.uid} bookmark={bookmark} />
          ))}
        </ul>
      )}
    </section>
  )
}

function BookmarkRow({ bookmark }: { bookmark: Bookmark }) {
  const { map, session } = useDesk()
  const readOnly = useProject((state) => state.project?.readOnly === true)
  const notation = useWorkbench((state) => state.notation)
  const { name, lon, lat, metres_per_pixel } = bookmark
  return (
    <li className="bookmark-row">
      <button
        type="button"
        className="bookmark-go"
        title={`Go to ${showCoordinates([lon, lat], notation) ?? ''}`}
        onClick={() => map.current?.goTo([lon, lat], metres_per_pixel)}
      >
        <span className="clip">{screenText(name)}</span>
        <span className="faint tabular">{scaleText(metres_per_pixel)}</span>
      </button>
      <IconButton
        label={`Delete bookmark ${screenText(name)}`}
        blocked={readOnly ? 'This project is open for reading only.' : null}
        onClick={() => void session.bookmarks.remove(bookmark.uid)}
      >
        <X size={12} />
      </IconButton>
    </li>
  )
}

function scaleText(metresPerPixel: number): string {
  return `${metresPerPixel < 10 ? Number(metresPerPixel.toPrecision(2)) : Math.round(metresPerPixel)} m/px`
}
