"""Writes one small GeoTIFF for each EPSG system, in the middle of its area of use.

Arguments: a folder, and how many codes to leap over each time (1: all of them).
"""
import math
import os
import sqlite3
import sys

from osgeo import gdal, osr

gdal.UseExceptions()
osr.UseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")
folder, leap = sys.argv[1], int(sys.argv[2])
paths = [f"{path}/proj.db" for path in [*osr.GetPROJSearchPaths(), "/usr/share/proj"]]
database = next(path for path in paths if os.path.exists(path))
codes = sqlite3.connect(database).execute(
    "SELECT CAST(code AS INTEGER) FROM crs_view WHERE auth_name='EPSG' AND type IN ('projected','geographic 2D')"
    " ORDER BY 1"
)
wgs84 = osr.SpatialReference()
wgs84.ImportFromEPSG(4326)
wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
for (code,) in list(codes)[::leap]:
    try:
        system = osr.SpatialReference()
        system.ImportFromEPSG(code)
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        area = system.GetAreaOfUse()
        east = area.east_lon_degree + (360 if area.east_lon_degree < area.west_lon_degree else 0)
        lon = (area.west_lon_degree + east) / 2
        lat = (area.south_lat_degree + area.north_lat_degree) / 2
        change = osr.CoordinateTransformation(wgs84, system)
        x, y, _ = change.TransformPoint(lon - 360 if lon > 180 else lon, lat)
        if not (math.isfinite(x) and math.isfinite(y)):
            continue
        unit = system.GetAngularUnits() / math.radians(1) if system.IsGeographic() else system.GetLinearUnits()
        step = (1e-4 if system.IsGeographic() else 10) / unit
        scene = gdal.GetDriverByName("GTiff").Create(f"{folder}/EPSG_{code}.tif", 20, 20, 1, gdal.GDT_Byte)
        scene.SetGeoTransform([x, step, 0, y, 0, -step])
        scene.SetSpatialRef(system)
        scene = None
    except (RuntimeError, AttributeError):
        continue
