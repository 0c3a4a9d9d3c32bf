import { Tooltip } from '@base-ui/react/tooltip'
import { useCallback, useMemo, useState } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { DisplayPanel } from '../panels/display/DisplayPanel.tsx'
import { InspectorPanel } from '../panels/inspector/InspectorPanel.tsx'
import { LowPanel } from '../panels/LowPanel.tsx'
import { ScenesPanel } from '../panels/scenes/ScenesPanel.tsx'
import { Dialogs } from './Dialogs.tsx'
import { DropZone } from './DropZone.tsx'
import { MapHint, NoProject } from './EmptyState.tsx'
import { Header } from './Header.tsx'
import { LabelStrip } from './LabelStrip.tsx'
import { DatePlaques, MapReadout, MapTools, ScaleBar } from './MapOverlays.tsx'
import { MapView } from './MapView.tsx'
import { Notices } from './Notices.tsx'
import { rememberedPanelSizes, rememberPanelSizes } from './panel-sizes.ts'
import { StatusLine } from './StatusLine.tsx'
import { useProject } from './desk-context.ts'

/** The frame: scenes left, map centre, inspector right, table below, and one line that says what the next click does. */
export function App() {
  const open = useProject((state) => state.project !== null)
  return (
    <Tooltip.Provider>
      <DropZone>
        <div className="frame">
          <Header />
          {open ? (
            <Workbench />
          ) : (
            <>
              <NoProject />
              <Notices />
            </>
          )}
          <StatusLine />
        </div>
      </DropZone>
      <Dialogs />
    </Tooltip.Provider>
  )
}

/** Panels keep their pixels when the window changes; only the map grows and shrinks. */
function Workbench() {
  const [first] = useState(() =>
    rememberedPanelSizes(localStorage, globalThis.innerWidth, globalThis.innerHeight),
  )
  const sizes = useMemo(() => ({ ...first }), [first])
  const remember = useCallback(
    (_layout: unknown, { isUserInteraction }: { isUserInteraction: boolean }) => {
      if (isUserInteraction) rememberPanelSizes(localStorage, sizes)
    },
    [sizes],
  )
  return (
    <Group orientation="horizontal" className="workbench" onLayoutChanged={remember}>
      <Panel
        id="left"
        className="side-panel"
        defaultSize={first.left}
        minSize={180}
        maxSize={460}
        groupResizeBehavior="preserve-pixel-size"
        onResize={({ inPixels }) => {
          sizes.left = Math.round(inPixels)
        }}
      >
        <ScenesPanel />
        <DisplayPanel />
      </Panel>
      <Separator className="separator-x" aria-label="Width of the scene list" />
      <Panel id="centre" minSize={320}>
        <Group orientation="vertical" onLayoutChanged={remember}>
          <Panel id="map" minSize={180} className="map-panel">
            <MapArea />
          </Panel>
          <Separator className="separator-y" aria-label="Height of the table" />
          <Panel
            id="low"
            className="low-panel"
            defaultSize={first.low}
            minSize={60}
            maxSize="70%"
            groupResizeBehavior="preserve-pixel-size"
            onResize={({ inPixels }) => {
              sizes.low = Math.round(inPixels)
            }}
          >
            <LowPanel />
          </Panel>
        </Group>
      </Panel>
      <Separator className="separator-x" aria-label="Width of the inspector" />
      <Panel
        id="right"
        className="side-panel"
        defaultSize={first.right}
        minSize={240}
        maxSize={520}
        groupResizeBehavior="preserve-pixel-size"
        onResize={({ inPixels }) => {
          sizes.right = Math.round(inPixels)
        }}
      >
        <InspectorPanel />
      </Panel>
    </Group>
  )
}

function MapArea() {
  return (
    <section className="map-area" aria-label="Map">
      <MapView />
      <MapTools />
      <DatePlaques />
      <div className="map-foot">
        <div className="map-corners">
          <ScaleBar />
          <span className="spacer" />
          <MapReadout />
        </div>
        <LabelStrip />
      </div>
      <MapHint />
      <Notices />
    </section>
  )
}
