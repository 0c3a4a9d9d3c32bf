import type { ShiftProposal } from '../../contract/coregistration.ts'
import { plainJson } from '../../exchange/plain-json.ts'
import type { CommandSeat } from '../command-seat.ts'
import { withCore } from '../core.ts'
import { readUid } from '../record-filter.ts'

interface AlignOptions {
  readonly apply?: true
  readonly moveSightings?: true
  readonly json?: true
}

/** `align PROJECT SCENE REFERENCE`: by how much a scene is drawn off another one; `--apply` keeps it. */
export function addAlignCommand({ add, run, terminal }: CommandSeat): void {
  add('align', 'find by how much a scene is drawn off another one')
    .argument('<project>', 'the project file, NAME.gpkg')
    .argument('<scene>', "the scene's uid", readUid)
    .argument('<reference>', "the reference scene's uid", readUid)
    .option('--apply', 'keep the shift in the project')
    .option('--move-sightings', 'with --apply: move the footprints on the scene along')
    .option('--json', 'print one JSON object')
    .action((project: string, uid: string, reference_uid: string, options: AlignOptions) =>
      run(() =>
        withCore(terminal, async (core) => {
          await core.open(project)
          const found = await core.client['coregister.scenes']({ uid, reference_uid }, core.job)
          const applied = options.apply === true
          if (applied) {
            const { shift_east_m, shift_north_m, residual_m } = found
            const move_sightings = options.moveSightings === true
            const shift = { uid, reference_uid, shift_east_m, shift_north_m, residual_m, move_sightings }
            await core.client['edit.apply']({ kind: 'scene.shift', by: 'automatic', ...shift })
          }
          terminal.print(
            options.json === true ? `${plainJson({ ...found, applied }, 2)}\n` : describe(found, applied),
          )
          return 0
        }),
      ),
    )
}

function describe(found: ShiftProposal, applied: boolean): string {
  const { shift_east_m, shift_north_m, residual_m, accuracy_m, quality, windows, agreeing } = found
  const shift = `shift ${shift_east_m.toFixed(2)} m east, ${shift_north_m.toFixed(2)} m north`
  const trust = `good to ${accuracy_m.toFixed(2)} m, residual ${residual_m.toFixed(2)} m, quality ${quality.toFixed(2)}, ${agreeing} of ${windows} windows agree`
  return `${shift}; ${trust}; ${applied ? 'kept' : 'not kept (--apply keeps it)'}\n`
}
