import { useState } from 'react'
import { combinationOf } from '../../state/keymap.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'

/** The key of one action: pressed anew after a click. Delete takes it away, Esc leaves it as it was. */
export function KeyField({
  name,
  keys,
  refuse,
  onChange,
}: {
  /** Whose key it is. */
  name: string
  keys: string | null
  /** Why a combination cannot be taken; null when it can. */
  refuse: (keys: string) => string | null
  onChange: (keys: string | null) => void
}) {
  const [listening, setListening] = useState(false)
  const [why, setWhy] = useState<string | null>(null)
  return (
    <span className="key-field">
      {why === null ? null : (
        <span className="warn" role="alert">
          {why}
        </span>
      )}
      <Button
        className="key-button"
        aria-label={`Key of ${name}`}
        aria-pressed={listening}
        onClick={() => {
          setWhy(null)
          setListening(true)
        }}
        onBlur={() => setListening(false)}
        onKeyDown={(event) => {
          if (!listening) return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Escape') {
            setListening(false)
            return
          }
          if (event.key === 'Delete') {
            setListening(false)
            onChange(null)
            return
          }
          const pressed = combinationOf(event.nativeEvent)
          if (pressed === null) return
          const problem = refuse(pressed)
          setWhy(problem === null ? null : problem)
          setListening(false)
          if (problem === null) onChange(pressed)
        }}
      >
        {listening ? (
          'press a key …'
        ) : keys === null ? (
          <span className="faint">none</span>
        ) : (
          <Kbd keys={keys} />
        )}
      </Button>
    </span>
  )
}
