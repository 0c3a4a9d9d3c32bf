"""What is left of the shift between two scenes, measured by GDAL and numpy alone.

left-over-shift.py REFERENCE SCENE LON LAT MOVED_LON MOVED_LAT: the place (LON, LAT) of SCENE by its file is drawn at
(MOVED_LON, MOVED_LAT). Both are warped to the reference's grid; windows are matched by the phase of their gradients.
Prints the median of the windows' offsets, pixels of the reference to the right and down, and how many agree.
"""
import sys
import numpy
from osgeo import gdal, osr

gdal.UseExceptions()
reference, scene = sys.argv[1:3]
lon, lat, moved_lon, moved_lat = map(float, sys.argv[3:7])


def in_crs(dataset, place):
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    own = osr.SpatialReference(dataset.GetProjection())
    for one in (wgs84, own):
        one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    x, y, _ = osr.CoordinateTransformation(wgs84, own).TransformPoint(*place)
    return x, y


first = gdal.Open(reference)
moved = gdal.GetDriverByName('MEM').CreateCopy('', gdal.Open(scene))
(x0, y0), (x1, y1) = in_crs(moved, (lon, lat)), in_crs(moved, (moved_lon, moved_lat))
x, a, b, y, c, d = moved.GetGeoTransform()
moved.SetGeoTransform((x + x1 - x0, a, b, y + y1 - y0, c, d))
gt = first.GetGeoTransform()
box = (gt[0], gt[3] + gt[5] * first.RasterYSize, gt[0] + gt[1] * first.RasterXSize, gt[3])
warped = gdal.Warp('', moved, format='MEM', dstSRS=first.GetProjection(), outputBounds=box,
                   width=first.RasterXSize, height=first.RasterYSize, resampleAlg='cubic',
                   outputType=gdal.GDT_Float32)


def grey(dataset):
    count = min(3, dataset.RasterCount)
    return sum(dataset.GetRasterBand(i + 1).ReadAsArray().astype(float) for i in range(count)) / count


def features(part):
    down, across = numpy.gradient(part)
    size = numpy.hypot(across, down)
    twice = 2 * numpy.arctan2(down, across)
    window = numpy.outer(numpy.hanning(part.shape[0]), numpy.hanning(part.shape[1]))
    return window * size / (size + numpy.median(size) + 1e-9) * numpy.exp(1j * twice)


one, other = grey(first), grey(warped)
side = 256
offsets = []
for top in range(0, one.shape[0] - side + 1, side // 2):
    for left in range(0, one.shape[1] - side + 1, side // 2):
        p, q = (image[top:top + side, left:left + side] for image in (one, other))
        if (q == 0).mean() > 0.1 or p.std() == 0 or q.std() == 0:
            continue
        cross = numpy.fft.fft2(features(q)) * numpy.conj(numpy.fft.fft2(features(p)))
        surface = numpy.abs(numpy.fft.ifft2(cross / numpy.sqrt(numpy.abs(cross) + 1e-12)))
        row, column = numpy.unravel_index(surface.argmax(), surface.shape)

        def fine(before, at, after):
            curve = before - 2 * at + after
            return 0 if curve == 0 else 0.5 * (before - after) / curve

        dx = column + fine(surface[row, column - 1], surface[row, column], surface[row, (column + 1) % side])
        dy = row + fine(surface[row - 1, column], surface[row, column], surface[(row + 1) % side, column])
        offsets.append(((dx + side / 2) % side - side / 2, (dy + side / 2) % side - side / 2))
found = numpy.array(offsets)
middle = numpy.median(found, axis=0)
agree = int((numpy.hypot(*(found - middle).T) < 2).sum())
print(middle[0], middle[1], agree, len(found))
