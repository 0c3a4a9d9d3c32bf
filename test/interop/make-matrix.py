"""Writes small GeoTIFFs in codec x layout x sample type x predictor x byte order, with the pixels as GDAL reads them.

Arguments: a folder, and how many of the combinations to leap over each time (1: all of them). Beside each NAME.tif
stands NAME.f64: its bands one after the other, row by row, as little-endian doubles (magnitudes of complex samples).
Prints the names and what each is, as JSON.
"""
import itertools
import json
import sys

import numpy
from osgeo import gdal

gdal.UseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")
numpy.seterr(invalid="ignore")  # 24-bit floats may be read as NaN
folder, leap = sys.argv[1], int(sys.argv[2])
WIDTH, HEIGHT = 53, 37
NAMES = {driver: code for code, driver in ((code, gdal.GetDataTypeName(code)) for code in range(1, 12)) if driver}
# GDAL's type, bits, predictors that TIFF has for it.
TYPES = [
    ("Byte", None, (1, 2)),
    ("Int8", None, (1, 2)),
    ("UInt16", None, (1, 2)),
    ("Int16", None, (1, 2)),
    ("UInt32", None, (1, 2)),
    ("Int32", None, (1, 2)),
    ("Float32", None, (1, 2, 3)),
    ("Float64", None, (1, 2, 3)),
    ("CInt16", None, (1,)),
    ("CInt32", None, (1,)),
    ("CFloat32", None, (1,)),
    ("CFloat64", None, (1,)),
    ("Float32", 16, (1, 3)),
    ("Float32", 24, (1,)),
    *(("Byte", bits, (1,)) for bits in (1, 2, 4, 7)),
    *(("UInt16", bits, (1,)) for bits in (10, 12, 14)),
    ("UInt32", 24, (1,)),
]
GENERAL = ("NONE", "LZW", "DEFLATE", "ZSTD", "PACKBITS")
LERC = ("LERC", "LERC_DEFLATE", "LERC_ZSTD")


def combinations():
    orders = (("LITTLE", "NO"), ("BIG", "NO"), ("LITTLE", "YES"), ("BIG", "YES"))
    layouts = list(itertools.product((True, False), ("PIXEL", "BAND")))
    for codec, (kind, bits, predictors) in itertools.product(GENERAL, TYPES):
        for predictor in predictors if codec in ("LZW", "DEFLATE", "ZSTD") else (1,):
            for (tiled, interleave), (endian, big) in itertools.product(layouts, orders):
                yield codec, kind, bits, predictor, tiled, interleave, endian, big
    for codec, (kind, bits, _) in itertools.product(LERC, TYPES):
        if bits is None and not kind.startswith("C"):
            for (tiled, interleave), (endian, big) in itertools.product(layouts, orders[:2]):
                yield codec, kind, bits, 1, tiled, interleave, endian, big
    for codec, (tiled, interleave), (endian, big) in itertools.product(("JPEG", "JPEG_YCBCR", "WEBP"), layouts, orders[:2]):
        if interleave == "PIXEL" or codec == "JPEG":
            yield codec, "Byte", None, 1, tiled, interleave, endian, big
    for codec, (tiled, _), (endian, big) in itertools.product(("CCITTRLE", "CCITTFAX3", "CCITTFAX4"), layouts[::2], orders[:2]):
        yield codec, "Byte", 1, 1, tiled, "PIXEL", endian, big


def pixels(kind, bits, bands):
    rng = numpy.random.default_rng(7)
    row, column = numpy.mgrid[0:HEIGHT, 0:WIDTH]
    stack = []
    for band in range(bands):
        # Slopes, so that predictors have something to do, and noise in a corner.
        values = (row * 7 + column * 3 * (band + 1)).astype(numpy.float64)
        values[:12, :20] = rng.integers(0, 250, (12, 20))
        if bits is not None and not kind.startswith("F"):
            values %= 2**bits
        elif kind in ("Byte", "Int8"):
            values %= 256 if kind == "Byte" else 128
        elif kind.startswith("F"):
            values = values / 8 - 20
        elif kind in ("UInt32", "Int32"):
            values = values * 70_001 % 2**31
        if kind in ("Int8", "Int16", "Int32"):
            values[20:, 30:] *= -1
        stack.append(values + 1j * (row + 2) if kind.startswith("C") else values)
    return stack


listed = []
for number, (codec, kind, bits, predictor, tiled, interleave, endian, big) in enumerate(combinations()):
    if number % leap:
        continue
    bands = 1 if codec.startswith("CCITT") else 3
    options = [f"COMPRESS={codec.split('_')[0] if codec.startswith('JPEG') else codec}", f"INTERLEAVE={interleave}"]
    options += [f"ENDIANNESS={endian}", f"BIGTIFF={big}"]
    options += ["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=32"] if tiled else ["BLOCKYSIZE=16"]
    options += [f"PREDICTOR={predictor}"] if predictor > 1 else []
    options += [f"NBITS={bits}"] if bits else []
    options += ["PIXELTYPE=SIGNEDBYTE"] if kind == "Int8" else []
    options += ["PHOTOMETRIC=YCBCR"] if codec == "JPEG_YCBCR" else []
    options += ["PHOTOMETRIC=MINISBLACK"] if codec in GENERAL and kind == "Byte" else []
    name = "-".join(str(one) for one in (number, codec, kind, bits or "", predictor, "tiles" if tiled else "strips", interleave, endian, big))
    path = f"{folder}/{name}.tif"
    try:
        code = NAMES["Byte" if kind == "Int8" else kind]
        dataset = gdal.GetDriverByName("GTiff").Create(path, WIDTH, HEIGHT, bands, code, options)
        for band, values in enumerate(pixels(kind, bits, bands), 1):
            whole = numpy.round(values) if not kind.startswith(("F", "C")) else values
            array = whole.astype(numpy.int64).astype(numpy.uint8) if kind == "Int8" else whole
            dataset.GetRasterBand(band).WriteArray(array)
        dataset = None
        dataset = gdal.Open(path)
        read = numpy.stack([dataset.GetRasterBand(band).ReadAsArray() for band in range(1, bands + 1)])
        dataset = None
    except RuntimeError:
        continue  # what this GDAL can't write
    if kind == "Int8":
        read = read.astype(numpy.uint8).view(numpy.int8)
    magnitudes = numpy.abs(read) if kind.startswith("C") else read
    magnitudes.astype("<f8").tofile(f"{folder}/{name}.f64")
    listed.append({"name": name, "codec": codec, "complex": kind.startswith("C")})
print(json.dumps(listed))
