"""Edits a project as QGIS and GDAL do, for the interop tests: argv is the file and the kind of edit."""
import sys

from osgeo import gdal, ogr

gdal.UseExceptions()
path, kind = sys.argv[1:3]
dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
layer = dataset.GetLayerByName("sightings")
box = "POLYGON((10 50,10.001 50,10.001 50.001,10 50.001,10 50))"


def first():
    layer.ResetReading()
    return layer.GetNextFeature()


if kind == "sql":
    dataset.ExecuteSQL("UPDATE sightings SET notes = 'by SQL'")
elif kind == "move":
    feature = first()
    feature.SetGeometry(ogr.CreateGeometryFromWkt(box))
    layer.SetFeature(feature)
elif kind == "create":
    feature = ogr.Feature(layer.GetLayerDefn())
    for index in range(layer.GetLayerDefn().GetFieldCount()):
        feature.SetFieldNull(index)  # what QGIS sends for fields left empty
    feature.SetField("class", "fishing")
    feature.SetField("observed_at", "2026/03/01 20:00:00+08")
    feature.SetGeometry(ogr.CreateGeometryFromWkt(box))
    layer.CreateFeature(feature)
elif kind == "multipolygon":
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkt(box)))
    layer.CreateFeature(feature)
elif kind == "empty":
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POLYGON EMPTY"))
    layer.CreateFeature(feature)
elif kind == "delete":
    layer.DeleteFeature(first().GetFID())
elif kind == "field":
    layer.CreateField(ogr.FieldDefn("owner", ogr.OFTString))
    feature = first()
    feature.SetField("owner", "someone")
    layer.SetFeature(feature)
elif kind == "layer":
    added = dataset.CreateLayer("berths", layer.GetSpatialRef(), ogr.wkbPolygon)
    feature = ogr.Feature(added.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(box))
    added.CreateFeature(feature)
    dataset.SetMetadataItem("made", "by GDAL")
    table = dataset.CreateLayer("layer_styles", geom_type=ogr.wkbNone)
    table.CreateField(ogr.FieldDefn("styleQML", ogr.OFTString))
else:
    raise SystemExit(f"unknown edit {kind}")
layer = feature = None
dataset = None
