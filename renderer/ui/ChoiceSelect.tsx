import { CSPProvider } from '@base-ui/react/csp-provider'
import { Select } from '@base-ui/react/select'
import { ChevronDown } from 'lucide-react'

/** One of the few things that a field can hold. */
export interface Choice<V extends string> {
  readonly value: V
  readonly label: string
  /** Why it cannot be chosen now; null where it can. */
  readonly blocked?: string | null
}

/** Choices under one heading; those without one stand first. */
export interface ChoiceGroup<V extends string> {
  readonly heading: string | null
  readonly choices: readonly Choice<V>[]
}

/**
 * A choice of one among few that need no search. While the list is open a letter goes to the next that begins with it;
 * while it is closed letters are commands, as everywhere.
 */
export function ChoiceSelect<V extends string>({
  id,
  label,
  choices,
  value,
  blocked = null,
  title,
  className = 'input',
  onChange,
}: {
  /** What a label beside it is for. */
  id?: string
  /** Its name, where no label stands beside it. */
  label?: string
  choices: readonly Choice<V>[] | readonly ChoiceGroup<V>[]
  value: V
  /** Why nothing can be chosen now. */
  blocked?: string | null
  title?: string | undefined
  className?: string
  onChange: (value: V) => void
}) {
  const groups = choices.map((each) => ('choices' in each ? each : { heading: null, choices: [each] }))
  const items = groups.flatMap((group) => group.choices)
  return (
    // The page takes no style that is written into it.
    <CSPProvider disableStyleElements>
      <Select.Root<V>
        items={items}
        value={value}
        modal={false}
        disabled={blocked !== null}
        onValueChange={(chosen) => (chosen === null || chosen === value ? undefined : onChange(chosen))}
      >
        <Select.Trigger
          id={id}
          className={`choice ${className}`}
          aria-label={label}
          title={blocked ?? title}
          onKeyDown={(event) => {
            if (event.key.length === 1 && event.key !== ' ') event.preventBaseUIHandler()
          }}
        >
          <Select.Value className="clip" />
          <Select.Icon className="faint">
            <ChevronDown size={13} />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner
            className="popup-layer"
            sideOffset={4}
            align="start"
            alignItemWithTrigger={false}
          >
            <Select.Popup className="popup choice-popup">
              <Select.List className="options">
                {groups.map(({ heading, choices: own }, i) =>
                  heading === null ? (
                    own.map((choice) => <ChoiceItem key={choice.value} {...choice} />)
                  ) : (
                    <Select.Group key={`${heading} ${i}`}>
                      <Select.GroupLabel className="choice-heading">{heading}</Select.GroupLabel>
                      {own.map((choice) => (
                        <ChoiceItem key={choice.value} {...choice} />
                      ))}
                    </Select.Group>
                  ),
                )}
              </Select.List>
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
    </CSPProvider>
  )
}

function ChoiceItem({ value, label, blocked = null }: Choice<string>) {
  return (
    <Select.Item value={value} className="option" disabled={blocked !== null}>
      <Select.ItemText className="clip">{label}</Select.ItemText>
      {blocked === null ? null : <small>{blocked}</small>}
    </Select.Item>
  )
}
