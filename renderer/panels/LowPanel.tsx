import { Tabs } from '@base-ui/react/tabs'
import { useDesk, useProject, useWorkbench } from '../app/desk-context.ts'
import { openProblems } from '../state/scene-remarks.ts'
import { visibleSightings } from '../state/sighting-filter.ts'
import type { LowTab } from '../state/workbench-store.ts'
import { AbsencesTab } from './absences/AbsencesTab.tsx'
import { ChangesBar } from './changes/ChangesBar.tsx'
import { ChangesTab } from './changes/ChangesTab.tsx'
import { PlacesTab } from './places/PlacesTab.tsx'
import { ProblemsBar } from './problems/ProblemsBar.tsx'
import { ProblemsTab } from './problems/ProblemsTab.tsx'
import { FilterBar } from './sightings/FilterBar.tsx'
import { SightingsTab } from './sightings/SightingsTab.tsx'
import { VesselsTab } from './vessels/VesselsTab.tsx'

/** Tables below the map: sightings, what changed, vessels, places, absences, problems. */
export function LowPanel() {
  const { workbench } = useDesk()
  const tab = useWorkbench((state) => state.tab)
  const index = useProject((state) => state.index)
  const shown = useWorkbench((state) => state.shown)
  const filter = useWorkbench((state) => state.filter)
  const problems = useProject((state) => openProblems(state).length)
  const changes = useProject(({ comparison }) => {
    const result = comparison?.result
    if (result == null) return null
    return result.arrived.length + result.departed.length + result.moved.length
  })
  const counts: Readonly<Record<LowTab, number | null>> = {
    sightings: visibleSightings(index, { shown, filter }).length,
    changes,
    vessels: index.vessels.size,
    places: index.places.size,
    absences: index.absences.size,
    problems,
  }
  return (
    <Tabs.Root
      className="low-tabs"
      value={tab}
      onValueChange={(value: LowTab) => workbench.setState({ tab: value })}
    >
      <div className="tab-bar">
        <Tabs.List className="tab-list" aria-label="Tables">
          {(['sightings', 'changes', 'vessels', 'places', 'absences', 'problems'] as const).map((name) => (
            <Tabs.Tab key={name} value={name} className="tab">
              {name.slice(0, 1).toUpperCase() + name.slice(1)}
              {counts[name] === null ? null : (
                <span className={name === 'problems' && problems > 0 ? 'bad' : 'faint'}> {counts[name]}</span>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <span className="spacer" />
        {tab === 'sightings' ? <FilterBar /> : null}
        {tab === 'changes' ? <ChangesBar /> : null}
        {tab === 'problems' ? <ProblemsBar /> : null}
      </div>
      <Tabs.Panel value="sightings" className="tab-panel" tabIndex={-1} data-focus="table">
        <SightingsTab />
      </Tabs.Panel>
      <Tabs.Panel value="changes" className="tab-panel" tabIndex={-1} data-focus="table">
        <ChangesTab />
      </Tabs.Panel>
      <Tabs.Panel value="vessels" className="tab-panel" tabIndex={-1} data-focus="table">
        <VesselsTab />
      </Tabs.Panel>
      <Tabs.Panel value="places" className="tab-panel" tabIndex={-1} data-focus="table">
        <PlacesTab />
      </Tabs.Panel>
      <Tabs.Panel value="absences" className="tab-panel" tabIndex={-1} data-focus="table">
        <AbsencesTab />
      </Tabs.Panel>
      <Tabs.Panel value="problems" className="tab-panel" tabIndex={-1} data-focus="table">
        <ProblemsTab />
      </Tabs.Panel>
    </Tabs.Root>
  )
}
