import { useState } from 'react'
import { readCoordinates, showCoordinates } from '../../src/geodesy/coordinates-text.ts'
import { FormDialog } from '../ui/FormDialog.tsx'
import { useDesk, useWorkbench } from './desk-context.ts'

/** Moves the map to coordinates that are typed or pasted, in any notation. */
export function GoToDialog({ onClose }: { onClose: () => void }) {
  const { map } = useDesk()
  const notation = useWorkbench((state) => state.notation)
  const [text, setText] = useState('')
  const read = readCoordinates(text)
  const problem = 'problem' in read ? read.problem : null
  const go = () => {
    if (!('problem' in read)) map.current?.goTo(read.place)
  }
  return (
    <FormDialog title="Go to coordinates" action="Go" blocked={problem} onSubmit={go} onClose={onClose}>
      <label htmlFor="go-to-text">Position</label>
      <input
        id="go-to-text"
        className="input"
        placeholder="29.95182 N 122.04731 E"
        value={text}
        autoFocus
        spellCheck={false}
        aria-invalid={text !== '' && problem !== null}
        aria-describedby="go-to-note"
        onChange={(event) => setText(event.target.value)}
      />
      <span
        id="go-to-note"
        className={text !== '' && problem !== null ? 'field-note warn' : 'field-note'}
        role="status"
      >
        {text === '' || 'problem' in read
          ? text === ''
            ? 'Degrees with decimals, minutes or seconds, UTM, UPS or MGRS. Without letters the latitude comes first, unless only the other order is possible.'
            : problem
          : `Understood as ${showCoordinates(read.place, notation === read.notation ? 'decimal' : notation) ?? ''}`}
      </span>
    </FormDialog>
  )
}
