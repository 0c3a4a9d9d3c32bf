import type { SceneSpec } from './scene.ts'
import { planetScope, sentinel1, sentinel2Red, veryHighResolution } from './sensor.ts'
import type { Window } from './yard-frame.ts'

/** The whole story's window at 3 m: 4.5 x 4.7 km, from the hills to the roadstead. */
const whole: Window = { west: -1926, north: 2334, width: 1500, height: 1560, gsdM: 3 }
const tiles512 = { tileWidth: 512, tileHeight: 512 }

const planetName = (stem: string) => `${stem}_3B_AnalyticMS.tif`

/** The sample set: several dates and instruments, striped and tiled, with and without overviews. */
export function sampleScenes(): readonly SceneSpec[] {
  return [
    {
      fileName: planetName('20231118_021933_48_2461'),
      date: '2023-11-18',
      sensor: planetScope,
      window: whole,
      layout: { blocks: { rowsPerStrip: 8 }, compression: 'lzw', predictor: 2 },
      overviews: false,
      noData: 0,
      swath: { upperLeftM: 420, lowerRightM: 360 },
      sidecar: { acquired: '2023-11-18T02:19:33.481Z', satellite_id: '2461', view_angle: 2.1 },
    },
    {
      fileName: 'S2A_MSIL1C_20240115T023111_N0510_R046_T51RUP_B04.tif',
      date: '2024-01-15',
      sensor: sentinel2Red,
      window: { west: -2600, north: 2900, width: 600, height: 590, gsdM: 10 },
      layout: { blocks: { tileWidth: 256, tileHeight: 256 }, compression: 'deflate', predictor: 2 },
      overviews: true,
    },
    {
      fileName: planetName('20240211_021749_90_2465'),
      date: '2024-02-11',
      sensor: planetScope,
      window: { ...whole, west: -1950, north: 2310 },
      layout: { blocks: tiles512, compression: 'deflate', predictor: 2, level: 4 },
      overviews: true,
      noData: 0,
    },
    {
      fileName: 'S1A_IW_GRDH_1SDV_20240220T215136_20240220T215201_VV.tif',
      date: '2024-02-20',
      sensor: sentinel1,
      window: { west: -2600, north: 2900, width: 600, height: 590, gsdM: 10 },
      layout: { blocks: { rowsPerStrip: 3 } },
      overviews: false,
    },
    {
      fileName: planetName('20240302_023107_47_2447'),
      date: '2024-03-02',
      sensor: planetScope,
      window: { ...whole, west: -1905, north: 2301, width: 1540, height: 1580 },
      layout: { blocks: { rowsPerStrip: 16 } },
      overviews: false,
      noData: 0,
      sidecar: { acquired: '2024-03-02T02:31:07.123456Z', satellite_id: '2447', view_angle: 3.4 },
    },
    {
      fileName: 'yard_20240304_vhr_50cm_rgb.tif',
      date: '2024-03-04',
      sensor: veryHighResolution,
      window: { west: -1180, north: 640, width: 3000, height: 2900, gsdM: 0.5 },
      layout: { blocks: { tileWidth: 256, tileHeight: 256 }, compression: 'lzw', predictor: 2 },
      overviews: true,
      metadata: { ACQUISITIONDATETIME: '2024-03-04T02:48:21Z', SATELLITE: 'VHR-1' },
      dateTime: '2024:03:04 11:20:05',
    },
    {
      fileName: planetName('20240419_022440_65_2489'),
      date: '2024-04-19',
      sensor: planetScope,
      window: { ...whole, west: -1938, north: 2346 },
      layout: { blocks: { rowsPerStrip: 4 }, compression: 'lzw', predictor: 2 },
      overviews: false,
      noData: 0,
      misregistration: { eastM: 7.8, northM: -5.1 },
    },
    {
      fileName: planetName('20240609_023352_31_24a1'),
      date: '2024-06-09',
      sensor: planetScope,
      window: { ...whole, west: -1932, north: 2322 },
      layout: { blocks: tiles512, compression: 'lzw', predictor: 2 },
      overviews: true,
      noData: 0,
    },
  ]
}
