import { useEffect, useMemo } from 'react'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { changeRows } from '../../state/change-rows.ts'
import { backwardsDoubt, coverageDoubt } from '../../state/unseen-words.ts'
import { Button } from '../../ui/Button.tsx'
import { ProblemBanner } from '../../ui/Notice.tsx'
import { ChangesTable } from './ChangesTable.tsx'
import { OccupancyTable } from './OccupancyTable.tsx'

/** What changed between scene A and scene B, or along all scenes. Nothing is written that is not accepted. */
export function ChangesTab() {
  const along = useWorkbench((state) => state.changesAlong)
  return along === null ? <TwoDates /> : <OccupancyTable place={along.place} />
}

function TwoDates() {
  const { session, project } = useDesk()
  const shown = useWorkbench((state) => state.shown)
  const compared = useWorkbench((state) => state.compared)
  const index = useProject((state) => state.index)
  const comparison = useProject((state) => state.comparison)
  const both = shown !== null && compared !== null
  useEffect(() => {
    if (both) void session.scenes.compare()
  }, [session, both, shown, compared, comparison])
  const result = comparison?.from === compared && comparison.to === shown ? comparison.result : null
  const rows = useMemo(() => (result === null ? [] : changeRows(index, result)), [index, result])

  if (!both)
    return (
      <p className="panel-empty">
        Choose a scene A to compare with: click the square before its date in the list, or press A on it.
      </p>
    )
  if (comparison?.problem != null)
    return (
      <ProblemBanner report={comparison.problem}>
        <Button onClick={() => project.setState({ comparison: null })}>Try again</Button>
      </ProblemBanner>
    )
  if (result === null) return <p className="panel-empty">Comparing …</p>
  if (rows.length === 0)
    return (
      <p className="panel-empty">
        {result.overlap_wgs84 === null
          ? 'These two scenes show no ground in common.'
          : 'No hull is drawn on either date where they overlap.'}
      </p>
    )
  const empty = [compared, shown].map((uid) => (index.sightingsByScene.get(uid)?.size ?? 0) === 0)
  const doubts = [backwardsDoubt(result), nothingDrawn(empty), coverageDoubt(result)]
  const doubt = doubts.filter((part) => part !== null).join(' ')
  return <ChangesTable rows={rows} from={compared} to={shown} doubt={doubt === '' ? null : doubt} />
}

/** A date on which nobody drew anything makes all of the other one look changed. */
function nothingDrawn([a, b]: readonly boolean[]): string | null {
  if (a !== true && b !== true) return null
  return `Nothing is drawn on ${a === true ? 'A' : 'B'} yet, so what is missing there may only not be drawn.`
}
