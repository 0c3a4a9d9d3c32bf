/** A slider. `says`: its value in words. */
export function RangeInput({
  label,
  says,
  value,
  min,
  max,
  step = 1,
  title,
  onChange,
}: {
  label: string
  says: string
  value: number
  min: number
  max: number
  step?: number
  title?: string
  onChange: (value: number) => void
}) {
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={says}
      title={title}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  )
}
