import { Combobox } from '@base-ui/react/combobox'
import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import type { Term } from '../../src/domain/vocabulary.ts'
import { termMatches } from './term-search.ts'

interface TermItem<C extends string> extends Term {
  readonly value: C
}

/** A searchable choice from a vocabulary: each code with its name and what to look for. */
export function TermSelect<C extends string>({
  label,
  shortLabel = label,
  vocabulary,
  value,
  blocked = null,
  dotColor,
  onChange,
}: {
  label: string
  /** What is written beside it where the whole label is too long; the whole one stays its name. */
  shortLabel?: string
  vocabulary: Readonly<Record<C, Term>>
  value: C | null
  blocked?: string | null
  dotColor?: (code: C) => string
  onChange: (code: C) => void
}) {
  const id = useId()
  const items = (Object.entries(vocabulary) as [C, Term][]).map(([code, term]) => ({ value: code, ...term }))
  const chosen = items.find((item) => item.value === value) ?? null
  return (
    <>
      <label htmlFor={id} title={label}>
        {shortLabel}
      </label>
      <Combobox.Root
        items={items}
        value={chosen}
        disabled={blocked !== null}
        autoHighlight
        isItemEqualToValue={(a, b) => a.value === b.value}
        filter={(item, query) => termMatches(item, query)}
        onValueChange={(item) => (item === null || item.value === value ? undefined : onChange(item.value))}
      >
        <Combobox.InputGroup className="input term" title={blocked ?? undefined}>
          {chosen !== null && dotColor !== undefined ? (
            <i className="dot" style={{ background: dotColor(chosen.value) }} />
          ) : null}
          <Combobox.Input
            id={id}
            aria-label={label}
            placeholder="–"
            aria-describedby={chosen === null ? undefined : `${id}-meaning`}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Combobox.Trigger className="faint" aria-label={`Choose ${label.toLowerCase()}`} tabIndex={-1}>
            <ChevronDown size={13} />
          </Combobox.Trigger>
          {chosen === null ? null : (
            <span id={`${id}-meaning`} role="tooltip" className="term-meaning">
              {chosen.meaning}
            </span>
          )}
        </Combobox.InputGroup>
        <Combobox.Portal>
          <Combobox.Positioner className="popup-layer" sideOffset={4} align="start">
            <Combobox.Popup className="popup option-popup">
              <Combobox.Empty className="options-empty">No term fits.</Combobox.Empty>
              <Combobox.List className="options">
                {(item: TermItem<C>) => (
                  <Combobox.Item key={item.value} value={item} className="option">
                    <b>
                      {dotColor === undefined ? null : (
                        <i className="dot" style={{ background: dotColor(item.value), marginRight: 7 }} />
                      )}
                      {item.label}
                    </b>
                    <small>{item.meaning}</small>
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </>
  )
}
