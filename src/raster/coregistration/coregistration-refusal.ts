import { Problem } from '../../domain/problem.ts'

/** Two scenes as the analyst knows them. */
interface Named {
  readonly scene: { readonly name: string }
  readonly reference: { readonly name: string }
}

/** Nothing is proposed: better no shift than a wrong one. */
export function refused(subject: string, what: string, remedy: string): Problem {
  return new Problem('coregistration/refused', subject, what, remedy)
}

export function noTexture({ scene, reference }: Named): Problem {
  return refused(
    scene.name,
    `What it shares with ${reference.name} is too even, or has no data.`,
    'Draw an area with fixed things such as quays, or pick points by hand.',
  )
}

/** The match is clear, but not where it lies. */
export function tooRough(
  scene: string,
  reference: string,
  { accuracyM, gsdM }: { readonly accuracyM: number; readonly gsdM: number },
): Problem {
  const pixels = (accuracyM / gsdM).toFixed(1)
  return new Problem(
    'coregistration/rough',
    scene,
    `The match with ${reference} is clear, but may be off by ${accuracyM.toFixed(1)} m (${pixels} pixels): fine and coarse structures, or its parts, do not lie alike.`,
    'Take it as a start and pick points on fixed things such as quays by hand, or draw an area that has them.',
  )
}

/** @param windows how many were looked at one by one, where it came to that; `agreeing`: that found the same shift */
export function noMatch(
  { scene, reference }: Named,
  quality: number,
  agreeing?: number,
  windows?: number,
): Problem {
  const counted = windows === undefined ? '' : `, ${agreeing ?? 0} of ${windows} windows agree`
  return refused(
    scene.name,
    `No clear match with ${reference.name}: quality ${quality.toFixed(2)}${counted}.`,
    'Draw an area with fixed things such as quays, choose another reference, or pick points by hand.',
  )
}
