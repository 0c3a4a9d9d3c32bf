"""GDAL in-process, for the benchmarks: times inside the process, as JSON.

    preview SCENE      a view of about 1,250 columns of a scene without overviews
    tiles FILE SEED    512 x 512 windows at full resolution, each through a dataset opened anew
"""
import json
import random
import statistics
import sys
import time

from osgeo import gdal

gdal.UseExceptions()
what, path = sys.argv[1:3]
if what == "preview":
    began = time.perf_counter()
    scene = gdal.Open(path)
    side = scene.RasterXSize // max(1, scene.RasterXSize // 1250)
    scene.ReadRaster(buf_xsize=side, buf_ysize=side, band_list=[3, 2, 1])
    print(json.dumps({"viewS": time.perf_counter() - began}))
else:
    rng = random.Random(int(sys.argv[3]))
    times = []
    for _ in range(40):
        scene = gdal.Open(path)
        x = 512 * rng.randrange(scene.RasterXSize // 512)
        y = 512 * rng.randrange(scene.RasterYSize // 512)
        gdal.SetCacheMax(0)
        gdal.SetCacheMax(64 * 1024 * 1024)
        pixel = scene.RasterCount * gdal.GetDataTypeSize(scene.GetRasterBand(1).DataType) // 8
        began = time.perf_counter()
        scene.ReadRaster(
            x, y, 512, 512, buf_pixel_space=pixel, buf_line_space=512 * pixel, buf_band_space=pixel // scene.RasterCount
        )
        times.append((time.perf_counter() - began) * 1000)
    print(json.dumps({"medianMs": statistics.median(times)}))
