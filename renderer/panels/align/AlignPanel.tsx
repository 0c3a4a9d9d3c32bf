import { X } from 'lucide-react'
import { showAcquired } from '../../../src/domain/acquired.ts'
import { missesM } from '../../../src/geodesy/translation.ts'
import { ActionButton } from '../../app/ActionButton.tsx'
import { useDesk, useProject, useWorkbench } from '../../app/desk-context.ts'
import { lengthM, minus, noShift, residualM, type Alignment } from '../../state/alignment.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { screenText } from '../../ui/screen-text.ts'
import { PanelTitle } from '../PanelTitle.tsx'

/** The laying of scene B over scene A: what is tried, how well it fits, and what is kept. */
export function AlignPanel() {
  const alignment = useWorkbench((state) => state.alignment)
  return alignment === null ? null : (
    <section className="align-panel" role="region" aria-label="Align scenes">
      <PanelTitle title="Align B with A">
        <ActionButton id="align.step-back" tone="quiet" icon={<X size={13} />}>
          Leave
        </ActionButton>
      </PanelTitle>
      <Sides alignment={alignment} />
      <Automatic alignment={alignment} />
      <ByHand />
      <Points alignment={alignment} />
      <Result alignment={alignment} />
    </section>
  )
}

function Sides({ alignment: { scene, reference, stored } }: { alignment: Alignment }) {
  const index = useProject((state) => state.index)
  const nameOf = (uid: string) => {
    const one = index.scenes.get(uid)
    return one === undefined ? '' : showAcquired(one)
  }
  return (
    <div className="align-sides tabular">
      <span className="badge" data-side="A">
        A
      </span>
      <span className="clip">
        {screenText(nameOf(reference))} <i className="faint">the reference stays</i>
      </span>
      <span className="badge" data-side="B">
        B
      </span>
      <span className="clip">
        {screenText(nameOf(scene))}{' '}
        <i className="faint">
          {lengthM(stored) === 0 ? 'as its file says' : `shifted ${metres(lengthM(stored))}`}
        </i>
      </span>
    </div>
  )
}

function Automatic({ alignment: { found, refusal, searching, area, source } }: { alignment: Alignment }) {
  const { session } = useDesk()
  return (
    <div className="align-block">
      <h3>Automatic</h3>
      <div className="align-row">
        <ActionButton id="align.search" tone={source === 'stored' ? 'primary' : 'plain'}>
          {searching ? 'Searching …' : area === null ? 'Find over the overlap' : 'Find in the area'}
        </ActionButton>
        {area === null ? (
          <ActionButton id="align.area">Area</ActionButton>
        ) : (
          <Button onClick={() => session.align.setArea(null)}>Clear area</Button>
        )}
      </div>
      {found === null ? null : (
        <dl className="align-facts tabular" aria-label="Match">
          <dt>Quality</dt>
          <dd>
            <meter min={0} max={1} low={0.5} value={found.quality} aria-label="Quality of the match" />
            {found.quality.toFixed(2)}
          </dd>
          <dt>Windows that agree</dt>
          <dd>
            {found.agreeing} of {found.windows}
          </dd>
          <dt>Good to</dt>
          <dd className={source === 'rough' ? 'warn' : ''}>{goodTo(found)}</dd>
          {source === 'rough' ? (
            <dd className="align-note warn">A start only: pick points, drag or nudge before you keep it.</dd>
          ) : null}
          {source !== 'points' && source !== 'hand' ? null : (
            <dd className="align-note dim">moved by hand since</dd>
          )}
        </dl>
      )}
      {refusal === null ? null : (
        <p className="align-note bad" role="alert">
          {screenText(refusal.what)} <span className="dim">{screenText(refusal.do)}</span>
        </p>
      )}
      {refusal?.code === 'coregistration/rough' ? (
        <div className="align-row">
          <Button onClick={() => void session.align.startRough()}>Start from it</Button>
        </div>
      ) : null}
    </div>
  )
}

function ByHand() {
  return (
    <div className="align-block">
      <h3>By hand</h3>
      <p className="align-note dim">
        Drag B on the map. <Kbd keys="ArrowLeft" /> <Kbd keys="ArrowUp" /> <Kbd keys="ArrowDown" />{' '}
        <Kbd keys="ArrowRight" /> move it by a pixel of the screen, with <Kbd keys="Shift" /> by 10.
      </p>
    </div>
  )
}

function Points({ alignment }: { alignment: Alignment }) {
  const { session } = useDesk()
  const { pairs, half, shift } = alignment
  const misses = missesM(pairs, shift)
  return (
    <div className="align-block">
      <h3>
        Points <span className="faint">{pairs.length}</span>
      </h3>
      {pairs.length === 0 && half === null ? (
        <p className="align-note dim">Click the same fixed thing, such as a bollard, on both sides.</p>
      ) : (
        <ol className="align-points tabular" aria-label="Points">
          {pairs.map((_, at) => (
            <li key={at}>
              <b>{at + 1}</b>
              <span className="dim">misses by</span>
              <span className="number">{metres(misses[at] ?? 0)}</span>
              <IconButton label={`Remove point ${at + 1}`} onClick={() => session.align.removePair(at)}>
                <X size={12} />
              </IconButton>
            </li>
          ))}
          {half === null ? null : (
            <li>
              <b>{pairs.length + 1}</b>
              <span className="warn">now on {half.side === 'A' ? 'B' : 'A'}</span>
            </li>
          )}
        </ol>
      )}
    </div>
  )
}

function Result({ alignment }: { alignment: Alignment }) {
  const { shift, stored, source, half, kept } = alignment
  const scene = useProject((state) => state.index.scenes.get(alignment.scene))
  const isStored = source === 'stored'
  const residual = isStored ? (scene?.shift_residual_m ?? null) : residualM(alignment)
  return (
    <div className="align-block align-result">
      <h3>{isStored ? 'Shift of B' : 'Shift of B, not kept yet'}</h3>
      <dl className="align-facts tabular" aria-label="Shift">
        <dt>East</dt>
        <dd>{signed(shift.eastM)}</dd>
        <dt>North</dt>
        <dd>{signed(shift.northM)}</dd>
        <dt>Residual</dt>
        <dd>{residual === null ? 'not known' : metres(residual)}</dd>
        {isStored || lengthM(stored) === 0 ? null : (
          <>
            <dt>From the kept one</dt>
            <dd>{metres(lengthM(minus(shift, stored)))}</dd>
          </>
        )}
        {isStored && scene?.shift_by != null ? (
          <dd className="align-note dim">
            by {screenText(scene.shift_by)}
            {scene.shift_at === null ? '' : `, ${scene.shift_at.slice(0, 16).replace('T', ' ')} UTC`}
          </dd>
        ) : null}
      </dl>
      <div className="align-row">
        <ActionButton
          id="align.keep"
          tone={isStored || source === 'rough' || half !== null ? 'plain' : 'primary'}
        >
          Keep
        </ActionButton>
        <ActionButton id="align.reset" showKeys={false}>
          Start over
        </ActionButton>
        <ActionButton id="align.remove-shift" />
      </div>
      {kept === null ? null : <Kept kept={kept} />}
    </div>
  )
}

/** What was seen on the scene before stays where it is, unless the analyst wants it moved. */
function Kept({ kept: { moved, sightings } }: { kept: NonNullable<Alignment['kept']> }) {
  const { session } = useDesk()
  if (sightings.length === 0 || lengthM(moved) === lengthM(noShift))
    return (
      <p className="align-note good" role="status">
        Kept. Ctrl Z takes it back.
      </p>
    )
  const count = sightings.length === 1 ? 'sighting' : `${sightings.length} sightings`
  return (
    <div role="status">
      <p className="align-note">
        <span className="good">Kept.</span> The {count} drawn on B before stayed where{' '}
        {sightings.length === 1 ? 'it was' : 'they were'}.
      </p>
      <Button onClick={() => void session.align.moveSightings()}>
        Move {count} along by {metres(lengthM(moved))}
      </Button>
    </div>
  )
}

const goodTo = ({ accuracy_m, gsd_m }: NonNullable<Alignment['found']>): string =>
  `${metres(accuracy_m)}, ${(accuracy_m / gsd_m).toFixed(2)} px`

const metres = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} m`

function signed(value: number): string {
  return `${value < -0.005 ? '−' : value > 0.005 ? '+' : ''}${Math.abs(value).toFixed(2)} m`
}
