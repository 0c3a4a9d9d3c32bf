import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { actionsNow } from '../state/actions.ts'
import { keyChapters } from '../state/key-chapters.ts'
import { ActionButton } from './ActionButton.tsx'
import { useDesk } from './desk-context.ts'

/** Every key, as the registry has them. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const desk = useDesk()
  return (
    <Dialog title="Keys" size="wide" isText onClose={onClose} footer={<ActionButton id="keys.change" />}>
      <div className="key-help">
        {keyChapters(actionsNow(desk)).map(({ title, entries }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <dl>
              {entries.map(({ id, label, keys }) => (
                <div key={id}>
                  <dt>{label}</dt>
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
      </div>
    </Dialog>
  )
}
