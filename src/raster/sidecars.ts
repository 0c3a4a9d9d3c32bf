import type { ByteSource } from './byte-source.ts'

/** What lies beside a scene and belongs to it. The texts are those of the files, the overviews are read as needed. */
export interface Sidecars {
  /** World file (`.tfw`, `.tifw`, `.wld`). */
  readonly tfw?: string
  /** WKT of the coordinate reference system. */
  readonly prj?: string
  /** GDAL's `.aux.xml`. */
  readonly auxXml?: string
  /** External overviews (`.ovr`). */
  readonly ovr?: ByteSource
}
