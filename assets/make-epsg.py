"""Writes assets/epsg.json: what Roadstead knows about EPSG codes without a network.

Run with the system's Python and GDAL (Debian: python3-gdal, python3-numpy, proj-data):  /usr/bin/python3 assets/make-epsg.py
Source: the EPSG dataset as PROJ ships it (proj.db), (c) IOGP, https://epsg.org/terms-of-use.html

`definitions`, one line a code:  code TAB code of the geographic CRS under it TAB PROJ string without a datum shift.
`names`, one line each: name of a geographic CRS or (after `d`) of its datum TAB code.
`shifts`, one line each:  code of the geographic CRS TAB west,south,east,north TAB accuracy in metres TAB towgs84.
Several shifts of one CRS hold for different areas: the first whose area contains a place is the one that PROJ takes
there. `none` means that longitude and latitude stay as they are. Shifts that need a grid file are listed last, with an
empty towgs84: they say how good the answer could have been. A line under the code of a projected system comes before
those of its geographic one: PROJ chooses by the area of use, which differs.
"""
import json
import math
import os
import sqlite3
import sys

import numpy
from osgeo import osr

osr.UseExceptions()

DATABASE = next(
    os.path.join(folder, "proj.db")
    for folder in [*osr.GetPROJSearchPaths(), "/usr/share/proj"]
    if os.path.exists(os.path.join(folder, "proj.db"))
)
db = sqlite3.connect(DATABASE)

# Geographic systems that are WGS 84 within a metre: PROJ takes a null transformation between them and WGS 84.
POSITION_VECTOR = {"1033", "1037", "1053", "1055", "1057", "9606", "1061", "1063", "1065", "1066"}
COORDINATE_FRAME = {"1032", "1038", "9607", "1054", "1056", "1058", "1062"}
TRANSLATION = {"1031", "1035", "9603"}


def texts(query, parameters=()):
    """Rows with their integers as text: codes stand as numbers in some builds of the database."""
    rows = db.execute(query, parameters).fetchall()
    return [tuple(str(value) if isinstance(value, int) else value for value in row) for row in rows]


def rotated_to_greenwich(code):
    """The Greenwich twin of a system on another prime meridian, where its shifts are registered."""
    rows = texts(
        "SELECT target_crs_code FROM other_transformation WHERE source_crs_auth_name='EPSG' AND source_crs_code=?"
        " AND method_auth_name='EPSG' AND method_code='9601' AND deprecated=0",
        (code,),
    )
    return rows[0][0] if rows else code


def geographic_2d(code):
    """The 2D code of a geographic CRS: transformations are registered there."""
    rows = texts("SELECT type, datum_code FROM geodetic_crs WHERE auth_name='EPSG' AND code=?", (code,))
    if not rows or rows[0][0] == "geographic 2D":
        return code
    flat = texts(
        "SELECT code FROM geodetic_crs WHERE auth_name='EPSG' AND datum_code=? AND type='geographic 2D'"
        " ORDER BY deprecated LIMIT 1",
        (rows[0][1],),
    )
    return flat[0][0] if flat else code


def base_of(kind, code):
    if kind == "projected":
        rows = texts("SELECT geodetic_crs_code FROM projected_crs WHERE auth_name='EPSG' AND code=?", (code,))
        return geographic_2d(rows[0][0])
    return geographic_2d(code)


# Named datums other than WGS 84 carry shifts of their own in PROJ strings; ours stand in `shifts`.
ELLIPSOIDS = {
    "NAD27": "clrk66",
    "potsdam": "bessel",
    "carthage": "clrk80ign",
    "hermannskogel": "bessel",
    "ire65": "mod_airy",
    "nzgd49": "intl",
    "OSGB36": "airy",
    "GGRS87": "GRS80",
    "NAD83": "GRS80",
}


def plain(proj):
    for datum, ellipsoid in ELLIPSOIDS.items():
        proj = proj.replace(f"+datum={datum}", f"+ellps={ellipsoid}")
    left_out = ("+no_defs", "+type=", "+towgs84=", "+wktext", "+vunits=")
    words = [word for word in proj.split() if not word.startswith(left_out)]
    words = [word for word in words if not word.startswith("+nadgrids=") or word == "+nadgrids=@null"]
    return " ".join(words)


def definitions():
    horizontal = {}
    lines = []
    query = (
        "SELECT type, code FROM crs_view WHERE auth_name='EPSG'"
        " AND type IN ('geographic 2D','geographic 3D','projected') ORDER BY CAST(code AS INTEGER)"
    )
    for kind, code in texts(query):
        reference = osr.SpatialReference()
        try:
            reference.ImportFromEPSG(int(code))
            proj = plain(reference.ExportToProj4())
            # PROJ strings count angles in degrees; `to_degree` is ours.
            if kind.startswith("geographic") and abs(reference.GetAngularUnits() / math.radians(1) - 1) > 1e-9:
                proj += f" +to_degree={round(reference.GetAngularUnits() / math.radians(1), 12)!r}"
        except RuntimeError:
            continue
        if proj:
            horizontal[code] = (rotated_to_greenwich(base_of(kind, code)), proj)
    query = "SELECT code, horiz_crs_code FROM compound_crs WHERE auth_name='EPSG' AND horiz_crs_auth_name='EPSG'"
    for code, flat in texts(query):
        if flat in horizontal:
            horizontal[code] = horizontal[flat]
    # GDAL also reads what people wrote before EPSG had a code for it.
    if "3857" in horizontal:
        horizontal.update({old: horizontal["3857"] for old in ("900913", "3785", "102100", "102113")})
    for code in sorted(horizontal, key=int):
        lines.append("\t".join((code, *horizontal[code])))
    return lines, {base for base, _ in horizontal.values()}


def area(table, code):
    boxes = texts(
        "SELECT west_lon, south_lat, east_lon, north_lat FROM usage JOIN extent ON extent.auth_name=extent_auth_name"
        " AND extent.code=extent_code WHERE object_table_name=? AND object_auth_name='EPSG' AND object_code=?",
        (table, code),
    )
    return [tuple(float(side) for side in box) for box in boxes]


def number(value):
    return repr(round(float(value), 9)).removesuffix(".0")


def helmert_of(row):
    method, *values, rotation_unit, scale_unit, shift_unit = row
    tx, ty, tz, rx, ry, rz, scale = (float(value or 0) for value in values)
    if shift_unit not in (None, "9001", "1025"):
        return None
    shift = [metres * (0.001 if shift_unit == "1025" else 1) for metres in (tx, ty, tz)]
    if method in TRANSLATION:
        return shift
    # Arc-seconds, milliarc-seconds, microradians.
    turn = {"9104": 1, "1031": 0.001, "9109": 0.206264806247}.get(rotation_unit)
    # Parts per million, parts per billion, unity.
    grow = {"9202": 1, "1028": 0.001, "9201": 1e6}.get(scale_unit)
    if turn is None or grow is None or method not in POSITION_VECTOR | COORDINATE_FRAME:
        return None
    sign = 1 if method in POSITION_VECTOR else -1
    return [*shift, *(sign * angle * turn for angle in (rx, ry, rz)), scale * grow]


# Systems that PROJ takes for WGS 84: a shift to one of them is a shift to WGS 84.
def equals_wgs84(code, memory={}):
    if code not in memory:
        try:
            reference = osr.SpatialReference()
            reference.ImportFromEPSG(int(code))
            point = transform_of(reference).TransformPoint(12.0, 48.0)
            memory[code] = abs(point[0] - 12) < 1e-10 and abs(point[1] - 48) < 1e-10
        except RuntimeError:
            memory[code] = False
    return memory[code]


WGS84 = osr.SpatialReference()
WGS84.ImportFromEPSG(4326)
WGS84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)


def transform_of(reference):
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(reference, WGS84)


def shifted(lon, lat, a, rf, params):
    """What a towgs84 makes of a place: geocentric on its ellipsoid, shifted, geographic on WGS 84 (EPSG 9606)."""
    if not params:
        return lon, lat
    f = 1 / rf if rf else 0
    e2 = f * (2 - f)
    p, l = math.radians(lat), math.radians(lon)
    n = a / math.sqrt(1 - e2 * math.sin(p) ** 2)
    x, y, z = n * math.cos(p) * math.cos(l), n * math.cos(p) * math.sin(l), n * (1 - e2) * math.sin(p)
    tx, ty, tz, *rest = params
    rx, ry, rz, scale = [*(math.radians(r / 3600) for r in rest[:3]), rest[3] * 1e-6] if rest else [0, 0, 0, 0]
    m = 1 + scale
    x, y, z = m * (x - rz * y + ry * z) + tx, m * (rz * x + y - rx * z) + ty, m * (-ry * x + rx * y + z) + tz
    a, f = 6378137.0, 1 / 298.257223563
    e2 = f * (2 - f)
    r = math.hypot(x, y)
    p = math.atan2(z, r * (1 - e2))
    for _ in range(8):
        n = a / math.sqrt(1 - e2 * math.sin(p) ** 2)
        p = math.atan2(z + e2 * n * math.sin(p), r)
    return math.degrees(math.atan2(y, x)), math.degrees(p)


def candidates(base):
    """Helmert shifts to WGS 84, or to what equals it where there is none; and what grids would give."""
    found, grids = [], []
    rows = texts(
        "SELECT code, accuracy, target_crs_code, method_code, tx, ty, tz, rx, ry, rz, scale_difference,"
        " rotation_uom_code, scale_difference_uom_code, translation_uom_code FROM helmert_transformation_table"
        " WHERE auth_name='EPSG' AND source_crs_auth_name='EPSG' AND source_crs_code=? AND deprecated=0"
        " AND target_crs_auth_name='EPSG'",
        (base,),
    )
    for code, accuracy, target, *row in rows:
        if target != "4326" and not equals_wgs84(target):
            continue
        for box in area("helmert_transformation", code):
            params = helmert_of(row)
            if params:
                found.append((box, float(accuracy or 999), params if any(params) else []))
    for code, accuracy in texts(
        "SELECT code, accuracy FROM grid_transformation WHERE auth_name='EPSG' AND source_crs_auth_name='EPSG'"
        " AND source_crs_code=? AND deprecated=0 AND method_code IN ('9613','9615')",
        (base,),
    ):
        grids += [(box, float(accuracy or 999)) for box in area("grid_transformation", code)]
    return found, grids


def geocentric(lon, lat, a, rf):
    f = 1 / rf if rf else 0
    e2 = f * (2 - f)
    p, l = math.radians(lat), math.radians(lon)
    n = a / math.sqrt(1 - e2 * math.sin(p) ** 2)
    return n * math.cos(p) * math.cos(l), n * math.cos(p) * math.sin(l), n * (1 - e2) * math.sin(p)


def learnt(reference, transform, a, rf):
    """The translation that PROJ makes by way of a third system, where the database has no shift to WGS 84 itself."""
    area_of_use = reference.GetAreaOfUse()
    if area_of_use is None:
        return None
    west, south, east, north = (
        area_of_use.west_lon_degree,
        area_of_use.south_lat_degree,
        area_of_use.east_lon_degree,
        area_of_use.north_lat_degree,
    )
    points = [one for one in places([(west, south, east, north)])][:25]
    try:
        targets = [transform.TransformPoint(lon, lat)[:2] for lon, lat in points]
    except RuntimeError:
        return None
    if max(abs(v - w) for pair in zip(points, targets) for v, w in zip(*pair)) < 1e-10:
        return None
    steps = [
        [w - v for v, w in zip(geocentric(*point, a, rf), geocentric(*target, 6378137.0, 298.257223563))]
        for point, target in zip(points, targets)
    ]
    # Heights change with the ellipsoid: the translation is found by fitting it to the places, not by one difference.
    params = [sum(step[axis] for step in steps) / len(steps) for axis in range(3)]
    for _ in range(20):
        wrong = [
            [w - v for v, w in zip(geocentric(*shifted(*point, a, rf, params), 6378137.0, 298.257223563),
                                   geocentric(*target, 6378137.0, 298.257223563))]
            for point, target in zip(points, targets)
        ]
        params = [value + sum(step[axis] for step in wrong) / len(wrong) for axis, value in enumerate(params)]
    worst = max(
        max(abs(v - w) for v, w in zip(shifted(*point, a, rf, params), target)) for point, target in zip(points, targets)
    )
    return [(west, south, east, north), params] if worst < 3e-5 else None


def extent(box):
    west, south, east, north = box
    return (east - west if east >= west else east + 360 - west) * (north - south)


def contains(box, lon, lat):
    west, south, east, north = box
    inside = west <= lon <= east if west <= east else lon >= west or lon <= east
    return inside and south <= lat <= north


def places(boxes):
    for west, south, east, north in boxes:
        width = east - west if east >= west else east + 360 - west
        for i in range(5):
            for j in range(5):
                lon = west + width * (i + 0.5) / 5
                yield (lon - 360 if lon > 180 else lon), south + (north - south) * (j + 0.5) / 5
    for lon in range(-170, 180, 40):
        for lat in range(-75, 80, 30):
            yield lon, lat


WORLD = (-180.0, -90.0, 180.0, 90.0)


def shifts(bases):
    """Candidates in the order in which PROJ prefers them: learnt from what it does at many places."""
    lines, right, wrong, by_third = [], 0, 0, 0
    for base in sorted(bases, key=int):
        if base == "4326":
            continue
        found, grids = candidates(base)
        found.sort(key=lambda one: (one[1], extent(one[0])))
        reference = osr.SpatialReference()
        try:
            reference.ImportFromEPSG(int(base))
            transform = transform_of(reference)
        except RuntimeError:
            continue
        a, rf = reference.GetSemiMajor(), reference.GetInvFlattening()
        if not found and not equals_wgs84(base):
            by_way = learnt(reference, transform, a, rf)
            if by_way:
                lines.append(line(base, WORLD, 10, by_way[1]))
                by_third += 1
        votes = []
        places_of_votes = []
        outside = {}
        for lon, lat in places([box for box, *_ in found]):
            try:
                x, y, _ = transform.TransformPoint(lon, lat)
            except RuntimeError:
                continue
            near = [
                index
                for index, (_, _, params) in enumerate(found)
                if max(abs(v - w) for v, w in zip((x, y), shifted(lon, lat, a, rf, params))) < 1e-8
            ]
            inside = [index for index, (box, *_) in enumerate(found) if contains(box, lon, lat)]
            if inside:
                votes.append(([index for index in near if index in inside], inside))
                places_of_votes.append(((lon, lat), (x, y)))
            else:
                choice = "none" if max(abs(x - lon), abs(y - lat)) < 1e-10 else (near[0] if near else None)
                outside[choice] = outside.get(choice, 0) + 1
        order = list(range(len(found)))
        for _ in range(len(found) ** 2):
            swapped = False
            for at in range(len(order) - 1):
                first, second = order[at], order[at + 1]
                ahead = sum(1 for chosen, inside in votes if second in chosen and first in inside and first not in chosen)
                behind = sum(1 for chosen, inside in votes if first in chosen and second in inside and second not in chosen)
                if ahead > behind:
                    order[at], order[at + 1] = second, first
                    swapped = True
            if not swapped:
                break
        # PROJ may go by way of a third system although the database has shifts: what it does there is fitted.
        for at in order:
            own = [n for n, (_, inside) in enumerate(votes) if next(i for i in order if i in inside) == at]
            if len(own) < 8 or any(votes[n][0] for n in own):
                continue
            points, targets = zip(*(places_of_votes[n] for n in own))
            stays = all(max(abs(v - w) for v, w in zip(*pair)) < 1e-10 for pair in zip(points, targets))
            params = ["none"] if stays else fitted(points, targets, a, rf, [])
            if params:
                found[at] = (found[at][0], found[at][1], params)
                by_third += 1
        for chosen, inside in votes:
            if not chosen:
                continue
            pick = next(index for index in order if index in inside)
            right, wrong = (right + 1, wrong) if pick in chosen else (right, wrong + 1)
        for index in order:
            box, accuracy, params = found[index]
            lines.append(line(base, box, accuracy, params or [0, 0, 0]))
        # Beyond every area PROJ may still shift: by the most frequent choice there.
        if not found and equals_wgs84(base):
            lines.append(line(base, WORLD, 2, [0, 0, 0]))
        if outside and found:
            choice = max(outside, key=outside.get)
            if choice is not None:
                params = [] if choice == "none" else found[choice][2] or [0, 0, 0]
                lines.append(line(base, WORLD, 999, params if params else ["none"]))
        for box, accuracy in grids:
            lines.append(line(base, box, accuracy, []))
    print(f"shifts as PROJ chooses them at {right} places, otherwise at {wrong}; {by_third} learnt", file=sys.stderr)
    return lines


def line(base, box, accuracy, params):
    bounds = ",".join(number(side) for side in box)
    values = ",".join(value if isinstance(value, str) else number(value) for value in params)
    return "\t".join((base, bounds, number(accuracy), values))


def predicted(base, lon, lat, table):
    """The shift that Roadstead takes at a place: the first of the base's whose area contains it."""
    for box, accuracy, params in table.get(base, []):
        if contains(box, lon, lat):
            return accuracy, params
    return 10, []


def fitted(points, targets, a, rf, start):
    """The seven parameters that bring the points to the targets; None where none do within 1e-8 degrees."""
    params = numpy.array((start + [0.0] * 7)[:7])
    sizes = numpy.array([1, 1, 1, 0.03, 0.03, 0.03, 0.1])
    wanted = numpy.array(targets)
    result = lambda values: numpy.array([shifted(*point, a, rf, list(values)) for point in points])
    for _ in range(8):
        now = result(params)
        slopes = numpy.stack([((result(params + step) - now) / size).ravel()
                              for step, size in zip(numpy.diag(sizes), sizes)], axis=1)
        # Columns are brought to one size, so that what the places don't determine stays as it is.
        solved, *_ = numpy.linalg.lstsq(slopes * sizes, (wanted - now).ravel(), rcond=1e-9)
        params = params + solved * sizes
    worst = abs(result(params) - wanted).max()
    return [round(float(value), 9) for value in params] if worst < 1e-8 else None


def own_shifts(known, lines):
    """Systems for which PROJ takes another shift than for the geographic system under them: its choice depends on the
    area of use. One line a code, learnt from what PROJ does over that area."""
    table = {}
    for one in lines:
        base, bounds, accuracy, values = one.split("\t")
        if values:
            params = [] if values == "none" else [float(value) for value in values.split(",")]
            box = tuple(float(side) for side in bounds.split(","))
            table.setdefault(base, []).append((box, float(accuracy), params))
    own, unexplained = [], []
    for one in known:
        code, base, definition = one.split("\t")
        reference = osr.SpatialReference()
        try:
            reference.ImportFromEPSG(int(code))
            if reference.IsCompound() or reference.GetAxesCount() > 2:
                continue
            use = reference.GetAreaOfUse()
            to_wgs84 = transform_of(reference)
            flat = reference.CloneGeogCS()
            flat.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
            to_system = osr.CoordinateTransformation(flat, reference)
            to_degrees = flat.GetAngularUnits() / math.radians(1)
            meridian = flat.GetAttrValue("PRIMEM", 1)
        except (RuntimeError, TypeError):
            continue
        if use is None:
            continue
        a, rf = flat.GetSemiMajor(), flat.GetInvFlattening()
        # WKT 1 has the meridian in degrees, whatever the unit.
        from_greenwich = float(meridian or 0)
        box = (use.west_lon_degree, use.south_lat_degree, use.east_lon_degree, use.north_lat_degree)
        points, targets = [], []
        for lon, lat in list(places([box]))[:25]:
            try:
                xy = to_system.TransformPoint((lon - from_greenwich) / to_degrees, lat / to_degrees)
                x, y, _ = to_wgs84.TransformPoint(xy[0], xy[1])
            except RuntimeError:
                continue
            if math.isfinite(x) and math.isfinite(y) and abs(x - lon) < 1:
                points.append((lon, lat))
                targets.append((x, y))
        if len(points) < 4:
            continue
        picks = [predicted(base, *point, table) for point in points]
        off = lambda ours: max(max(abs(v - w) for v, w in zip(o, t)) for o, t in zip(ours, targets))
        keep = "+datum=WGS84" in definition
        sphere = not keep and not ("+ellps=GRS80" in definition or "+ellps=WGS84" in definition)
        ours = [
            point if keep or (sphere and params == [0, 0, 0]) else shifted(*point, a, rf, params)
            for point, (_, params) in zip(points, picks)
        ]
        if off(ours) < 2e-8 or keep:
            continue
        accuracy = max(accuracy for accuracy, _ in picks)
        if off(points) < 1e-10:
            own.append(line(code, WORLD, accuracy, ["none"]))
            continue
        params = fitted(points, targets, a, rf, list(picks[0][1]))
        if params is None:
            unexplained.append(code)
        else:
            own.append(line(code, WORLD, accuracy, params))
    print(f"{len(own)} systems with a shift of their own; several shifts, not told apart: {unexplained}", file=sys.stderr)
    return own


version = db.execute("SELECT value FROM metadata WHERE key='EPSG.VERSION'").fetchone()[0]
known, geographic = definitions()
common = shifts(geographic)


def geographic_names():
    """`name TAB code` of geographic systems by what EPSG and Esri call them and their datums, in letters and digits."""
    names = {}
    rows = texts(
        "SELECT name, code, datum_code FROM geodetic_crs WHERE auth_name='EPSG' AND type='geographic 2D'"
        " ORDER BY deprecated, CAST(code AS INTEGER)"
    )
    alias = "SELECT alt_name FROM alias_name WHERE auth_name='EPSG' AND source='ESRI' AND table_name=? AND code=?"
    for name, code, datum in rows:
        named = texts("SELECT name FROM geodetic_datum WHERE auth_name='EPSG' AND code=?", (datum,))
        found = [name, *(one for one, in texts(alias, ("geodetic_crs", code)))]
        datums = [*(one for one, in named), *(one for one, in texts(alias, ("geodetic_datum", datum)))]
        for one in [*found, *(f"D_{one.removeprefix('D_')}" for one in datums)]:
            names.setdefault("".join(letter for letter in one.lower() if letter.isalnum()), code)
    return [f"{name}\t{code}" for name, code in sorted(names.items())]


document = {
    "source": f"EPSG dataset {version}, (c) IOGP, as shipped with PROJ",
    "definitions": "\n".join(known),
    "names": "\n".join(geographic_names()),
    "shifts": "\n".join([*common, *own_shifts(known, common)]),
}
target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "epsg.json")
with open(target, "w", encoding="utf-8") as out:
    json.dump(document, out, indent=1)
    out.write("\n")
print(f"{target}: {len(known)} definitions", file=sys.stderr)
