"""The zip of a package, in one order and with one date, so that the same deck is the same bytes (ECMA-376 Part 2)."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

CONTENT_TYPES = "[Content_Types].xml"
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: an entry has no date of its own


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts: the content types first, then the package's relationships, the rest by name."""
    out = BytesIO()
    names = sorted(parts, key=lambda name: (name != CONTENT_TYPES, name != "_rels/.rels", name))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in names:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            package.writestr(entry, parts[name])
    return out.getvalue()


def normalised(package: bytes) -> bytes:
    """The same package, zipped in our order."""
    with zipfile.ZipFile(BytesIO(package)) as read:
        return zipped({name: read.read(name) for name in read.namelist()})
