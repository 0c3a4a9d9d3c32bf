"""Prints what GDAL reads from each GeoTIFF named on the command line, as one JSON array: an independent reader for the
tests of the writer."""
import hashlib
import json
import sys

from osgeo import gdal

gdal.UseExceptions()


def levels(band):
    return [band] + [band.GetOverview(i) for i in range(band.GetOverviewCount())]


def samples(band):
    # Numbers go through the machine's own order, so that byte order in the file doesn't matter.
    return hashlib.sha256(band.ReadAsArray().tobytes()).hexdigest()


def describe(path):
    dataset = gdal.Open(path)
    first = dataset.GetRasterBand(1)
    srs = dataset.GetSpatialRef()
    return {
        "size": [dataset.RasterXSize, dataset.RasterYSize],
        "type": gdal.GetDataTypeName(first.DataType),
        "geo_transform": dataset.GetGeoTransform(can_return_null=True),
        "epsg": None if srs is None else srs.GetAuthorityCode(None),
        "point": dataset.GetMetadataItem("AREA_OR_POINT"),
        "gcps": [[g.GCPPixel, g.GCPLine, g.GCPX, g.GCPY] for g in dataset.GetGCPs()],
        "metadata": dataset.GetMetadata(),
        "compression": dataset.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE"),
        "interleave": dataset.GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE"),
        "block": first.GetBlockSize(),
        "no_data": None if first.GetNoDataValue() is None else str(first.GetNoDataValue()),
        "colours": [
            gdal.GetColorInterpretationName(dataset.GetRasterBand(b + 1).GetColorInterpretation())
            for b in range(dataset.RasterCount)
        ],
        "overviews": [[level.XSize, level.YSize] for level in levels(first)[1:]],
        "hashes": [
            [samples(level) for level in levels(dataset.GetRasterBand(b + 1))] for b in range(dataset.RasterCount)
        ],
    }


json.dump([describe(path) for path in sys.argv[1:]], sys.stdout)
