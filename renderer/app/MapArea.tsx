import { CarryBar } from '../panels/carry-forward/CarryBar.tsx'
import { ColorLegend } from './ColorLegend.tsx'
import { FirstHull, MapHint } from './EmptyState.tsx'
import { LabelStrip } from './LabelStrip.tsx'
import { MapCompass } from './MapCompass.tsx'
import { CompareBar } from './CompareBar.tsx'
import { CompareNote } from './CompareNote.tsx'
import { DatePlaques } from './DatePlaques.tsx'
import { MapTools } from './MapOverlays.tsx'
import { MapReadout } from './MapReadout.tsx'
import { OverviewInset } from './OverviewInset.tsx'
import { SnapBar } from './SnapBar.tsx'
import { ScaleBar } from './ScaleBar.tsx'
import { MapView } from './MapView.tsx'
import { useReadout } from './desk-context.ts'
import { Notices } from './Notices.tsx'

/** The map with what lies over it, which is out of the pen's way while something is drawn. */
export function MapArea() {
  const isDrawing = useReadout((state) => state.isDrawing)
  return (
    <section className="map-area" aria-label="Map" data-drawing={isDrawing}>
      <MapView />
      <MapTools />
      <DatePlaques />
      <div className="map-heads">
        <CarryBar />
        <SnapBar />
        <CompareBar />
        <CompareNote />
        <FirstHull />
        <Notices />
      </div>
      <div className="map-guides">
        <MapCompass />
        <OverviewInset />
      </div>
      <div className="map-foot">
        <div className="map-corners">
          <ScaleBar />
          <ColorLegend />
          <span className="spacer" />
          <MapReadout />
        </div>
        <LabelStrip />
      </div>
      <MapHint />
    </section>
  )
}
