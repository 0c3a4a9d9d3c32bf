import { ActionButton } from '../../app/ActionButton.tsx'

/** Beside the tabs: looking at everything again. */
export function ProblemsBar() {
  return (
    <div className="problems-bar">
      <ActionButton id="project.check" tone="quiet" />
    </div>
  )
}
