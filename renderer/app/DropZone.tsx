import { useState, type DragEvent, type ReactNode } from 'react'
import { useDesk, useProject } from './desk-context.ts'

/** Takes files that are dropped anywhere on the window, and says while they hover what would become of them. */
export function DropZone({ children }: { children: ReactNode }) {
  const { session } = useDesk()
  const open = useProject((state) => state.project !== null)
  const [over, setOver] = useState(false)
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return (
    <div
      className="drop-zone"
      onDragOver={(event) => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (event.relatedTarget === null) setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void session.drop([...event.dataTransfer.files])
      }}
    >
      {children}
      {over ? (
        <div className="drop-hint">
          {open
            ? 'Drop scenes to add them, a GeoJSON file to import sightings, a project to open it.'
            : 'Drop a project to open it.'}
        </div>
      ) : null}
    </div>
  )
}
