import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { actionsNow } from '../state/actions.ts'
import { activityKey, groupKeys } from '../state/label-keys.ts'
import { ActionButton } from './ActionButton.tsx'
import { useDesk } from './desk-context.ts'
import type { Action } from '../state/action.ts'

function chapterOf({ menu, id, context }: Action): string {
  if (menu !== null) return menu
  if (context === 'carry') return 'Carry forward'
  if (context === 'activity') return `Activity, after ${activityKey}`
  const group = groupKeys.find(({ opens }) => opens !== null && opens === context)
  if (group !== undefined) return `${group.label}, after ${group.key ?? ''}`
  return id.startsWith('label.') ? 'Labels' : 'Edit'
}

/** Every key, as the registry has them. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const desk = useDesk()
  const chapters = new Map<string, Action[]>()
  for (const action of actionsNow(desk)) {
    if (action.keys.length === 0) continue
    const chapter = chapterOf(action)
    chapters.set(chapter, [...(chapters.get(chapter) ?? []), action])
  }
  return (
    <Dialog title="Keys" size="wide" onClose={onClose} footer={<ActionButton id="keys.change" />}>
      <div className="key-help">
        {[...chapters].map(([chapter, entries]) => (
          <section key={chapter} aria-label={chapter}>
            <h3>{chapter}</h3>
            <dl>
              {entries.map(({ id, label, keys }) => (
                <div key={id}>
                  <dt>{label.replace('Label: ', '')}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Kbd key={key} keys={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section aria-label="Map">
          <h3>Map</h3>
          <dl>
            <div>
              <dt>Pan while the map has the focus; with Shift by 10 pixels, with Ctrl by 1</dt>
              <dd>
                <Kbd keys="←" /> <Kbd keys="→" /> <Kbd keys="↑" /> <Kbd keys="↓" />
              </dd>
            </div>
            <div>
              <dt>Click in the middle of the map, or take hold of a handle there and let go</dt>
              <dd>
                <Kbd keys="Enter" />
              </dd>
            </div>
          </dl>
        </section>
      </div>
    </Dialog>
  )
}
