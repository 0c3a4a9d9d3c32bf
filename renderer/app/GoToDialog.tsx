import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDesk } from './desk-context.ts'
import { readLonLat } from './format.ts'

/** Moves the map to coordinates that are typed or pasted. */
export function GoToDialog({ onClose }: { onClose: () => void }) {
  const { map } = useDesk()
  const [text, setText] = useState('')
  const place = readLonLat(text)
  const go = () => {
    if (place === null) return
    map.current?.goTo(place)
    onClose()
  }
  return (
    <Dialog
      title="Go to coordinates"
      onClose={onClose}
      footer={
        <Button
          tone="primary"
          blocked={place === null ? 'Type a latitude and a longitude in degrees.' : null}
          onClick={go}
        >
          Go
        </Button>
      }
    >
      <div className="fields">
        <label htmlFor="go-to-text">Position</label>
        <input
          id="go-to-text"
          className="input"
          placeholder="29.95182 N 122.04731 E"
          value={text}
          autoFocus
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go()
          }}
        />
        <span className="field-note">Degrees; latitude first where no letter says otherwise.</span>
      </div>
    </Dialog>
  )
}
