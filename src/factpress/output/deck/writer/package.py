"""The file of a deck: its zip, in one order and with one date. The same deck is the same bytes.

ECMA-376 Part 2.
"""

# ruff: noqa: SLF001 - python-pptx has no public way to its parts
from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pptx.opc.packuri import PackURI
    from pptx.presentation import Presentation

from factpress.output.deck.ooxml.parts import content_types

CONTENT_TYPES = "[Content_Types].xml"
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest date of a zip entry

_PACKED = (".png", ".jpg", ".jpeg")
"""Parts that are compressed already and are stored as they are."""


_APP, _MOST_APP = "docProps/app.xml", 1_000_000


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (name != CONTENT_TYPES, name != "_rels/.rels", name))


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of these parts: content types, relationships of the package, then the rest by name."""
    out = BytesIO()
    names = _in_order(parts)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in names:
            entry = zipfile.ZipInfo(name, _DATE)
            packed = name.endswith(_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            package.writestr(entry, parts[name])
    return out.getvalue()


BUILT, MERGED = "factpress", "factpress merge"
"""The program that a deck names. A build does not overwrite a merged deck: it has slides of hers."""


def is_untouched(data: bytes, application: str = BUILT) -> bool:
    """Whether a deck is a file as it was zipped here: other programs change dates or order, or name themselves."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            names = [entry.filename for entry in entries]
            if names != _in_order(names) or any((e.date_time, e.create_system) != (_DATE, 0) for e in entries):
                return False
            with package.open(_APP) as part:
                return f"<Application>{application}</Application>".encode() in part.read(_MOST_APP)
    except Exception:  # noqa: BLE001 - zipfile raises other exceptions for damaged files than its own
        return False


class _Parts(dict[str, bytes]):
    """Collects the parts that python-pptx writes, in place of its zip."""

    def write(self, name: PackURI, part: bytes) -> None:
        self[name.membername] = part


def saved(presentation: Presentation) -> bytes:
    """Return what python-pptx would save, but zipped in a fixed order.

    python-pptx zips with the current date. To unpack its file and zip it again takes a tenth of the time of a deck.
    Content types are written here, because python-pptx does not declare svg as an extension.
    """
    from pptx.opc.serialized import PackageWriter

    package, parts = cast("Any", presentation.part.package), _Parts()
    # two of the three steps of PackageWriter._write, version 1.0.2; each uses only the method `write` of its writer
    listed = tuple(package.iter_parts())
    writer = cast("Any", PackageWriter("", package._rels, listed))
    types = sorted((part.partname.membername, part.content_type) for part in listed)
    parts[CONTENT_TYPES] = content_types(types).encode()
    writer._write_pkg_rels(parts)
    writer._write_parts(parts)
    return zipped(parts)
