import { useEffect } from 'react'
import type { Scene } from '../../../src/domain/scene.ts'
import { useDesk, useProject } from '../../app/desk-context.ts'
import { screenText } from '../../ui/screen-text.ts'
import { fileSaysOtherwise, remarksOn, timeSource, timeState } from './time-source.ts'

const placings: Readonly<Record<string, string>> = {
  affine: 'by the file’s own transform',
  sidecar: 'by a file beside it',
  rpc: 'by rational polynomials only: not placed',
  none: 'not at all: the file does not say where it lies',
}

/** Which rule gave the time, where sources disagree, and how the scene is placed. */
export function SceneSources({ scene }: { scene: Scene }) {
  const { session } = useDesk()
  const facts = useProject((state) => state.facts.get(scene.uid))
  const away = useProject((state) => state.away.get(scene.uid))
  useEffect(() => void session.files.learn(scene.uid), [session, scene.uid])
  const otherwise = fileSaysOtherwise(scene, facts)
  const remarks = [...(otherwise === null ? [] : [otherwise]), ...remarksOn(scene, facts)]
  const unread =
    away === undefined
      ? '…'
      : away === 'outside'
        ? 'not known: its path is not followed yet'
        : 'not known: the file is not there'
  return (
    <section aria-label="Sources">
      <dl className="facts tabular">
        <dt>Time from</dt>
        <dd>
          {screenText(timeSource(scene, facts))},{' '}
          <span className={scene.acquired_confirmed === 1 ? 'good' : 'warn'}>{timeState(scene)}</span>
        </dd>
        <dt>Placed</dt>
        <dd>{facts === undefined ? unread : placing(facts)}</dd>
        <dt>SHA-256</dt>
        <dd className="selectable faint whole">{scene.sha256 ?? 'not read yet'}</dd>
      </dl>
      {remarks.length === 0 ? null : (
        <ul className="remarks" aria-label="Remarks">
          {remarks.map((problem) => (
            <li key={problem} className="warn">
              {screenText(problem)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function placing(facts: { georeferencing: string; gcps: number; gcpResidualM: number | null }): string {
  if (facts.georeferencing !== 'gcps') return placings[facts.georeferencing] ?? facts.georeferencing
  const met = facts.gcpResidualM === null ? '' : `, met within ${facts.gcpResidualM.toFixed(1)} m`
  return `by ${facts.gcps} ground control points${met}`
}
