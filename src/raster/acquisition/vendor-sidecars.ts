import type { AcquisitionFinding } from './finding.ts'
import { ofJson } from './json-sidecars.ts'
import { ofText } from './text-sidecars.ts'
import { ofXml } from './xml-sidecars.ts'

/** A text file beside the scene. */
export interface SidecarText {
  readonly name: string
  readonly text: string
}

const textLimit = 8 * 1024 * 1024

/**
 * What a vendor's file says about the taking of a scene: Planet XML and JSON, STAC items, Maxar IMD and XML, GeoEye
 * text, DIMAP, Landsat MTL, Sentinel manifests and annotations, ICEYE, Capella, Umbra, TerraSAR-X. Null where it is
 * none of these or says nothing of the kind.
 */
export function acquisitionOfSidecar({ text }: SidecarText): AcquisitionFinding | null {
  if (text.length > textLimit) return null
  const start = text.trimStart()
  if (start.startsWith('{')) return ofJson(start)
  return start.startsWith('<') ? ofXml(start) : ofText(text)
}
