import { showObserved } from '../../../src/domain/acquired.ts'
import { showInstant } from '../../../src/domain/time.ts'
import type { Sighting } from '../../../src/domain/sighting.ts'
import { acquiredSources } from '../../../src/domain/vocabulary.ts'
import { ActionButton } from '../../app/ActionButton.tsx'
import { useProject } from '../../app/desk-context.ts'
import { screenText } from '../../ui/screen-text.ts'
import { PanelTitle } from '../PanelTitle.tsx'
import { TimeMark } from '../TimeMark.tsx'
import { nameRecords } from '../../state/named-records.ts'

/** Where this comes from: scene, provider, time and its source, hash, and who said it when. */
export function Provenance({ sighting }: { sighting: Sighting }) {
  const scene = useProject(({ index }) =>
    sighting.scene_uid === null ? undefined : index.scenes.get(sighting.scene_uid),
  )
  const drawn = useProject(({ index }) => nameRecords(sighting.source ?? '–', index))
  const by = [scene?.provider, scene?.sensor].filter((part) => part != null && part !== '').join(' · ')
  const shift = Math.hypot(scene?.shift_east_m ?? 0, scene?.shift_north_m ?? 0)
  const source =
    scene?.acquired_from == null ? 'unknown' : acquiredSources[scene.acquired_from].label.toLowerCase()
  return (
    <>
      <PanelTitle title="Where this comes from" />
      <dl className="facts tabular">
        <dt>Scene</dt>
        <dd className="clip selectable" title={screenText(scene?.path ?? '')}>
          {scene === undefined ? 'none' : screenText(scene.name ?? scene.uid)}
        </dd>
        <dt>Provider</dt>
        <dd className="clip">{by === '' ? '–' : screenText(by)}</dd>
        <dt>Seen at</dt>
        <dd>
          <TimeMark sighting={sighting} />
          {showObserved(sighting.observed_at, scene, 'second')}
        </dd>
        <dt>Time from</dt>
        <dd>
          {source}{' '}
          {scene?.acquired_confirmed === 1 ? (
            <span className="good">confirmed</span>
          ) : (
            <span className="warn">unconfirmed</span>
          )}
        </dd>
        {shift > 0 ? (
          <>
            <dt>Shift</dt>
            <dd>
              {shift.toFixed(1)} m
              {scene?.shift_residual_m == null ? '' : ` ± ${scene.shift_residual_m.toFixed(1)} m`}
            </dd>
          </>
        ) : null}
        <dt>SHA-256</dt>
        <dd className="selectable faint" title={scene?.sha256 ?? ''}>
          {scene?.sha256 == null ? '–' : `${scene.sha256.slice(0, 8)}…${scene.sha256.slice(-8)}`}
        </dd>
        <dt>Source</dt>
        <dd className="clip" title={screenText(drawn)}>
          {screenText(drawn)}
        </dd>
        <dt>Analyst</dt>
        <dd className="clip">
          {screenText(sighting.analyst ?? '–')}
          {sighting.updated_at === null ? null : (
            <span className="faint"> {showInstant(sighting.updated_at)}</span>
          )}
        </dd>
      </dl>
      <div className="panel-foot">
        <ActionButton id="sighting.remove" tone="danger" />
      </div>
    </>
  )
}
