import type { Sighting } from '../../../src/domain/sighting.ts'
import { useProject } from '../../app/desk-context.ts'
import { PlacePicture } from '../../app/PlacePicture.tsx'
import { scaleBar } from '../../app/scale-bar.ts'
import { portraitOf } from './portrait.ts'

const noOutlines: [] = []

/** The hull as it lies in its scene, bow to the left, with a scale: the deck can be compared from date to date. */
export function HullPortrait({ sighting }: { sighting: Sighting }) {
  const { scene_uid, lon, lat } = sighting
  const hasPixels = useProject(
    ({ readiness, away }) =>
      scene_uid !== null && !away.has(scene_uid) && readiness.get(scene_uid)?.state !== 'failed',
  )
  if (scene_uid === null || lon === null || lat === null || !hasPixels) return null
  const { upDeg, widthM, caption } = portraitOf(sighting)
  // The picture is 100 % wide.
  const bar = scaleBar(widthM / 100, 40)
  return (
    <figure className="hull-portrait">
      <PlacePicture
        className="hull-portrait-picture"
        label={`The hull in its scene, ${caption}`}
        sceneUid={scene_uid}
        centre={[lon, lat]}
        widthM={widthM}
        upDeg={upDeg}
        outlines={noOutlines}
      />
      <figcaption>
        <span>{caption}</span>
        <span className="hull-portrait-scale" style={{ width: `${bar.pixels}%` }}>
          {bar.metres} m
        </span>
      </figcaption>
    </figure>
  )
}
