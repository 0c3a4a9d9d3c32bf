/**
 * What vendors write beside a scene, cut to what matters and what could mislead: other times stand in all of them.
 * Structures after the vendors' published samples; values invented.
 */

export const planetXml = `<?xml version="1.0" encoding="UTF-8"?>
<ps:EarthObservation xmlns:eop="http://earth.esa.int/eop" xmlns:gml="http://www.opengis.net/gml"
  xmlns:opt="http://earth.esa.int/opt" xmlns:ps="http://schemas.planet.com/ps/v1/planet_product_metadata_geocorrected_level"
  gml:id="20240302_023107_28_24c8_3B_AnalyticMS_8b" version="1.2.1">
  <gml:metaDataProperty>
    <ps:EarthObservationMetaData>
      <eop:identifier>20240302_023107_28_24c8_3B_AnalyticMS_8b</eop:identifier>
      <eop:acquisitionType>NOMINAL</eop:acquisitionType>
      <eop:productType>L3B</eop:productType>
      <eop:archivedIn><eop:ArchivingInformation>
        <eop:archivingDate>2024-03-02T09:12:44+00:00</eop:archivingDate>
      </eop:ArchivingInformation></eop:archivedIn>
    </ps:EarthObservationMetaData>
  </gml:metaDataProperty>
  <gml:validTime><gml:TimePeriod>
    <gml:beginPosition>2024-03-02T02:31:07.280000+00:00</gml:beginPosition>
    <gml:endPosition>2024-03-02T02:31:07.280000+00:00</gml:endPosition>
  </gml:TimePeriod></gml:validTime>
  <gml:using><eop:EarthObservationEquipment>
    <eop:platform><eop:Platform>
      <eop:shortName>PlanetScope</eop:shortName>
      <eop:serialIdentifier>24c8</eop:serialIdentifier>
      <eop:orbitType>LEO-SSO</eop:orbitType>
    </eop:Platform></eop:platform>
    <eop:instrument><eop:Instrument><eop:shortName>PSB.SD</eop:shortName></eop:Instrument></eop:instrument>
    <eop:acquisitionParameters><ps:Acquisition>
      <eop:orbitDirection>DESCENDING</eop:orbitDirection>
      <eop:incidenceAngle uom="deg">5.2</eop:incidenceAngle>
      <opt:illuminationAzimuthAngle uom="deg">142.1</opt:illuminationAzimuthAngle>
      <ps:azimuthAngle uom="deg">98.3</ps:azimuthAngle>
      <ps:spaceCraftViewAngle uom="deg">-4.8</ps:spaceCraftViewAngle>
      <ps:acquisitionDateTime>2024-03-02T02:31:07.280000+00:00</ps:acquisitionDateTime>
    </ps:Acquisition></eop:acquisitionParameters>
  </eop:EarthObservationEquipment></gml:using>
</ps:EarthObservation>
`

const planetItem = (properties: object) =>
  JSON.stringify(
    { _links: {}, geometry: { type: 'Polygon', coordinates: [] }, properties, type: 'Feature' },
    null,
    2,
  )

export const planetJson = planetItem({
  acquired: '2024-03-02T02:31:07.283127Z',
  anomalous_pixels: 0,
  cloud_percent: 3,
  ground_control: true,
  gsd: 3.9,
  instrument: 'PSB.SD',
  item_type: 'PSScene',
  provider: 'planetscope',
  published: '2024-03-02T09:12:44Z',
  satellite_id: '24c8',
  updated: '2024-03-03T06:20:01Z',
  view_angle: 5,
})

export const skySatJson = planetItem({
  acquired: '2024-05-26T20:56:46.5Z',
  camera_id: 'd2',
  item_type: 'SkySatScene',
  provider: 'skysat',
  published: '2024-05-27T01:02:03Z',
  satellite_id: 'SSC9',
  view_angle: 21.4,
})

export const maxarImd = `version = "28.3";
generationTime = 2015-08-02T11:03:21.000000Z;
productOrderId = "055675829010_01_P001";
productLevel = "LV2A";
BEGIN_GROUP = BAND_B
	ULLon = 121.98000000;
	ULLat = 29.99000000;
	absCalFactor = 1.260825e-02;
END_GROUP = BAND_B
outputFormat = "GeoTIFF";
BEGIN_GROUP = IMAGE_1
	satId = "WV03";
	mode = "FullSwath";
	scanDirection = "Forward";
	CatId = "104001000F4C0E00";
	TLCTime = 2015-07-28T02:44:09.001000Z;
	firstLineTime = 2015-07-28T02:44:09.123456Z;
	meanSunAz = 118.2;
	meanOffNadirViewAngle = 27.1;
	cloudCover = 0.012;
END_GROUP = IMAGE_1
BEGIN_GROUP = MAP_PROJECTED_PRODUCT
	earliestAcqTime = 2015-07-28T02:44:08.900000Z;
	latestAcqTime = 2015-07-28T02:44:12.000000Z;
END_GROUP = MAP_PROJECTED_PRODUCT
END;
`

export const maxarXml = `<?xml version="1.0" encoding="UTF-8"?>
<isd><IMD>
  <VERSION>28.3</VERSION><GENERATIONTIME>2015-08-02T11:03:21.000000Z</GENERATIONTIME>
  <BAND_P><ULLON>121.98</ULLON><ABSCALFACTOR>0.0126</ABSCALFACTOR></BAND_P>
  <IMAGE>
    <SATID>WV03</SATID><MODE>FullSwath</MODE><CATID>104001000F4C0E00</CATID>
    <FIRSTLINETIME>2015-07-28T02:44:09.123456Z</FIRSTLINETIME>
    <MEANOFFNADIRVIEWANGLE>2.710000000000000E+01</MEANOFFNADIRVIEWANGLE>
  </IMAGE>
  <MAP_PROJECTED_PRODUCT><EARLIESTACQTIME>2015-07-28T02:44:08.900000Z</EARLIESTACQTIME></MAP_PROJECTED_PRODUCT>
</IMD></isd>
`

export const dimap = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<Dimap_Document>
  <Metadata_Identification><METADATA_FORMAT version="2.15">DIMAP</METADATA_FORMAT></Metadata_Identification>
  <Product_Information><Delivery_Identification>
    <PRODUCTION_DATE>2024-03-04T10:00:00.000Z</PRODUCTION_DATE>
  </Delivery_Identification></Product_Information>
  <Dataset_Sources><Source_Identification>
    <SOURCE_ID>DS_PHR1B_202403020231077_FR1_PX_E122N29_0101_01234</SOURCE_ID>
    <Strip_Source>
      <MISSION>PHR</MISSION><MISSION_INDEX>1B</MISSION_INDEX><INSTRUMENT>PHR</INSTRUMENT>
      <IMAGING_DATE>2024-03-02</IMAGING_DATE><IMAGING_TIME>02:31:07.7Z</IMAGING_TIME>
    </Strip_Source>
  </Source_Identification></Dataset_Sources>
  <Geometric_Data><Use_Area><Located_Geometric_Values>
    <LOCATION_TYPE>Center</LOCATION_TYPE><TIME>2024-03-02T02:31:08.9Z</TIME>
    <Acquisition_Angles><VIEWING_ANGLE unit="deg">14.3</VIEWING_ANGLE>
      <INCIDENCE_ANGLE unit="deg">16.1</INCIDENCE_ANGLE></Acquisition_Angles>
  </Located_Geometric_Values></Use_Area></Geometric_Data>
</Dimap_Document>
`

export const landsatMtl = `GROUP = LANDSAT_METADATA_FILE
  GROUP = PRODUCT_CONTENTS
    LANDSAT_PRODUCT_ID = "LC08_L1TP_118039_20240302_20240315_02_T1"
    PROCESSING_LEVEL = "L1TP"
    FILE_NAME_BAND_4 = "LC08_L1TP_118039_20240302_20240315_02_T1_B4.TIF"
  END_GROUP = PRODUCT_CONTENTS
  GROUP = IMAGE_ATTRIBUTES
    SPACECRAFT_ID = "LANDSAT_8"
    SENSOR_ID = "OLI_TIRS"
    WRS_PATH = 118
    DATE_ACQUIRED = 2024-03-02
    SCENE_CENTER_TIME = "02:25:11.4587110Z"
    CLOUD_COVER = 1.30
    ROLL_ANGLE = -0.001
  END_GROUP = IMAGE_ATTRIBUTES
  GROUP = LEVEL1_PROCESSING_RECORD
    DATE_PRODUCT_GENERATED = 2024-03-15T08:00:54Z
  END_GROUP = LEVEL1_PROCESSING_RECORD
END_GROUP = LANDSAT_METADATA_FILE
END
`

export const safeManifest = `<?xml version="1.0" encoding="UTF-8"?>
<xfdu:XFDU xmlns:xfdu="urn:ccsds:schema:xfdu:1" xmlns:safe="http://www.esa.int/safe/sentinel-1.0"
  xmlns:s1="http://www.esa.int/safe/sentinel-1.0/sentinel-1" version="esa/safe/sentinel-1.0/sentinel-1/sar/level-1/grd/standard/iwdp">
  <metadataSection>
    <metadataObject ID="processing" classification="PROVENANCE" category="PDI"><metadataWrap><xmlData>
      <safe:processing name="GRD Post Processing" start="2024-03-02T10:44:10.000000" stop="2024-03-02T10:50:30.000000"/>
    </xmlData></metadataWrap></metadataObject>
    <metadataObject ID="platform" classification="DESCRIPTION" category="DMD"><metadataWrap><xmlData>
      <safe:platform>
        <safe:nssdcIdentifier>2014-016A</safe:nssdcIdentifier>
        <safe:familyName>SENTINEL-1</safe:familyName><safe:number>A</safe:number>
        <safe:instrument><safe:familyName abbreviation="SAR">Synthetic Aperture Radar</safe:familyName></safe:instrument>
      </safe:platform>
    </xmlData></metadataWrap></metadataObject>
    <metadataObject ID="acquisitionPeriod" classification="DESCRIPTION" category="DMD"><metadataWrap><xmlData>
      <safe:acquisitionPeriod>
        <safe:startTime>2024-03-02T09:34:12.164223</safe:startTime>
        <safe:stopTime>2024-03-02T09:34:37.162994</safe:stopTime>
      </safe:acquisitionPeriod>
    </xmlData></metadataWrap></metadataObject>
  </metadataSection>
</xfdu:XFDU>
`
