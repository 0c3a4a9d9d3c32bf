"""Writes assets/epsg.json: what Roadstead knows about EPSG codes without a network.

Run with the system's Python and GDAL (Debian: python3-gdal, proj-data):  /usr/bin/python3 assets/make-epsg.py
Source: the EPSG dataset as PROJ ships it (proj.db), (c) IOGP, https://epsg.org/terms-of-use.html

`definitions`, one line a code:  code TAB code of the geographic CRS under it TAB PROJ string without a datum shift.
`shifts`, one line each:  code of the geographic CRS TAB west,south,east,north TAB accuracy in metres TAB towgs84.
Several shifts of one CRS hold for different areas; the best at a place is the most accurate one, then the smallest.
Shifts that need a grid file are listed with an empty towgs84: they say how good the answer could have been.
"""
import json
import os
import sqlite3
import sys

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


# Named datums other than these carry shifts of their own in PROJ strings; ours stand in `shifts`.
ELLIPSOIDS = {
    "NAD27": "clrk66",
    "potsdam": "bessel",
    "carthage": "clrk80ign",
    "hermannskogel": "bessel",
    "ire65": "mod_airy",
    "nzgd49": "intl",
    "OSGB36": "airy",
    "GGRS87": "GRS80",
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
        except RuntimeError:
            continue
        if proj:
            horizontal[code] = (base_of(kind, code), proj)
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
    return boxes[0] if boxes else None


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


def shifts(bases):
    lines = []
    for base in sorted(bases, key=int):
        rows = texts(
            "SELECT code, accuracy, target_crs_code, method_code, tx, ty, tz, rx, ry, rz, scale_difference,"
            " rotation_uom_code, scale_difference_uom_code, translation_uom_code FROM helmert_transformation_table"
            " WHERE auth_name='EPSG' AND source_crs_auth_name='EPSG' AND source_crs_code=? AND deprecated=0"
            " AND target_crs_auth_name='EPSG' AND target_crs_code='4326'",
            (base,),
        )
        for code, accuracy, _target, *row in rows:
            box, params = area("helmert_transformation", code), helmert_of(row)
            if box and params:
                lines.append(line(base, box, accuracy, params))
        grids = texts(
            "SELECT code, accuracy FROM grid_transformation WHERE auth_name='EPSG' AND source_crs_auth_name='EPSG'"
            " AND source_crs_code=? AND deprecated=0 AND target_crs_code='4326' AND method_code IN ('9613','9615')",
            (base,),
        )
        for code, accuracy in grids:
            box = area("grid_transformation", code)
            if box:
                lines.append(line(base, box, accuracy, []))
    return lines


def line(base, box, accuracy, params):
    bounds = ",".join(number(side) for side in box)
    return "\t".join((base, bounds, number(accuracy or 999), ",".join(number(value) for value in params)))


version = db.execute("SELECT value FROM metadata WHERE key='EPSG.VERSION'").fetchone()[0]
known, geographic = definitions()
document = {
    "source": f"EPSG dataset {version}, (c) IOGP, as shipped with PROJ",
    "definitions": "\n".join(known),
    "shifts": "\n".join(shifts(geographic)),
}
target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "epsg.json")
with open(target, "w", encoding="utf-8") as out:
    json.dump(document, out, indent=1)
    out.write("\n")
print(f"{target}: {len(known)} definitions", file=sys.stderr)
