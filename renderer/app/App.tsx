import { Tooltip } from '@base-ui/react/tooltip'
import { Dialogs } from './Dialogs.tsx'
import { DropZone } from './DropZone.tsx'
import { NoProject } from './EmptyState.tsx'
import { Header } from './Header.tsx'
import { Notices } from './Notices.tsx'
import { StatusLine } from './StatusLine.tsx'
import { Workbench } from './Workbench.tsx'
import { useProject } from './desk-context.ts'

/** The frame: scenes left, map centre, inspector right, table below, and one line that says what the next click does. */
export function App() {
  const open = useProject((state) => state.project !== null)
  return (
    <Tooltip.Provider>
      <DropZone>
        <div className="frame">
          <Header />
          {open ? (
            <main className="workbench-main" aria-label="Workbench">
              <Workbench />
            </main>
          ) : (
            <>
              <NoProject />
              <Notices />
            </>
          )}
          <StatusLine />
        </div>
      </DropZone>
      <Dialogs />
    </Tooltip.Provider>
  )
}
