import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useDesk, useProject } from './desk-context.ts'

/** What holds for the project as long as it is open: its file is gone from its place, or cannot be written. */
export function ProjectBanner() {
  const { session } = useDesk()
  const project = useProject((state) => state.project)
  const trouble = useProject((state) => state.trouble)
  const [read, setRead] = useState<string | null>(null)
  if (project === null) return null
  const place = `${project.folder}/${project.name}`
  const saveCopy = (
    <Button tone="primary" onClick={() => void session.rescue.saveCopy()}>
      Save a copy …
    </Button>
  )
  if (trouble !== null)
    return (
      <Notice tone="problem" report={trouble}>
        {saveCopy}
      </Notice>
    )
  if (!project.readOnly || read === place) return null
  return (
    <Notice
      tone="problem"
      report={{
        subject: project.name,
        what: 'The file or its folder is write-protected, so nothing in it can be changed.',
        do: 'Save a copy in a folder of your own and go on there, or change the permissions and open it again.',
      }}
      onClose={() => setRead(place)}
    >
      {saveCopy}
    </Notice>
  )
}
