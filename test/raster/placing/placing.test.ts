import { describe, expect, test } from 'vitest'
import { projectionOf } from '../../../src/geodesy/projection.ts'
import { placementOf } from '../../../src/raster/placing/placement.ts'
import { encodeTiff } from '../../../src/raster/tiff/tiff-writer.ts'
import { openBytes } from '../open-bytes.ts'
import { crsOfKeys } from '../../../src/raster/placing/crs-of-keys.ts'
import { crsOfWkt } from '../../../src/raster/placing/crs-of-wkt.ts'
import { parseAuxBands } from '../../../src/raster/placing/georeference-sidecars.ts'
import { parseNoData } from '../../../src/raster/nodata-text.ts'
import { resolveCrs } from '../../../src/raster/placing/resolve-crs.ts'

/** Where a system's coordinates lie on WGS 84. */
function placed(wkt: string, xy: readonly [number, number]): readonly [number, number] | null {
  const { projDefinition } = resolveCrs({ kind: 'wkt', wkt }, xy)
  return projDefinition === null ? null : projectionOf(projDefinition).toLonLat(xy)
}

const esriGeographic =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'

describe('a .prj or .aux.xml', () => {
  test('of the pole in the words of Esri lies at the pole (EPSG 3413, by gdaltransform)', () => {
    const wkt = `PROJCS["x",${esriGeographic},PROJECTION["Stereographic_North_Pole"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-45.0],PARAMETER["Standard_Parallel_1",70.0],UNIT["Meter",1.0]]`
    const [lon, lat] = placed(wkt, [0, -1_085_920.2973931]) ?? [NaN, NaN]
    expect(lon).toBeCloseTo(-45, 9)
    expect(lat).toBeCloseTo(80, 5)
  })

  test('in feet counts false eastings in feet', () => {
    const wkt = `PROJCS["x",${esriGeographic},PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",1640416.666666667],PARAMETER["False_Northing",0],PARAMETER["Central_Meridian",123],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0],UNIT["Foot_US",0.3048006096012192]]`
    const [lon, lat] = placed(wkt, [1_640_416.666666667, 0]) ?? [NaN, NaN]
    expect([lon, lat].map((one) => Number(one.toFixed(8)))).toEqual([123, 0])
  })

  test('of a compound system counts by its horizontal part', () => {
    const wkt = `COMPD_CS["x",PROJCS["WGS 84 / UTM zone 51N",${esriGeographic},PROJECTION["Transverse_Mercator"],UNIT["metre",1],AUTHORITY["EPSG","32651"]],VERT_CS["EGM96 height",VERT_DATUM["EGM96 geoid",2005],UNIT["metre",1]],AUTHORITY["EPSG","9999"]]`
    expect(crsOfWkt(wkt)).toEqual({ kind: 'epsg', code: 32651 })
  })

  test('that names a known datum in the words of Esri is that datum', () => {
    const wkt =
      'GEOGCS["GCS_Tokyo",DATUM["D_Tokyo",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]'
    expect(crsOfWkt(wkt)).toEqual({ kind: 'epsg', code: 4301 })
  })

  test('that binds its system to WGS 84 by a shift of its own is shifted by it (gdaltransform)', () => {
    const base =
      'BASEGEOGCRS["Old",DATUM["Old island",ELLIPSOID["International 1924",6378388,297]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]]'
    const projected = `PROJCRS["x",${base},CONVERSION["UTM",METHOD["Transverse Mercator"],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural origin",-33,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Scale factor at natural origin",0.9996,SCALEUNIT["unity",1]],PARAMETER["False easting",500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],CS[Cartesian,2],AXIS["(E)",east],AXIS["(N)",north],LENGTHUNIT["metre",1]]`
    const wkt = `BOUNDCRS[SOURCECRS[${projected}],TARGETCRS[GEOGCRS["WGS 84",DATUM["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563]],CS[ellipsoidal,2],AXIS["lat",north],AXIS["lon",east],ANGLEUNIT["degree",0.0174532925199433]]],ABRIDGEDTRANSFORMATION["shift",METHOD["Position Vector transformation (geog2D domain)",ID["EPSG",9606]],PARAMETER["X-axis translation",252],PARAMETER["Y-axis translation",-209],PARAMETER["Z-axis translation",-751],PARAMETER["X-axis rotation",0],PARAMETER["Y-axis rotation",0],PARAMETER["Z-axis rotation",1.5],PARAMETER["Scale difference",1.000002]]]`
    const [lon, lat] = placed(wkt, [550_000, 3_000_000]) ?? [NaN, NaN]
    expect(lon).toBeCloseTo(-32.4955239190389, 7)
    expect(lat).toBeCloseTo(27.1131503151609, 7)
  })

  test('counts its prime meridian in the unit that stands beside it', () => {
    const wkt =
      'GEOGCRS["Paris",DATUM["Old",ELLIPSOID["Clarke",6378249.145,293.465]],PRIMEM["Paris",2.5969213,ANGLEUNIT["grad",0.015707963267949]],CS[ellipsoidal,2],AXIS["lat",north],AXIS["lon",east],ANGLEUNIT["grad",0.015707963267949]]'
    expect(placed(wkt, [10, 50])?.[0]).toBeCloseTo(9 + 2.33722917, 6)
  })

  test('of a datum that nobody knows is placed as it stands, and says how far that may be off', () => {
    const datum = (ellipsoid: string) =>
      `GEOGCS["GCS_Somewhere_1912",DATUM["D_Somewhere_1912",SPHEROID[${ellipsoid}]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]`
    const old = resolveCrs({ kind: 'wkt', wkt: datum('"International",6378388,297') }, [10, 10])
    expect(old.projDefinition).not.toBeNull()
    expect(old.problems.join(' ')).toMatch(/datum is not one .* some hundred metres/)
    expect(
      resolveCrs({ kind: 'wkt', wkt: datum('"GRS80",6378137,298.257222101') }, [10, 10]).problems,
    ).toEqual([])
  })

  test('of another planet can be looked at only', () => {
    const wkt =
      'GEOGCS["GCS_Mars_2000",DATUM["D_Mars_2000",SPHEROID["Mars_2000_IAU_IAG",3396190,169.8944472236118]],PRIMEM["Reference_Meridian",0],UNIT["Degree",0.0174532925199433]]'
    const { projDefinition, problems } = resolveCrs({ kind: 'wkt', wkt }, [10, 10])
    expect(projDefinition).toBeNull()
    expect(problems.join(' ')).toMatch(/another body/)
  })

  test.each([
    ['its coordinate system', '', 'EPSG:32614', 'affine', null],
    // By gdalinfo: rows count from the top where ArcGIS counted them below zero, and from the bottom in inches.
    ['links to the map', '0.5 -0.5 19.5 -0.5 0.5 -9.5', 'EPSG:32614', 'gcps', [0.5, 0.5]],
  ])('by ArcGIS says %s, against what the file says', async (_, sources, crs, from, first) => {
    const doubles = (text: string) =>
      text
        .split(' ')
        .map((one) => `<Double>${one}</Double>`)
        .join('')
    const links =
      sources === ''
        ? ''
        : `<SourceGCPs>${doubles(sources)}</SourceGCPs><TargetGCPs>${doubles('1 2 3 4 5 6')}</TargetGCPs>`
    const transform = `<GeodataXform><SpatialReference><WKT>EPSG:32614</WKT></SpatialReference>${links}</GeodataXform>`
    const georeference = {
      crs: { kind: 'projected', epsg: 26711 },
      geoTransform: [440_720, 60, 0, 3_751_320, 0, -60],
    } as const
    const file = encodeTiff({ width: 20, height: 10, bands: [new Uint8Array(200)] }, {}, { georeference })
    for (const auxXml of [
      transform,
      `<PAMDataset><Metadata domain="xml:ESRI" format="xml">${transform}</Metadata></PAMDataset>`,
    ]) {
      const { image } = await openBytes(file, { auxXml })
      expect([image.crs, image.georeferencing]).toEqual([crs, from])
      expect(image.gcps.map(({ column, row }) => [column, row])[0] ?? null).toEqual(first)
    }
  })

  test('says nodata, name, scale and offset of bands', () => {
    const bands = parseAuxBands(
      '<PAMDataset><PAMRasterBand band="1"><Description>red</Description><NoDataValue>9</NoDataValue><Scale>0.5</Scale><Metadata><MDI key="STATISTICS_MEAN">3</MDI></Metadata></PAMRasterBand><PAMRasterBand band="2"><NoDataValue>nan</NoDataValue><ColorInterp>Red</ColorInterp></PAMRasterBand></PAMDataset>',
    )
    expect(bands.get(1)).toEqual({ name: 'red', noDataValue: 9, scale: 0.5 })
    expect(bands.get(2)).toEqual({ noDataValue: NaN, colorInterpretation: 'Red' })
  })
})

describe('projections of single countries', () => {
  test('lie where PROJ places them and come back', () => {
    const laborde = projectionOf(
      '+proj=labrd +lat_0=-18.9 +lon_0=46.4372291666667 +azi=18.9 +k=0.9995 +x_0=400000 +y_0=800000 +ellps=intl +units=m',
    )
    const town = projectionOf(
      '+proj=col_urban +lat_0=7.08760639166667 +lon_0=-70.7583096555555 +x_0=1035263.443 +y_0=1275526.621 +h_0=100 +ellps=GRS80 +units=m',
    )
    const rounded = (xy: readonly number[] | null) => xy?.map((one) => Math.round(one * 1e4) / 1e4)
    expect(rounded(laborde.fromLonLat([47.5, -18.9]))).toEqual([511921.0542, 799665.5205])
    expect(rounded(town.fromLonLat([-70.7, 7.1]))).toEqual([1041705.1012, 1276897.6709])
    expect(rounded(laborde.toLonLat([511921.0542, 799665.5205]))).toEqual([47.5, -18.9])
    expect(rounded(town.toLonLat([1041705.1012, 1276897.6709]))).toEqual([-70.7, 7.1])
  })

  test('of Krovak counts southwards and westwards where its axes say so (by gdaltransform)', () => {
    const wkt = `PROJCS["x",GEOGCS["g",DATUM["d",SPHEROID["Bessel 1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Krovak"],PARAMETER["latitude_of_center",49.5],PARAMETER["longitude_of_center",24.8333333333333],PARAMETER["azimuth",30.2881397527778],PARAMETER["pseudo_standard_parallel_1",78.5],PARAMETER["scale_factor",0.9999],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],AXIS["Southing",SOUTH],AXIS["Westing",WEST]]`
    const [lon, lat] = placed(wkt, [1_050_000, 750_000]) ?? [NaN, NaN]
    expect(lon).toBeCloseTo(14.3362237124, 7)
    expect(lat).toBeCloseTo(50.0171607147, 7)
  })

  test("of Miller's cylinder lies on the sphere of the ellipsoid's surface (by gdaltransform)", () => {
    const [lon, lat] =
      projectionOf('+proj=mill +R_A +lon_0=0 +x_0=0 +y_0=0 +ellps=WGS84 +units=m').toLonLat([1e6, 5e6]) ?? []
    expect(lon).toBeCloseTo(8.99320592248, 7)
    expect(lat).toBeCloseTo(42.27330641285, 7)
  })

  test("of Switzerland's grid is as exact where a file calls it an oblique Mercator (by gdaltransform)", () => {
    const crs = crsOfKeys({
      GTModelTypeGeoKey: 1,
      ProjectedCSTypeGeoKey: 32767,
      ProjectionGeoKey: 32767,
      ProjCoordTransGeoKey: 9815,
      GeographicTypeGeoKey: 4150,
      ProjLinearUnitsGeoKey: 9001,
      ProjCenterLatGeoKey: 46.9524055555556,
      ProjCenterLongGeoKey: 7.43958333333333,
      ProjAzimuthAngleGeoKey: 90,
      ProjRectifiedGridAngleGeoKey: 90,
      ProjScaleAtCenterGeoKey: 1,
      ProjFalseEastingGeoKey: 2_600_000,
      ProjFalseNorthingGeoKey: 1_200_000,
    })
    const { projDefinition } = resolveCrs(crs, [2_700_000, 1_250_000])
    const [lon, lat] = projectionOf(projDefinition ?? '').toLonLat([2_700_000, 1_250_000]) ?? []
    expect(lon).toBeCloseTo(8.763207927, 7)
    expect(lat).toBeCloseTo(47.393232218, 7)
  })

  test('of an orthographic view of the ellipsoid is looked at only', () => {
    const wkt = `PROJCS["x",${esriGeographic},PROJECTION["Orthographic"],PARAMETER["Latitude_Of_Center",40],PARAMETER["Longitude_Of_Center",5],UNIT["Meter",1.0]]`
    const { projDefinition, problems } = resolveCrs({ kind: 'wkt', wkt }, [1000, 1000])
    expect(projDefinition).toBeNull()
    expect(problems).not.toEqual([])
  })
})

describe('the keys of a GeoTIFF', () => {
  const degrees = { GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 32767, GeogAngularUnitsGeoKey: 9102 }

  test('with a withdrawn datum name the system on its successor', () => {
    expect(crsOfKeys({ ...degrees, GeogGeodeticDatumGeoKey: 6291 })).toMatchObject({
      kind: 'custom',
      base: 4618,
    })
  })

  test('with a code and the text of Esri beside it have the code, as for GDAL', () => {
    const text = `ESRI PE String = PROJCS["x",${esriGeographic},PROJECTION["Nobody_Knows"],UNIT["Meter",1.0]]`
    const keys = { GTModelTypeGeoKey: 32767, PCSCitationGeoKey: text }
    expect(crsOfKeys({ ...keys, ProjectedCSTypeGeoKey: 2056 })).toEqual({ kind: 'epsg', code: 2056 })
    expect(crsOfKeys({ ...keys, ProjectedCSTypeGeoKey: 32767 })?.kind).toBe('wkt')
  })

  test('of Web Mercator name the ellipsoid of its datum, as ArcGIS does, and are still Web Mercator', () => {
    const keys = { GTModelTypeGeoKey: 1, GeographicTypeGeoKey: 4326, ProjectedCSTypeGeoKey: 3857 }
    const wgs84 = { GeogSemiMajorAxisGeoKey: 6378137, GeogInvFlatteningGeoKey: 298.257223563 }
    expect(crsOfKeys({ ...keys, ...wgs84 })).toEqual({ kind: 'epsg', code: 3857 })
    expect(
      crsOfKeys({ ...keys, GeogSemiMajorAxisGeoKey: 6378137, GeogSemiMinorAxisGeoKey: 6378137 }),
    ).toEqual({
      kind: 'epsg',
      code: 3857,
    })
    expect(crsOfKeys({ ...keys, ...wgs84, GeogSemiMajorAxisGeoKey: 6370000 })?.kind).toBe('custom')
  })

  test('with the size of an angle and no code for it count in that angle (by gdalinfo)', () => {
    const keys = { GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 4326 }
    const minutes = crsOfKeys({ ...keys, GeogAngularUnitSizeGeoKey: Math.PI / 10_800 })
    const { projDefinition } = resolveCrs(minutes, [600, 1200])
    expect(
      projectionOf(projDefinition ?? '')
        .toLonLat([600, 1200])
        ?.map((one) => one.toFixed(9)),
    ).toEqual(['10.000000000', '20.000000000'])
    expect(crsOfKeys({ ...keys, GeogAngularUnitsGeoKey: 32767, GeogAngularUnitSizeGeoKey: 0 })).toEqual({
      kind: 'epsg',
      code: 4326,
    })
  })

  test('with a datum whose number less 2000 is a projected system rest on their ellipsoid', () => {
    const keys = { ...degrees, GeogGeodeticDatumGeoKey: 5100, GeogEllipsoidGeoKey: 7030 }
    expect(crsOfKeys(keys)).toMatchObject({ kind: 'custom', base: null, earth: '+ellps=WGS84' })
  })
})

test('nodata with a decimal comma is the number that was meant', () => {
  expect(parseNoData('-3,4')).toBe(-3.4)
  expect(parseNoData(' 1,5e3 ')).toBe(1500)
})

describe('a scene with a camera model', () => {
  const pixels = { width: 4, height: 4, bands: [new Uint8Array(16)] }
  const texts = {
    rpc: 'LINE_OFF: +002199.80 pixels\nSAMP_OFF: +003124.05 pixels\n',
    auxXml: '<PAMDataset><Metadata domain="RPC"><MDI key="LINE_OFF">16201</MDI></Metadata></PAMDataset>',
  }

  test.each(Object.entries(texts))('in its %s alone is looked at, not measured', async (name, text) => {
    const { image } = await openBytes(encodeTiff(pixels), { [name]: text })
    expect(image.georeferencing).toBe('rpc')
    expect(placementOf(image)).toBeNull()
    expect(image.problems.join(' ')).toMatch(/not orthorectified.*not measured/)
  })

  test('and a place has the place, with a word of caution', async () => {
    const georeference = {
      crs: { kind: 'projected', epsg: 32651 },
      geoTransform: [400_000, 3, 0, 3_320_000, 0, -3],
    } as const
    const { image } = await openBytes(encodeTiff(pixels, {}, { georeference }), { rpc: texts.rpc })
    expect(image.georeferencing).toBe('affine')
    expect(image.problems.join(' ')).toMatch(/may not be orthorectified/)
  })
})

test('tie points in a file count less than a world file beside it, as for GDAL', async () => {
  const file = encodeTiff({ width: 20, height: 10, bands: [new Uint8Array(200)] })
  const auxXml = '<PAMDataset><GCPList><GCP Pixel="1" Line="2" X="3" Y="4"/></GCPList></PAMDataset>'
  const tfw = '60\n0\n0\n-60\n440750\n3751290\n'
  const { image } = await openBytes(file, { tfw })
  expect(image.affine).toEqual([440_720, 60, 0, 3_751_320, 0, -60])
  expect((await openBytes(file, { tfw, auxXml })).image.georeferencing).toBe('gcps')
})

describe('a projection of its own on a datum with shifts for some areas (by gdaltransform)', () => {
  const dhdn =
    'GEOGCS["DHDN",DATUM["Deutsches_Hauptdreiecksnetz",SPHEROID["Bessel 1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4314"]]'
  const zone1 = `PROJCS["Germany_Zone_1",${dhdn},PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",3],PARAMETER["scale_factor",1],PARAMETER["false_easting",1500000],PARAMETER["false_northing",0],UNIT["metre",1]]`

  test('is not shifted outside of them, and says so', () => {
    const xy = [1558014.269498429, 6161546.395959867] as const
    const { problems } = resolveCrs({ kind: 'wkt', wkt: zone1 }, xy)
    const [lon, lat] = placed(zone1, xy) ?? []
    expect(lon).toBeCloseTo(3.92, 6)
    expect(lat).toBeCloseTo(55.58, 6)
    expect(problems.join()).toContain('No datum shift from EPSG:4314')
  })

  test('nor is a map with a code', () => {
    const { projDefinition } = resolveCrs({ kind: 'epsg', code: 5456 }, [440_720, 3_751_320])
    expect(projDefinition).not.toContain('+towgs84')
  })

  test('is shifted within them', () => {
    const xy = [1_713_900, 5_543_000] as const
    const { projDefinition, problems } = resolveCrs({ kind: 'wkt', wkt: zone1 }, xy)
    expect(projDefinition).toContain('+towgs84=')
    expect(problems.join()).not.toContain('No datum shift')
  })
})
