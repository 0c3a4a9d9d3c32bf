import { Link2, Link2Off } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Kbd, keysOnScreen } from '../ui/Kbd.tsx'
import { RangeInput } from '../ui/RangeInput.tsx'
import { blinkRates } from '../state/compare-state.ts'
import { DifferenceFields } from './DifferenceFields.tsx'
import { useAction, useWorkbench } from './desk-context.ts'
import { useCompareSetter } from './use-compare.ts'

/** What can be set in the view of two dates that is shown; over the map, as it is about what is seen there. */
export function CompareBar() {
  const view = useWorkbench((state) => state.view)
  const isCompared = useWorkbench((state) => state.shown !== null && state.compared !== null)
  const isMatched = useWorkbench((state) => state.compare.matched)
  if (view === 'single' || !isCompared) return null
  return (
    <div className="compare-bar glass tabular" role="toolbar" aria-label="Comparison">
      {view === 'side-by-side' ? <LinkButton /> : null}
      {view === 'lens' ? <LensFields /> : null}
      {view === 'blink' ? <BlinkField /> : null}
      {view === 'blend' ? <BlendField /> : null}
      {view === 'difference' ? <DifferenceFields /> : null}
      <Toggle id="compare.match" isOn={isMatched}>
        Match A to B
      </Toggle>
      <span className="compare-sides">
        <span className="dim">Hulls</span>
        <HullToggle side="A" />
        <HullToggle side="B" />
      </span>
    </div>
  )
}

function Toggle({ id, isOn, children }: { id: string; isOn: boolean; children: ReactNode }) {
  const { action, label, blocked, keys, run } = useAction(id)
  return (
    <Button
      className="compare-toggle"
      aria-label={action.label}
      aria-pressed={isOn}
      blocked={blocked}
      title={keys === null ? label : `${label} (${keysOnScreen(keys)})`}
      onClick={run}
    >
      {children}
      {keys === null ? null : <Kbd keys={keys} />}
    </Button>
  )
}

function HullToggle({ side }: { side: 'A' | 'B' }) {
  const isHidden = useWorkbench((state) => state.compare.hidden[side])
  const { label, blocked, keys, run } = useAction(`compare.hide-${side.toLowerCase()}`)
  return (
    <Button
      className="badge compare-hulls"
      data-side={isHidden ? null : side}
      aria-label={`Hulls of date ${side}`}
      aria-pressed={!isHidden}
      blocked={blocked}
      title={keys === null ? label : `${label} (${keysOnScreen(keys)})`}
      onClick={run}
    >
      {side}
    </Button>
  )
}

function LinkButton() {
  const linked = useWorkbench((state) => state.compare.linked)
  return (
    <Toggle id="compare.link" isOn={linked}>
      {linked ? <Link2 size={14} /> : <Link2Off size={14} />}
      {linked ? 'Linked' : 'Apart'}
    </Toggle>
  )
}

function LensFields() {
  const radius = useWorkbench((state) => Math.round(state.compare.lens.radius))
  const lens = useWorkbench((state) => state.compare.lens)
  const follows = useWorkbench((state) => state.compare.lensFollows)
  const set = useCompareSetter()
  return (
    <>
      <label className="compare-field">
        <span className="dim">Size</span>
        <RangeInput
          label="Size of the lens"
          says={`${radius} pixels`}
          min={40}
          max={600}
          step={10}
          value={radius}
          onChange={(size) => set({ lens: { ...lens, radius: size } })}
        />
      </label>
      <Toggle id="compare.lens-follows" isOn={follows}>
        Follows pointer
      </Toggle>
    </>
  )
}

function BlinkField() {
  const rate = useWorkbench((state) => state.compare.switchesPerSecond)
  const set = useCompareSetter()
  const nearest = blinkRates.reduce((best, each, index) => {
    const known = blinkRates[best] ?? 1
    return Math.abs(each - rate) < Math.abs(known - rate) ? index : best
  }, 0)
  return (
    <label className="compare-field">
      <span className="dim">Rate</span>
      <RangeInput
        label="Rate of the blink"
        says={`${rate} switches a second`}
        min={0}
        max={blinkRates.length - 1}
        value={nearest}
        onChange={(at) => set({ switchesPerSecond: blinkRates[at] ?? 1.5 })}
      />
      <span className="compare-value">{rate} / s</span>
    </label>
  )
}

function BlendField() {
  const blend = useWorkbench((state) => state.compare.blend)
  const set = useCompareSetter()
  const percent = Math.round(blend * 100)
  return (
    <label className="compare-field">
      <span className="badge" data-side="A">
        A
      </span>
      <RangeInput
        label="Share of date B"
        says={`${percent} % of B`}
        min={0}
        max={100}
        value={percent}
        onChange={(share) => set({ blend: share / 100 })}
      />
      <span className="badge" data-side="B">
        B
      </span>
      <span className="compare-value">{percent} %</span>
    </label>
  )
}
