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
