import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { actions } from '../state/actions.ts'
import type { Action } from '../state/action.ts'

/** Every key, as the registry has them. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const chapters = new Map<string, Action[]>()
  for (const action of actions) {
    if (action.keys.length === 0) continue
    const chapter = action.menu ?? (action.id.startsWith('label.') ? 'Labels' : 'Edit')
    chapters.set(chapter, [...(chapters.get(chapter) ?? []), action])
  }
  return (
    <Dialog title="Keys" size="wide" onClose={onClose}>
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
