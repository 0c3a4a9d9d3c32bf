/** A footprint as it is drawn: a long rectangle with its bow mark. */
export function HullIcon({ size }: { size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      aria-hidden
    >
      <g transform="rotate(35 12 12)" strokeLinejoin="round">
        <rect x="8" y="1.5" width="8" height="21" rx="0.5" />
        <path d="M8 8 12 1.5 16 8" />
      </g>
    </svg>
  )
}
