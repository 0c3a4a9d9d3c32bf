/** Parameters of a WKT projection by GDAL's, Esri's or EPSG's name in small letters: degrees, metres, plain numbers. */
export type WktParameters = ReadonlyMap<string, number>

/** What each parameter is called, in the order of preference. */
const names = {
  lat0: [
    'latitude_of_origin',
    'latitude_of_center',
    'latitude_of_centre',
    'latitude_of_natural_origin',
    'latitude_of_false_origin',
    'latitude_of_projection_centre',
    'latitude_of_projection_center',
    'central_parallel',
  ],
  lon0: [
    'central_meridian',
    'longitude_of_center',
    'longitude_of_centre',
    'longitude_of_natural_origin',
    'longitude_of_false_origin',
    'longitude_of_origin',
    'longitude_of_projection_centre',
    'longitude_of_projection_center',
  ],
  lat1: [
    'standard_parallel_1',
    'latitude_of_1st_standard_parallel',
    'latitude_of_standard_parallel',
    'latitude_of_pseudo_standard_parallel',
  ],
  lat2: ['standard_parallel_2', 'latitude_of_2nd_standard_parallel'],
  k: [
    'scale_factor',
    'scale_factor_at_natural_origin',
    'scale_factor_on_initial_line',
    'scale_factor_at_projection_centre',
    'scale_factor_on_pseudo_standard_parallel',
  ],
  x0: ['false_easting', 'easting_at_false_origin', 'easting_at_projection_centre'],
  y0: ['false_northing', 'northing_at_false_origin', 'northing_at_projection_centre'],
  azimuth: ['azimuth', 'azimuth_of_initial_line', 'azimuth_at_projection_centre', 'co_latitude_of_cone_axis'],
  grid: ['rectified_grid_angle', 'xy_plane_rotation', 'angle_from_rectified_to_skew_grid'],
  height: ['satellite_height', 'height', 'projection_plane_origin_height'],
} as const

/** The PROJ string (without ellipsoid and unit) of a WKT method; null for a method that can't be computed here. */
export function projOfMethod(method: string, parameters: WktParameters): string | null {
  const find = (key: keyof typeof names) =>
    names[key].map((name) => parameters.get(name)).find((value) => value !== undefined)
  const of = (key: keyof typeof names, otherwise = 0) => find(key) ?? otherwise
  const [lat0, lon0, lat1, k] = [of('lat0'), of('lon0'), of('lat1'), of('k', 1)]
  const shift = `+x_0=${of('x0')} +y_0=${of('y0')}`
  const origin = `+lat_0=${lat0} +lon_0=${lon0}`
  const scale = `+k_0=${k}`
  const parallels = `+lat_1=${lat1} +lat_2=${of('lat2')}`
  const azimuth = of('azimuth')
  const oblique = `+lat_0=${lat0} +lonc=${lon0} +alpha=${azimuth} +gamma=${of('grid', azimuth)} +k=${k}`
  switch (method) {
    case 'transverse_mercator':
    case 'gauss_kruger':
      return `+proj=tmerc ${origin} ${scale} ${shift}`
    case 'transverse_mercator_south_orientated':
    case 'transverse_mercator_south_oriented':
      return `+proj=tmerc +axis=wsu ${origin} ${scale} ${shift}`
    case 'mercator':
    case 'mercator_1sp':
    case 'mercator_2sp':
    case 'mercator_variant_a':
    case 'mercator_variant_b':
      return lat1 === 0
        ? `+proj=merc +lon_0=${lon0} ${scale} ${shift}`
        : `+proj=merc +lat_ts=${lat1} +lon_0=${lon0} ${shift}`
    case 'lambert_conformal_conic_1sp':
    case 'lambert_conic_conformal_1sp':
      return `+proj=lcc +lat_1=${lat0} ${origin} ${scale} ${shift}`
    case 'lambert_conformal_conic':
    case 'lambert_conformal_conic_2sp':
    case 'lambert_conic_conformal_2sp':
      return find('lat2') === undefined
        ? `+proj=lcc +lat_1=${lat1} ${origin} ${scale} ${shift}`
        : `+proj=lcc ${origin} ${parallels} ${shift}`
    case 'albers':
    case 'albers_conic_equal_area':
    case 'albers_equal_area':
      return `+proj=aea ${origin} ${parallels} ${shift}`
    case 'equidistant_conic':
      return `+proj=eqdc ${origin} ${parallels} ${shift}`
    case 'lambert_azimuthal_equal_area':
      return `+proj=laea ${origin} ${shift}`
    case 'azimuthal_equidistant':
      return `+proj=aeqd ${origin} ${shift}`
    case 'cylindrical_equal_area':
    case 'lambert_cylindrical_equal_area':
      return `+proj=cea +lat_ts=${lat1} +lon_0=${lon0} ${shift}`
    case 'behrmann':
      return `+proj=cea +lat_ts=30 +lon_0=${lon0} ${shift}`
    case 'equirectangular':
    case 'equidistant_cylindrical':
    case 'plate_carree':
      return `+proj=eqc +lat_ts=${lat1} ${origin} ${shift}`
    case 'polar_stereographic':
    case 'polar_stereographic_variant_a':
      return polarStereographic(lat0, lon0, k, shift)
    case 'polar_stereographic_variant_b':
    case 'stereographic_north_pole':
    case 'stereographic_south_pole':
      return polarStereographic(find('lat1') ?? lat0, lon0, k, shift)
    case 'stereographic':
      return `+proj=stere ${origin} ${scale} ${shift}`
    case 'oblique_stereographic':
    case 'double_stereographic':
      return `+proj=sterea ${origin} ${scale} ${shift}`
    case 'hotine_oblique_mercator':
    case 'hotine_oblique_mercator_variant_a':
    case 'hotine_oblique_mercator_azimuth_natural_origin':
    case 'rectified_skew_orthomorphic_natural_origin':
      return `+proj=omerc +no_uoff ${oblique} ${shift}`
    case 'oblique_mercator':
    case 'hotine_oblique_mercator_azimuth_center':
    case 'hotine_oblique_mercator_variant_b':
    case 'rectified_skew_orthomorphic_center':
      return azimuth === 90 && of('grid', 90) === 90
        ? `+proj=somerc ${origin} ${scale} ${shift}`
        : `+proj=omerc ${oblique} ${shift}`
    case 'swiss_oblique_cylindrical':
    case 'swiss_oblique_mercator':
      return `+proj=somerc ${origin} ${scale} ${shift}`
    case 'krovak':
    case 'krovak_north_orientated':
      return `+proj=krovak${parameters.get('x_scale') === 1 ? ' +axis=swu' : ''} ${origin} +alpha=${azimuth} +k=${k} ${shift}`
    case 'laborde_oblique_mercator':
      return `+proj=labrd ${origin} +azi=${azimuth} +k=${k} ${shift}`
    case 'cassini':
    case 'cassini_soldner':
      return `+proj=cass ${origin} ${shift}`
    case 'polyconic':
    case 'american_polyconic':
      return `+proj=poly ${origin} ${shift}`
    case 'bonne':
      return `+proj=bonne +lat_1=${find('lat1') ?? lat0} +lon_0=${lon0} ${shift}`
    case 'vandergrinten':
    case 'van_der_grinten_i':
      return `+proj=vandg +R_A +lon_0=${lon0} ${shift}`
    case 'geostationary_satellite':
      return `+proj=geos +lon_0=${lon0} +h=${of('height')} +sweep=y ${shift}`
    case 'colombia_urban':
      return `+proj=col_urban ${origin} +h_0=${of('height')} ${shift}`
    default: {
      const proj = named[method]
      return proj === undefined ? null : `+proj=${proj} ${origin} ${shift}`
    }
  }
}

/** Methods that have nothing but an origin. */
const named: Readonly<Record<string, string>> = {
  gnomonic: 'gnom',
  orthographic: 'ortho',
  new_zealand_map_grid: 'nzmg',
  miller_cylindrical: 'mill +R_A',
  robinson: 'robin',
  sinusoidal: 'sinu',
  mollweide: 'moll',
  eckert_vi: 'eck6',
  equal_earth: 'eqearth',
}

/** A scale at the pole itself, or the parallel of true scale. */
export function polarStereographic(trueLat: number, lon0: number, k: number, shift: string): string {
  const pole = trueLat < 0 ? -90 : 90
  return Math.abs(trueLat) === 90
    ? `+proj=stere +lat_0=${pole} +lat_ts=${pole} +lon_0=${lon0} +k_0=${k} ${shift}`
    : `+proj=stere +lat_0=${pole} +lat_ts=${trueLat} +lon_0=${lon0} ${shift}`
}
