import { ActionButton } from '../../app/ActionButton.tsx'
import { useProject } from '../../app/desk-context.ts'
import { ProblemBanner } from '../../ui/Notice.tsx'

/** What is wrong with the project as far as it was looked at, and the way to look again. */
export function ProblemsTab() {
  const problems = useProject((state) => state.problems)
  return (
    <div className="problems-tab">
      {problems.length === 0 ? (
        <p className="panel-empty">
          No problem is known. Checking looks at every record and every scene file.
        </p>
      ) : (
        <ul aria-label="Problems">
          {problems.map((report, i) => (
            <li key={i}>
              <ProblemBanner report={report} />
            </li>
          ))}
        </ul>
      )}
      <p className="panel-foot">
        <ActionButton id="project.check" />
      </p>
    </div>
  )
}
