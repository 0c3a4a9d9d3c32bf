import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { screenText } from '../../ui/screen-text.ts'

/** What the display pyramids of the project take on disk; they can be removed. */
export function PyramidsDialog({ onClose }: { onClose: () => void }) {
  const { session } = useDesk()
  const taken = useWorkbench((state) => state.pyramidRoom)
  const name = useProject((state) => state.project?.name ?? '')
  if (taken === null) return null
  const { bytes, files } = taken
  return (
    <Dialog
      title="Display pyramids"
      onClose={onClose}
      footer={
        <>
          <Button
            blocked={files === 0 ? 'There are none to remove.' : null}
            onClick={() => void session.pyramids.clean()}
          >
            Remove them all
          </Button>
          <Button tone="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <p className="tabular" role="status">
        {files === 0
          ? 'This project has no display pyramids.'
          : `${files === 1 ? '1 file' : `${files} files`}, ${roomOf(bytes)}.`}
      </p>
      <p className="dim">
        They make large scenes quick to look at and lie in {screenText(name.replace(/\.gpkg$/i, ''))}.pyramids
        beside the project. Removing them loses nothing: a scene that is shown again has its own made anew.
      </p>
    </Dialog>
  )
}

/** Bytes as disks count them. */
function roomOf(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3)} kB`
}
