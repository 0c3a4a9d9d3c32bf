import { useMemo } from 'react'
import type { CompareState } from '../state/compare-state.ts'
import { comparedScenes } from '../state/compared-scenes.ts'
import { useDesk, useProject, useWorkbench } from './desk-context.ts'

/** Sets a part of how two dates are compared. */
export function useCompareSetter() {
  const { workbench } = useDesk()
  return (part: Partial<CompareState>) =>
    workbench.setState(({ compare }) => ({ compare: { ...compare, ...part } }))
}

/** Both dates as they are drawn; null unless both are ready. Another object only where something of them changed. */
export function useComparedScenes() {
  const desk = useDesk()
  const shown = useWorkbench((state) => state.shown)
  const compared = useWorkbench((state) => state.compared)
  const matched = useWorkbench((state) => state.compare.matched)
  const matches = useWorkbench((state) => state.matches)
  const looks = useWorkbench((state) => state.looks)
  const scenes = useProject((state) => state.index.scenes)
  const readiness = useProject((state) => state.readiness)
  return useMemo(
    () => comparedScenes(desk),
    // What comparedScenes reads of the two stores.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [desk, shown, compared, matched, matches, looks, scenes, readiness],
  )
}
