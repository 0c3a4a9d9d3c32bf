import { ArchiveRestore, Redo2, Search, Undo2 } from 'lucide-react'
import type { CompareView } from '../map/map-contract.ts'
import { Button } from '../ui/Button.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { MenuButton } from '../ui/MenuButton.tsx'
import { screenText } from '../ui/screen-text.ts'
import { viewChoices } from '../state/actions/compare-actions.ts'
import { ActionButton, ActionIcon } from './ActionButton.tsx'
import { useAction, useDesk, useProject, useWorkbench } from './desk-context.ts'
import { menuEntries } from './menu-entries.ts'

/** Project, when it was saved, the views, and the way to every command. */
export function Header() {
  const project = useProject((state) => state.project)
  const desk = useDesk()
  return (
    <header className="header">
      <MenuButton
        trigger={
          <button type="button" className="mark" aria-label="Roadstead menu">
            Roadstead
          </button>
        }
        entries={() => menuEntries(desk, ({ menu }) => menu === 'File')}
      />
      {project === null ? null : (
        <>
          <h1 className="clip dim project-name" title={screenText(`${project.folder}/${project.name}`)}>
            {screenText(project.name)}
          </h1>
          {project.readOnly ? (
            <span className="warn" title="The file or its folder is write-protected.">
              read only
            </span>
          ) : null}
          <SavedState />
          <span className="header-tools">
            <ActionIcon id="edit.undo" icon={<Undo2 size={15} />} />
            <ActionIcon id="edit.redo" icon={<Redo2 size={15} />} />
            <ActionIcon id="project.backups" icon={<ArchiveRestore size={15} />} />
          </span>
        </>
      )}
      <span className="spacer" />
      {project === null ? null : (
        <>
          <div className="segments" role="group" aria-label="View">
            {viewChoices.map(({ id, view }) => (
              <ViewButton key={id} id={id} view={view} />
            ))}
          </div>
          <Kbd keys="S" />
        </>
      )}
      <span className="spacer" />
      {project === null ? null : <ActionButton id="exchange.export" showKeys={false} />}
      <PaletteButton />
    </header>
  )
}

function ViewButton({ id, view }: { id: string; view: CompareView }) {
  const { label, blocked, keys, run } = useAction(id)
  const now = useWorkbench((state) => state.view)
  return (
    <Button
      className=""
      aria-pressed={now === view}
      data-action={id}
      blocked={blocked}
      title={keys === null ? label : `${label} (${keys})`}
      onClick={run}
    >
      {label}
    </Button>
  )
}

function PaletteButton() {
  const { run, label } = useAction('palette')
  return (
    <button type="button" className="palette-button" data-action="palette" onClick={run}>
      <Search size={13} />
      <span className="clip">{label}</span>
      <span className="spacer" />
      <Kbd keys="Ctrl+K" />
    </button>
  )
}

/** Whether what was done is in the file: said only after the core's reply. */
function SavedState() {
  const savedAt = useProject((state) => state.savedAt)
  const edits = useProject((state) => state.edits)
  const isMoving = useWorkbench((state) => state.nudge !== null)
  const failed = edits.filter(({ state }) => state === 'failed').length
  if (failed > 0)
    return (
      <span className="bad" role="status">
        {edits.length} not saved
      </span>
    )
  if (edits.some(({ problem }) => problem?.code === 'project/locked'))
    return (
      <span className="warn" role="status">
        waiting for another program …
      </span>
    )
  if (edits.length > 0 || isMoving)
    return (
      <span className="warn" role="status">
        saving …
      </span>
    )
  return (
    <span className="faint" role="status">
      {savedAt === null ? 'no changes' : `saved ${savedAt.slice(11, 19)} UTC`}
    </span>
  )
}
