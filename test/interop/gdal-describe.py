"""What GDAL says about scenes, as one JSON document a line: the oracle of the raster tests.

Reads one JSON document from standard input: {"files": [path...], "pixels": true|false}. Every file is looked at in a
child process of its own, so that one that crashes or hangs GDAL costs only its own line. Corners are upper left, upper
right, lower right, lower left as [lon, lat], by gdal.Transformer (what gdaltransform -t_srs EPSG:4326 uses).
"""
import json
import math
import os
import signal
import sys

from osgeo import gdal, osr

gdal.UseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")


def number(value):
    if value is None:
        return None
    if isinstance(value, complex):
        return abs(value)
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    return value


def corner_pixels(width, height):
    return ((0, 0), (width, 0), (width, height), (0, height))


def corners_by_gdaltransform(dataset, width, height):
    """Corners as `gdaltransform -t_srs EPSG:4326` gives them; ground control points by the default polynomial."""
    if dataset.GetGeoTransform(can_return_null=True) is None and dataset.GetGCPCount() == 0:
        return None
    if (dataset.GetSpatialRef() or dataset.GetGCPSpatialRef()) is None:
        return None
    transformer = gdal.Transformer(dataset, None, ["DST_SRS=EPSG:4326"])
    found = []
    for x, y in corner_pixels(width, height):
        ok, point = transformer.TransformPoint(0, x, y, 0)
        found.append([number(point[0]), number(point[1])] if ok else None)
    return found


def corners_by_gdalinfo(dataset, width, height):
    """Corners as gdalinfo's wgs84Extent has them, before it rounds; null without an affine transform."""
    transform, reference = dataset.GetGeoTransform(can_return_null=True), dataset.GetSpatialRef()
    if transform is None or reference is None:
        return None
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    for one in (reference, wgs84):
        one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    change = osr.CoordinateTransformation(reference, wgs84)
    found = []
    for x, y in corner_pixels(width, height):
        point = change.TransformPoint(*gdal.ApplyGeoTransform(transform, x, y))
        found.append([number(point[0]), number(point[1])])
    return found


def samples(dataset, x, y):
    values = []
    for index in range(1, min(dataset.RasterCount, 16) + 1):
        array = dataset.GetRasterBand(index).ReadAsArray(x, y, 1, 1)
        values.append(number(array[0, 0].item()))
    return values


def describe(path, pixels):
    dataset = gdal.OpenEx(path, gdal.OF_RASTER, allowed_drivers=["GTiff"])
    width, height = dataset.RasterXSize, dataset.RasterYSize
    transform = dataset.GetGeoTransform(can_return_null=True)
    reference = dataset.GetSpatialRef()
    first = dataset.GetRasterBand(1)
    found = {
        "size": [width, height],
        "geoTransform": list(transform) if transform else None,
        "gcps": dataset.GetGCPCount(),
        "wkt": reference.ExportToWkt() if reference else None,
        "authority": [reference.GetAuthorityName(None), reference.GetAuthorityCode(None)] if reference else None,
        "proj": None,
        "block": first.GetBlockSize(),
        "overviews": [[first.GetOverview(i).XSize, first.GetOverview(i).YSize] for i in range(first.GetOverviewCount())],
        "compression": dataset.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE"),
        "bands": [],
        "metadata": dataset.GetMetadata(),
    }
    for index in range(1, dataset.RasterCount + 1):
        band = dataset.GetRasterBand(index)
        found["bands"].append(
            {
                "band": index,
                "type": gdal.GetDataTypeName(band.DataType),
                "noDataValue": number(band.GetNoDataValue()),
                "colorInterpretation": gdal.GetColorInterpretationName(band.GetColorInterpretation()),
                "description": band.GetDescription(),
                "scale": band.GetScale(),
                "offset": band.GetOffset(),
                "mask": band.GetMaskFlags(),
            }
        )
    try:
        found["proj"] = reference.ExportToProj4() if reference else None
    except RuntimeError as error:
        found["projError"] = str(error)
    for name, corners in (("corners", corners_by_gdaltransform), ("cornersInfo", corners_by_gdalinfo)):
        try:
            found[name] = corners(dataset, width, height)
        except (RuntimeError, TypeError) as error:  # no transformation between two bodies is a null object
            found[name], found[f"{name}Error"] = None, str(error)
    if pixels:
        places = [(0, 0), (width // 2, height // 2), (width - 1, height - 1), (width // 3, height - 1 - height // 3)]
        try:
            found["pixels"] = [[x, y, samples(dataset, x, y)] for x, y in places]
        except RuntimeError as error:
            found["pixels"], found["pixelsError"] = None, str(error)
    return found


def in_child(path, pixels):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(20)
        os.close(reader)
        try:
            answer = describe(path, pixels)
        except Exception as error:  # every failure is an answer
            answer = {"error": str(error)}
        with os.fdopen(writer, "w") as out:
            out.write(json.dumps(answer, default=repr))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        text = stream.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else {"error": "GDAL crashed or took longer than 20 s"}


request = json.load(sys.stdin)
for name in request["files"]:
    print(json.dumps({"path": name, **in_child(name, request["pixels"])}), flush=True)
