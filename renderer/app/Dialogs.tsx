import { BookmarkDialog } from '../panels/bookmarks/BookmarkDialog.tsx'
import { ExportDialog } from '../panels/exchange/ExportDialog.tsx'
import { ImportDialog } from '../panels/exchange/ImportDialog.tsx'
import { DiagnosticsDialog } from '../panels/diagnostics/DiagnosticsDialog.tsx'
import { PyramidsDialog } from '../panels/pyramids/PyramidsDialog.tsx'
import { KeysDialog } from '../panels/keys/KeysDialog.tsx'
import { PlaceDialog } from '../panels/places/PlaceDialog.tsx'
import { RescueDialog } from '../panels/rescue/RescueDialog.tsx'
import { SceneDialog } from '../panels/scenes/SceneDialog.tsx'
import { openDialog } from '../state/workbench-store.ts'
import { AnalystDialog } from './AnalystDialog.tsx'
import { useDesk, useWorkbench } from './desk-context.ts'
import { GoToDialog } from './GoToDialog.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { Palette } from './Palette.tsx'
import { RecordDrafts } from './RecordDrafts.tsx'

/** The dialog that is open, if one is. */
export function Dialogs() {
  const { workbench } = useDesk()
  const dialog = useWorkbench((state) => state.dialog)
  const scene = useWorkbench((state) => state.dialogScene)
  const close = () => openDialog(workbench, null)
  switch (dialog) {
    case 'palette':
      return <Palette onClose={close} />
    case 'keys':
      return <KeyHelp onClose={close} />
    case 'export':
      return <ExportDialog onClose={close} />
    case 'import':
      return <ImportDialog onClose={close} />
    case 'scene':
      return scene === null ? null : (
        <RecordDrafts record={scene}>
          <SceneDialog uid={scene} onClose={close} />
        </RecordDrafts>
      )
    case 'analyst':
      return <AnalystDialog onClose={close} />
    case 'go-to':
      return <GoToDialog onClose={close} />
    case 'bookmark':
      return <BookmarkDialog onClose={close} />
    case 'keymap':
      return <KeysDialog onClose={close} />
    case 'place':
      return <PlaceDialog onClose={close} />
    case 'diagnostics':
      return <DiagnosticsDialog onClose={close} />
    case 'pyramids':
      return <PyramidsDialog onClose={close} />
    case 'rescue':
      return <RescueDialog onClose={close} />
    case null:
      return null
  }
}
