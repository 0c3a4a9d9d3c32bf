import { useState } from 'react'
import type { ProblemReport } from '../../../src/domain/problem.ts'
import { useDesk, useProject } from '../../app/desk-context.ts'
import { nameRecords, recordOfReport } from '../../state/named-records.ts'
import { openProblems } from '../../state/scene-remarks.ts'
import { showRecord } from '../../state/show-record.ts'
import { screenText } from '../../ui/screen-text.ts'
import { Table, TableRow } from '../../ui/Table.tsx'

/** What is wrong with the project as far as it was looked at; choosing a line shows all of it, and the record. */
export function ProblemsTab() {
  const listed = useProject((state) => state.problems)
  const index = useProject((state) => state.index)
  const facts = useProject((state) => state.facts)
  const problems = openProblems({ problems: listed, index, facts })
  const [chosen, choose] = useState<ProblemReport | null>(null)
  if (problems.length === 0)
    return (
      <p className="panel-empty">No problem is known. Checking looks at every record and every scene file.</p>
    )
  return (
    <Table
      name="Problems"
      columns="problems"
      heads={[{ label: 'What it is about' }, { label: 'What is wrong' }, { label: 'What to do' }]}
    >
      {problems.map((report, i) => (
        <ProblemLine key={i} report={report} chosen={chosen === report} onChoose={() => choose(report)} />
      ))}
    </Table>
  )
}

function ProblemLine({
  report,
  chosen,
  onChoose,
}: {
  report: ProblemReport
  chosen: boolean
  onChoose: () => void
}) {
  const desk = useDesk()
  const index = useProject((state) => state.index)
  const cells = [nameRecords(report.subject, index), report.what, report.do].map(screenText)
  const [subject, what, remedy] = cells
  return (
    <TableRow
      selected={chosen}
      title={cells.join('\n')}
      onChoose={() => {
        onChoose()
        const uid = recordOfReport(report, index)
        if (uid !== null) showRecord(desk, uid)
      }}
    >
      <b role="cell" className="clip">
        {subject}
      </b>
      <span role="cell" className="clip">
        {what}
      </span>
      <span role="cell" className="clip dim">
        {remedy}
      </span>
    </TableRow>
  )
}
