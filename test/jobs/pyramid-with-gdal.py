"""An independent average: what `gdaladdo -r average` makes of a scene beside what stands in its display pyramid.

    make KIND FILE       writes a scene that Roadstead's own writer can't: palette, masked, nan, complex
    compare SCENE PYRAMID   prints, for each band and level, how many samples differ and by how much at most
"""
import json
import os
import shutil
import sys
import tempfile

import numpy as np
from osgeo import gdal

gdal.UseExceptions()


def make(kind, path):
    rng = np.random.default_rng(7)
    height, width = 1100, 1300
    types = {"palette": gdal.GDT_Byte, "masked": gdal.GDT_UInt16, "nan": gdal.GDT_Float32, "complex": gdal.GDT_CInt16}
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
    out = gdal.GetDriverByName("GTiff").Create(path, width, height, 1, types[kind], ["COMPRESS=LZW"])
    out.SetGeoTransform((400000, 3, 0, 3300000, 0, -3))
    band = out.GetRasterBand(1)
    if kind == "palette":
        table = gdal.ColorTable()
        for entry in range(6):
            table.SetColorEntry(entry, (40 * entry, 200 - 30 * entry, (entry * 90) % 255, 255))
        band.SetColorTable(table)
        band.WriteArray(rng.integers(0, 6, (height, width)).astype("uint8"))
    elif kind == "masked":
        band.WriteArray(rng.integers(1, 3000, (height, width)).astype("uint16"))
        out.CreateMaskBand(gdal.GMF_PER_DATASET)
        mask = np.full((height, width), 255, "uint8")
        mask[:200, :300] = 0
        mask[rng.random((height, width)) < 0.2] = 0
        band.GetMaskBand().WriteArray(mask)
    elif kind == "nan":
        samples = rng.normal(10, 3, (height, width)).astype("float32")
        samples[rng.random((height, width)) < 0.1] = np.nan
        band.WriteArray(samples)
    else:
        band.WriteArray(rng.integers(-90, 90, (height, width)) + 1j * rng.integers(-90, 90, (height, width)))


def levels(band):
    return [band] + [band.GetOverview(i) for i in range(band.GetOverviewCount())]


def compare(scene, pyramid):
    folder = tempfile.mkdtemp()
    try:
        copy = os.path.join(folder, "scene.tif")
        shutil.copy(scene, copy)
        source = gdal.Open(copy)
        steps, side = [], max(source.RasterXSize, source.RasterYSize)
        while side > 512:
            side = (side + 1) // 2
            steps.append(2 ** (len(steps) + 1))
        source.BuildOverviews("AVERAGE", steps)
        ours = gdal.Open(pyramid)
        answer = []
        for number in range(1, source.RasterCount + 1):
            theirs = levels(source.GetRasterBand(number))
            mine = levels(ours.GetRasterBand(number))
            # A pyramid may leave the full resolution to the scene.
            theirs = theirs[len(theirs) - len(mine):]
            for a, b in zip(theirs, mine):
                if (a.XSize, a.YSize) != (b.XSize, b.YSize):
                    answer.append({"band": number, "size": [b.XSize, b.YSize], "wanted": [a.XSize, a.YSize]})
                    continue
                x, y = a.ReadAsArray().astype("float64"), b.ReadAsArray().astype("float64")
                difference = np.where(np.isnan(x) & np.isnan(y), 0, np.abs(x - y))
                relative = difference / np.maximum(1e-30, np.abs(x))
                answer.append({
                    "band": number,
                    "size": [b.XSize, b.YSize],
                    "differing": int(np.count_nonzero(~(difference == 0))),
                    "largest": float(np.max(np.nan_to_num(difference, nan=1e300))),
                    "largestRelative": float(np.max(np.nan_to_num(relative, nan=1e300))),
                })
        json.dump(answer, sys.stdout)
    finally:
        shutil.rmtree(folder)


if sys.argv[1] == "make":
    make(sys.argv[2], sys.argv[3])
else:
    compare(sys.argv[2], sys.argv[3])
