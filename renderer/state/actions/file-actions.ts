import { openDialog } from '../workbench-store.ts'
import { always, both, hasScenes, projectOpen, projectWritable, type Action } from '../action.ts'

const idle: Action['when'] = ({ workbench }) =>
  workbench.getState().opening ? 'A project is being opened.' : true

const hasSightings: Action['when'] = (desk) => {
  const open = projectOpen(desk)
  if (open !== true) return open
  return desk.project.getState().index.sightings.size > 0 || 'There are no sightings to export yet.'
}

/** Projects and the files that go in and out of them. */
export const fileActions: readonly Action[] = [
  {
    id: 'project.new',
    label: 'New project',
    menu: 'File',
    keys: ['Ctrl+N'],
    when: idle,
    run: ({ session }) => void session.newProject(),
  },
  {
    id: 'project.open',
    label: 'Open project',
    menu: 'File',
    keys: ['Ctrl+Shift+O'],
    when: idle,
    run: ({ session }) => void session.openProject(),
  },
  {
    id: 'scene.add',
    label: 'Add scenes',
    menu: 'File',
    keys: ['Ctrl+O'],
    when: projectWritable,
    run: ({ session }) => void session.scenes.addScenes(),
  },
  {
    id: 'exchange.import',
    label: 'Import sightings',
    menu: 'File',
    keys: ['Ctrl+I'],
    when: projectWritable,
    run: ({ workbench }) => openDialog(workbench, 'import'),
  },
  {
    id: 'exchange.export',
    label: 'Export',
    menu: 'File',
    keys: ['Ctrl+E'],
    when: hasSightings,
    run: ({ workbench }) => openDialog(workbench, 'export'),
  },
  {
    id: 'project.check',
    label: 'Check project',
    menu: 'File',
    keys: [],
    when: projectOpen,
    run: ({ session }) => void session.check(),
  },
  {
    id: 'project.backups',
    label: 'Backups',
    menu: 'File',
    keys: [],
    when: projectOpen,
    run: ({ session }) => void session.rescue.showBackups(),
  },
  {
    id: 'project.pyramids',
    label: 'Display pyramids',
    menu: 'File',
    keys: [],
    when: projectOpen,
    run: ({ session }) => void session.pyramids.show(),
  },
  {
    id: 'project.copy',
    label: 'Save a copy and go on in it',
    menu: 'File',
    keys: [],
    when: projectOpen,
    run: ({ session }) => void session.rescue.saveCopy(),
  },
  {
    id: 'project.close',
    label: 'Close project',
    menu: 'File',
    keys: ['Ctrl+Shift+W'],
    when: projectOpen,
    run: ({ session }) => void session.closeProject(),
  },
  {
    id: 'palette',
    label: 'Search or run a command',
    menu: 'Help',
    keys: ['Ctrl+K'],
    when: always,
    run: ({ workbench }) => openDialog(workbench, 'palette'),
  },
  {
    id: 'keys',
    label: 'Keys',
    menu: 'Help',
    keys: ['?', 'F1'],
    when: always,
    run: ({ workbench }) => openDialog(workbench, 'keys'),
  },
  {
    id: 'keys.change',
    label: 'Change keys',
    menu: 'Help',
    keys: [],
    when: always,
    run: ({ workbench }) => openDialog(workbench, 'keymap'),
  },
  {
    id: 'diagnostics',
    label: 'Copy diagnostics',
    menu: 'Help',
    keys: [],
    when: always,
    run: ({ session }) => void session.rescue.showDiagnostics(),
  },
  {
    id: 'analyst',
    label: "Analyst's name",
    menu: 'Edit',
    keys: [],
    when: always,
    run: ({ workbench }) => openDialog(workbench, 'analyst'),
  },
  {
    id: 'go-to',
    label: 'Go to coordinates',
    menu: 'View',
    keys: ['Ctrl+G'],
    when: both(hasScenes, (desk) => desk.map.current !== null || 'Show a scene first.'),
    run: ({ workbench }) => openDialog(workbench, 'go-to'),
  },
]
