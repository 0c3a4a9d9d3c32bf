import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** One banner for each scene on the screen whose file is another one now: it stays until something is done about it. */
export function SceneFileNotices() {
  const shown = useWorkbench((state) => state.shown)
  const compared = useWorkbench((state) => state.compared)
  const away = useProject((state) => state.away)
  return [shown, compared]
    .filter((uid) => uid !== null)
    .filter((uid) => away.get(uid) === 'changed')
    .map((uid) => <ChangedFile key={uid} uid={uid} />)
}

function ChangedFile({ uid }: { uid: string }) {
  const { session } = useDesk()
  const scene = useProject((state) => state.index.scenes.get(uid))
  const readOnly = useProject((state) => state.project?.readOnly === true)
  if (scene === undefined) return null
  const blocked = readOnly ? 'This project is open for reading only.' : null
  async function add(): Promise<void> {
    const added = await session.files.addReplacement(uid)
    if (added !== null) session.scenes.show(added)
  }
  return (
    <Notice
      tone="problem"
      report={{
        subject: scene.name ?? scene.uid,
        what: 'Another file lies where this scene was: its content is not the one that was added.',
        do: 'What was drawn stays as it is. Locate the original, or add the new file as a scene of its own.',
      }}
    >
      <Button tone="primary" blocked={blocked} onClick={() => void session.files.locate(uid)}>
        Locate the original
      </Button>
      <Button blocked={blocked} onClick={() => void add()}>
        Add as a new scene
      </Button>
    </Notice>
  )
}
