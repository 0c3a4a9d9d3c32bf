import { useEffect, useState } from 'react'
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels'
import { AlignPanel } from '../panels/align/AlignPanel.tsx'
import { BookmarksPanel } from '../panels/bookmarks/BookmarksPanel.tsx'
import { Filmstrip } from '../panels/filmstrip/Filmstrip.tsx'
import { DisplayPanel } from '../panels/display/DisplayPanel.tsx'
import { InspectorPanel } from '../panels/inspector/InspectorPanel.tsx'
import { LowPanel } from '../panels/LowPanel.tsx'
import { ScenesPanel } from '../panels/scenes/ScenesPanel.tsx'
import { useWorkbench } from './desk-context.ts'
import { MapArea } from './MapArea.tsx'
import { panelSizesFor, rememberPanelSizes } from './panel-sizes.ts'

/** The panels keep their pixels when the window changes, so that the map takes what it gains or loses. */
export function Workbench() {
  const [first] = useState(() => panelSizesFor(localStorage, window.innerWidth, window.innerHeight))
  const isAligning = useWorkbench((state) => state.alignment !== null)
  const left = usePanelRef()
  const low = usePanelRef()
  const right = usePanelRef()

  useEffect(() => {
    const fit = () => {
      const sizes = panelSizesFor(localStorage, window.innerWidth, window.innerHeight)
      left.current?.resize(sizes.left)
      right.current?.resize(sizes.right)
      low.current?.resize(sizes.low)
    }
    window.addEventListener('resize', fit)
    return () => window.removeEventListener('resize', fit)
  }, [left, low, right])

  function remember(_layout: unknown, { isUserInteraction }: { isUserInteraction: boolean }): void {
    if (!isUserInteraction) return
    const pixels = (panel: typeof left) => Math.round(panel.current?.getSize().inPixels ?? 0)
    rememberPanelSizes(localStorage, { left: pixels(left), right: pixels(right), low: pixels(low) })
  }

  return (
    <Group orientation="horizontal" onLayoutChanged={remember}>
      <Panel
        id="left"
        className="side-panel"
        panelRef={left}
        defaultSize={first.left}
        minSize={200}
        maxSize={460}
        groupResizeBehavior="preserve-pixel-size"
      >
        <ScenesPanel />
        <DisplayPanel />
        <BookmarksPanel />
      </Panel>
      <Separator className="separator-x" aria-label="Width of the scene list" />
      <Panel id="centre" minSize={320}>
        <Group orientation="vertical" onLayoutChanged={remember}>
          <Panel id="map" minSize={180} className="map-panel">
            <div className="map-column">
              <MapArea />
              <Filmstrip />
            </div>
          </Panel>
          <Separator className="separator-y" aria-label="Height of the table" />
          <Panel
            id="low"
            className="low-panel"
            panelRef={low}
            defaultSize={first.low}
            minSize={60}
            maxSize="70%"
            groupResizeBehavior="preserve-pixel-size"
          >
            <LowPanel />
          </Panel>
        </Group>
      </Panel>
      <Separator className="separator-x" aria-label="Width of the inspector" />
      <Panel
        id="right"
        className="side-panel"
        panelRef={right}
        defaultSize={first.right}
        minSize={240}
        maxSize={520}
        groupResizeBehavior="preserve-pixel-size"
      >
        {isAligning ? <AlignPanel /> : <InspectorPanel />}
      </Panel>
    </Group>
  )
}
