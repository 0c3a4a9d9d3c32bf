import { describe, expect, it } from 'vitest'
import { findAcquisition } from '../../../src/raster/acquisition/acquisition-time.ts'
import type { SceneTexts } from '../../../src/raster/scene-image.ts'
import { placingSidecarNames, sidecarNames } from '../../../src/raster/acquisition/sidecars.ts'

const silent: SceneTexts = { dateTime: null, imageDescription: null, software: null, metadata: {} }
const ofName = (name: string) => findAcquisition(name, silent, [])
const ofText = (name: string, text: string) => findAcquisition('scene.tif', silent, [{ name, text }])

describe('the acquisition time', () => {
  it.each([
    ['20160831_180302_0e26_3B_AnalyticMS.tif', '2016-08-31T18:03:02.000Z', 'PlanetScope', 'Planet'],
    [
      '20240526_205646_85_24c8_3B_AnalyticMS_SR_8b_clip.tif',
      '2024-05-26T20:56:46.000Z',
      'PlanetScope',
      'Planet',
    ],
    ['20240526_205646_ssc9_u0002_visual.tif', '2024-05-26T20:56:46.000Z', 'SkySat 9', 'Planet'],
    ['1056417_2017-03-08_RE3_3A_Visual_clip.tif', '2017-03-08T00:00:00.000Z', 'RapidEye 3', 'Planet'],
    [
      'LC08_L1TP_013032_20180131_20180207_01_T1_B4.TIF',
      '2018-01-31T00:00:00.000Z',
      'Landsat 8 OLI/TIRS',
      'USGS',
    ],
    [
      'S1A_IW_GRDH_1SDV_20221002T205126_20221002T205156_x.tif',
      '2022-10-02T20:51:26.000Z',
      'Sentinel-1A',
      'Copernicus',
    ],
    [
      's1a-iw-grd-vv-20221002t205126-20221002t205156-1-1-001.tiff',
      '2022-10-02T20:51:26.000Z',
      'Sentinel-1A',
      'Copernicus',
    ],
    ['T42RUN_20211102T061019_B02.tif', '2021-11-02T06:10:19.000Z', 'Sentinel-2', 'Copernicus'],
    [
      '2023-04-08-00_00_2023-04-08-23_59_Sentinel-2_L2A_B04__Raw_.tiff',
      '2023-04-08T00:00:00.000Z',
      'Sentinel-2',
      'Copernicus',
    ],
    ['m_4709963_se_14_1_20180716.tif', '2018-07-16T00:00:00.000Z', 'NAIP', 'USDA'],
    ['18JUL24015312-M2AS_R1C1-123_01_P001.TIF', '2018-07-24T01:53:12.000Z', null, 'Maxar'],
    ['WV01_20210201005130_10200100A1865800.tif', '2021-02-01T00:51:30.000Z', 'WorldView-1', 'Maxar'],
    [
      'IMG_PNEO4_202106191052410_PMS-FS_ORT_PWOI_000007883_1_2_F_1_RGB_R1C1.TIF',
      '2021-06-19T10:52:41.000Z',
      'Pléiades Neo 4',
      'Airbus',
    ],
    ['LC80130322018031LGN00_B4.TIF', '2018-01-31T00:00:00.000Z', 'Landsat 8 OLI/TIRS', 'USGS'],
    [
      'Subset_S1A_IW_GRDH_1SDV_20221002T205126_20221002T205156_045268_056950_0664_Orb_Cal_TC.tif',
      '2022-10-02T20:51:26.000Z',
      'Sentinel-1A',
      'Copernicus',
    ],
    [
      'yard_S2B_MSIL2A_20211102T061019_N0301_R134_T42RUN_20211102T071305.tif',
      '2021-11-02T06:10:19.000Z',
      'Sentinel-2B',
      'Copernicus',
    ],
    [
      '1059640_4650313_2019-04-13_1003_BGRN_Analytic.tif',
      '2019-04-13T00:00:00.000Z',
      'PlanetScope',
      'Planet',
    ],
    ['yard 20240302T0231Z.tif', '2024-03-02T02:31:00.000Z', null, null],
    ['CSKS1_DGM_B_HI_05_HH_RA_FF_20130101123456.tif', '2013-01-01T12:34:56.000Z', null, null],
    ['IMG_PHR1A_PMS_201305030743459_ORT_x_R1C1.TIF', '2013-05-03T07:43:45.000Z', 'Pléiades 1A', 'Airbus'],
  ])('of %s is in its name', (name, at, sensor, provider) => {
    expect(ofName(name)).toMatchObject({ acquired_at: at, acquired_from: 'filename', sensor, provider })
  })

  it.each([
    'yard.tif',
    '2015.tif',
    '12345678.tif',
    'm_20181399.tif',
    'LC08_L1TP_013032_20181332_B1.TIF',
    'LC80130322018366LGN00_B4.TIF',
    // A mosaic of a month.
    '2023-04-01-00_00_2023-04-30-23_59_Sentinel-2_L2A_B04__Raw_.tiff',
  ])('is not read into %s', (name) => {
    expect(ofName(name)).toMatchObject({ acquired_at: null, acquired_from: null })
  })

  it('is only a day where the source names no time of day, and that is said', () => {
    const found = ofName('m_4709963_se_14_1_20180716.tif')
    expect(found.precision).toBe('day')
    expect(found.doubts.join(' ')).toContain('Only the day')
  })

  it.each([
    [
      'x_metadata.xml',
      '<ps:EarthObservation xmlns:ps="p"><eop:Platform><eop:shortName>PlanetScope</eop:shortName></eop:Platform><eop:Acquisition><ps:acquisitionDateTime>2024-03-02T02:31:07.123456+00:00</ps:acquisitionDateTime><ps:spaceCraftViewAngle uom="deg">-4.9</ps:spaceCraftViewAngle></eop:Acquisition></ps:EarthObservation>',
      { acquired_at: '2024-03-02T02:31:07.123Z', sensor: 'PlanetScope', off_nadir_deg: 4.9 },
    ],
    [
      'x_metadata.json',
      '{"properties":{"acquired":"2024-03-02T02:31:07Z","item_type":"SkySatScene","view_angle":12.5}}',
      { acquired_at: '2024-03-02T02:31:07.000Z', sensor: 'SkySat', off_nadir_deg: 12.5 },
    ],
    [
      'x.IMD',
      'BEGIN_GROUP = IMAGE_1\n\tsatId = "WV02";\n\tfirstLineTime = 2010-04-26T04:11:30.123456Z;\n\tmeanOffNadirViewAngle = 12.3;\nEND_GROUP = IMAGE_1\nEND;\n',
      {
        acquired_at: '2010-04-26T04:11:30.123Z',
        sensor: 'WorldView-2',
        provider: 'Maxar',
        off_nadir_deg: 12.3,
      },
    ],
    [
      'x.XML',
      '<isd><IMD><IMAGE><SATID>GE01</SATID><FIRSTLINETIME>2012-01-02T03:04:05.6Z</FIRSTLINETIME><MEANOFFNADIRVIEWANGLE>2.5E+01</MEANOFFNADIRVIEWANGLE></IMAGE></IMD></isd>',
      { acquired_at: '2012-01-02T03:04:05.600Z', sensor: 'GeoEye-1', off_nadir_deg: 25 },
    ],
    [
      'DIM_x.XML',
      '<Dimap_Document><Dataset_Sources><Source_Identification><Strip_Source><MISSION>PHR</MISSION><MISSION_INDEX>1A</MISSION_INDEX><IMAGING_DATE>2013-05-03</IMAGING_DATE><IMAGING_TIME>07:43:45.9Z</IMAGING_TIME></Strip_Source></Source_Identification></Dataset_Sources></Dimap_Document>',
      { acquired_at: '2013-05-03T07:43:45.900Z', sensor: 'Pléiades 1A', provider: 'Airbus' },
    ],
    [
      'x_MTL.txt',
      'GROUP = LANDSAT_METADATA_FILE\n  DATE_ACQUIRED = 2018-01-31\n  SCENE_CENTER_TIME = "15:40:10.1234560Z"\n  SPACECRAFT_ID = "LANDSAT_8"\n  SENSOR_ID = "OLI_TIRS"\nEND_GROUP = LANDSAT_METADATA_FILE\n',
      { acquired_at: '2018-01-31T15:40:10.123Z', sensor: 'Landsat 8 OLI/TIRS', provider: 'USGS' },
    ],
    [
      's1a-iw-grd-vv-001.xml',
      '<product><adsHeader><missionId>S1A</missionId><startTime>2022-10-02T20:51:26.995649</startTime></adsHeader></product>',
      { acquired_at: '2022-10-02T20:51:26.995Z', sensor: 'Sentinel-1A', provider: 'Copernicus' },
    ],
    [
      'manifest.safe',
      '<xfdu:XFDU><safe:platform><safe:familyName>SENTINEL-1</safe:familyName><safe:number>A</safe:number></safe:platform><safe:acquisitionPeriod><safe:startTime>2022-10-02T20:51:26.995649</safe:startTime></safe:acquisitionPeriod></xfdu:XFDU>',
      { acquired_at: '2022-10-02T20:51:26.995Z', sensor: 'Sentinel-1A', provider: 'Copernicus' },
    ],
    [
      'x_metadata.xml',
      '<re:EarthObservation xmlns:re="r"><eop:Platform><eop:shortName>RE00</eop:shortName><eop:serialIdentifier>RE-3</eop:serialIdentifier></eop:Platform><re:Acquisition><re:acquisitionDateTime>2010-02-01T12:00:00.000000Z</re:acquisitionDateTime></re:Acquisition></re:EarthObservation>',
      { acquired_at: '2010-02-01T12:00:00.000Z', sensor: 'RapidEye 3', provider: 'Planet' },
    ],
    [
      'DIM_PNEO3_x.XML',
      '<Dimap_Document><MISSION>PNEO</MISSION><MISSION_INDEX>3</MISSION_INDEX><IMAGING_DATE>2021-11-07</IMAGING_DATE><IMAGING_TIME>10:29:12.6Z</IMAGING_TIME><Use_Area><Located_Geometric_Values><LOCATION_TYPE>TopLeft</LOCATION_TYPE><VIEWING_ANGLE unit="deg">20.16</VIEWING_ANGLE><INCIDENCE_ANGLE>22.2</INCIDENCE_ANGLE></Located_Geometric_Values><Located_Geometric_Values><LOCATION_TYPE>Center</LOCATION_TYPE><VIEWING_ANGLE unit="deg">19.74</VIEWING_ANGLE><INCIDENCE_ANGLE>21.8</INCIDENCE_ANGLE></Located_Geometric_Values><Located_Geometric_Values><LOCATION_TYPE>BottomRight</LOCATION_TYPE><VIEWING_ANGLE>19.32</VIEWING_ANGLE></Located_Geometric_Values></Use_Area></Dimap_Document>',
      { acquired_at: '2021-11-07T10:29:12.600Z', sensor: 'Pléiades Neo 3', off_nadir_deg: 19.74 },
    ],
    [
      'x.XML',
      '<Dimap_Document><Scene_Source><IMAGING_DATE>2008-03-04</IMAGING_DATE><IMAGING_TIME>12:30:33</IMAGING_TIME><MISSION>SPOT</MISSION><MISSION_INDEX>5</MISSION_INDEX><INCIDENCE_ANGLE>15.021</INCIDENCE_ANGLE><VIEWING_ANGLE>-13.427</VIEWING_ANGLE></Scene_Source></Dimap_Document>',
      { acquired_at: '2008-03-04T12:30:33.000Z', sensor: 'SPOT 5', off_nadir_deg: 13.427 },
    ],
    [
      'po_1_metadata.txt',
      'Creation Date: 01/01/15\nSensor Name: IKONOS-2\nNumber of Source Images: 2\nSensor: IKONOS-2\nAcquisition Date/Time: 2012-06-01 14:00 GMT\nNominal Collection Elevation: 71.5 degrees\n--\nAcquisition Date/Time: 2012-06-01 14:03 GMT\n',
      { acquired_at: '2012-06-01T14:00:00.000Z', sensor: 'IKONOS-2', off_nadir_deg: 18.5 },
    ],
    [
      'x_MTL.xml',
      '<LANDSAT_METADATA_FILE><PRODUCT_CONTENTS><LANDSAT_PRODUCT_ID>LC09</LANDSAT_PRODUCT_ID></PRODUCT_CONTENTS><IMAGE_ATTRIBUTES><SPACECRAFT_ID>LANDSAT_9</SPACECRAFT_ID><SENSOR_ID>OLI_TIRS</SENSOR_ID><DATE_ACQUIRED>2024-03-02</DATE_ACQUIRED><SCENE_CENTER_TIME>02:25:11.4587110Z</SCENE_CENTER_TIME><ROLL_ANGLE>-0.001</ROLL_ANGLE></IMAGE_ATTRIBUTES></LANDSAT_METADATA_FILE>',
      { acquired_at: '2024-03-02T02:25:11.458Z', sensor: 'Landsat 9 OLI/TIRS', off_nadir_deg: 0.001 },
    ],
    [
      'x_MTL.json',
      '{"LANDSAT_METADATA_FILE":{"IMAGE_ATTRIBUTES":{"SPACECRAFT_ID":"LANDSAT_8","SENSOR_ID":"OLI_TIRS","DATE_ACQUIRED":"2024-03-02","SCENE_CENTER_TIME":"02:25:11.4587110Z"}}}',
      { acquired_at: '2024-03-02T02:25:11.458Z', sensor: 'Landsat 8 OLI/TIRS', provider: 'USGS' },
    ],
    [
      'MTD_TL.xml',
      '<n1:Level-1C_Tile_ID><n1:General_Info><TILE_ID>S2A_OPER_MSI_L1C_TL_2APS_20230804T052642_A042385_T51MUP_N05.09</TILE_ID><SENSING_TIME metadataLevel="Standard">2023-08-04T02:22:17.402Z</SENSING_TIME></n1:General_Info></n1:Level-1C_Tile_ID>',
      { acquired_at: '2023-08-04T02:22:17.402Z', sensor: 'Sentinel-2A', provider: 'Copernicus' },
    ],
    [
      'x_METADATA.json',
      '{"umbraSatelliteName":"UMBRA_05","collects":[{"startAtUTC":"2023-06-02T14:22:05.123+00:00"}]}',
      { acquired_at: '2023-06-02T14:22:05.123Z', sensor: 'Umbra 5', provider: 'Umbra' },
    ],
    [
      'x.xml',
      '<Metadata><satellite_name>ICEYE-X7</satellite_name><acquisition_start_utc>2021-06-22T10:15:00.123456</acquisition_start_utc></Metadata>',
      { acquired_at: '2021-06-22T10:15:00.123Z', sensor: 'ICEYE X7', provider: 'ICEYE' },
    ],
    [
      'x.json',
      '{"type":"Feature","stac_version":"1.0.0","properties":{"datetime":null,"start_datetime":"2024-03-02T02:31:07Z","platform":"sentinel-2a","constellation":"sentinel-2","view:off_nadir":3.2,"providers":[{"name":"AWS","roles":["host"]},{"name":"ESA","roles":["producer","licensor"]}]}}',
      { acquired_at: '2024-03-02T02:31:07.000Z', sensor: 'Sentinel-2A', provider: 'ESA', off_nadir_deg: 3.2 },
    ],
  ])('is read from %s', (name, text, expected) => {
    expect(ofText(name, text)).toMatchObject({ acquired_from: 'sidecar', ...expected })
  })

  it('prefers the sidecar to metadata, metadata to the name, the name to DateTime, and tells of differences', () => {
    const name = '20240302_023107_0e26_3B_AnalyticMS.tif'
    const texts = {
      ...silent,
      dateTime: '2024:03:09 11:00:00',
      metadata: { ACQUISITIONDATETIME: '2024-03-02 02:31:09' },
    }
    const sidecar = { name: 'a.json', text: '{"properties":{"acquired":"2024-03-05T02:31:07Z"}}' }
    expect(findAcquisition(name, texts, [sidecar])).toMatchObject({
      acquired_at: '2024-03-05T02:31:07.000Z',
      acquired_from: 'sidecar',
      contradictions: [expect.stringContaining('metadata'), expect.stringContaining('PlanetScope file name')],
    })
    expect(findAcquisition(name, texts, [])).toMatchObject({
      acquired_from: 'metadata',
      doubts: [],
      contradictions: [],
    })
    const dated = findAcquisition('yard.tif', { ...silent, dateTime: '2024:03:09 11:00:00' }, [])
    expect(dated).toMatchObject({ acquired_at: '2024-03-09T11:00:00.000Z', acquired_from: 'tiff_datetime' })
    expect(dated.doubts.join(' ')).toContain('time of processing')
  })

  it('is read from what GDAL copied of a vendor into the metadata of the file', () => {
    const ofItems = (metadata: Record<string, string>) =>
      findAcquisition('yard.tif', { ...silent, metadata }, [])
    expect(
      ofItems({
        'IMAGE_1.satId': '"WV02"',
        'IMAGE_1.firstLineTime': '2010-04-26T04:11:30.123456Z',
        'IMAGE_1.meanOffNadirViewAngle': '12.3',
        'IMAGE_2.firstLineTime': '2010-04-26T04:12:00.000000Z',
      }),
    ).toMatchObject({ acquired_at: '2010-04-26T04:11:30.123Z', sensor: 'WorldView-2', off_nadir_deg: 12.3 })
    // Whose date it is nobody says.
    expect(ofItems({ DATE_ACQUIRED: '2024-03-02' })).toMatchObject({
      sensor: null,
      provider: null,
      precision: 'day',
    })
    expect(
      ofItems({ SPACECRAFT_ID: 'LANDSAT_8', DATE_ACQUIRED: '2024-03-02', SCENE_CENTER_TIME: '02:25:11.45Z' }),
    ).toMatchObject({ acquired_at: '2024-03-02T02:25:11.450Z', sensor: 'Landsat 8', provider: 'USGS' })
    expect(
      ofItems({ ACQUISITIONDATETIME: '2010-04-26 04:11:30', SATELLITEID: 'WV02', OFF_NADIR: '12.3' }),
    ).toMatchObject({ acquired_at: '2010-04-26T04:11:30.000Z', sensor: 'WorldView-2', off_nadir_deg: 12.3 })
  })

  it('of a tile may come long after the start of its pass, by which Sentinel-2 names it', () => {
    const tile = {
      name: 'MTD_TL.xml',
      text: '<t><SENSING_TIME>2023-08-04T02:22:17.402Z</SENSING_TIME></t>',
    }
    const other = { ...tile, text: '<t><SENSING_TIME>2023-08-04T05:22:17.402Z</SENSING_TIME></t>' }
    const told = (text: typeof tile) =>
      findAcquisition('T51MUP_20230804T021351_B04.tif', silent, [text]).contradictions
    expect(told(tile)).toEqual([])
    expect(told(other)).toHaveLength(1)
  })

  it('takes nothing from a day that does not exist or a broken file', () => {
    expect(ofText('x.json', '{"properties":{"acquired":"2024-02-30T00:00:00Z"}}').acquired_at).toBeNull()
    expect(ofText('x.json', '{"properties":').acquired_at).toBeNull()
    expect(ofText('x.xml', '<a><b').acquired_at).toBeNull()
    expect(
      findAcquisition('a.tif', { ...silent, dateTime: '2000:00:00 00:00:00' }, []).acquired_at,
    ).toBeNull()
  })

  it('knows which neighbours of a file to look for', () => {
    expect(sidecarNames('18JUL24015312-M2AS_R1C2-123_01_P001.TIF')).toContain(
      '18JUL24015312-M2AS-123_01_P001.IMD',
    )
    expect(placingSidecarNames('18JUL24015312-P1BS_R1C2-123_01_P001.TIF').rpc).toContain(
      '18JUL24015312-P1BS-123_01_P001.RPB',
    )
    expect(sidecarNames('20240526_205646_85_24c8_3B_AnalyticMS_SR_clip.tif')).toEqual(
      expect.arrayContaining([
        '20240526_205646_85_24c8_metadata.json',
        '20240526_205646_85_24c8_3B_AnalyticMS_metadata_clip.xml',
      ]),
    )
    expect(sidecarNames('IMG_PHR1A_x_R1C1.TIF')).toContain('DIM_PHR1A_x.XML')
    expect(sidecarNames('IMG_PNEO4_x_F_1_RGB_R1C1.TIF')).toContain('DIM_PNEO4_x_F_1.XML')
    expect(sidecarNames('LC08_x_T1_B4.TIF')).toContain('LC08_x_T1_MTL.txt')
    expect(sidecarNames('LC08_L2SP_x_T1_SR_B4.TIF')).toContain('LC08_L2SP_x_T1_MTL.txt')
    expect(sidecarNames('LC08_x_T1.tif')).toContain('LC08_x_T1_MTL.txt')
    expect(sidecarNames('po_123_rgb_0000000.tif')).toContain('po_123_metadata.txt')
    expect(sidecarNames('s1a-iw-grd-vv-20221002t205126-x-001.tiff').slice(-3)).toEqual([
      '../annotation/s1a-iw-grd-vv-20221002t205126-x-001.xml',
      '../manifest.safe',
      'manifest.safe',
    ])
    expect(sidecarNames('2023-06-02-14-22-05_UMBRA-05_GEC.tif')).toContain(
      '2023-06-02-14-22-05_UMBRA-05_METADATA.json',
    )
    expect(placingSidecarNames('yard.tif').tfw[0]).toBe('yard.tfw')
  })
})
