"""The zip of a package, in one order and with one date, so that the same deck is the same bytes (ECMA-376 Part 2)."""

# ruff: noqa: SLF001 - python-pptx has no public way to its parts
from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pptx.opc.packuri import PackURI
    from pptx.presentation import Presentation

CONTENT_TYPES = "[Content_Types].xml"
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: an entry has no date of its own

_PACKED = (".png", ".jpg", ".jpeg")
"""Kinds of part that are compressed already, and are stored as they are."""


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts: the content types first, then the package's relationships, the rest by name."""
    out = BytesIO()
    names = sorted(parts, key=lambda name: (name != CONTENT_TYPES, name != "_rels/.rels", name))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in names:
            entry = zipfile.ZipInfo(name, _DATE)
            packed = name.endswith(_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            package.writestr(entry, parts[name])
    return out.getvalue()


class _Parts(dict[str, bytes]):
    """Takes the parts that python-pptx writes, in place of its zip."""

    def write(self, name: PackURI, part: bytes) -> None:
        self[name.membername] = part


def saved(presentation: Presentation) -> bytes:
    """What python-pptx would save, zipped in our order.

    It zips by itself, with the day's date; to unpack that and zip it again takes a tenth of the time of a whole deck.
    """
    from pptx.opc.serialized import PackageWriter

    package, parts = cast("Any", presentation.part.package), _Parts()
    # the three steps of PackageWriter._write, version 1.0.2, each of which asks its writer for no more than `write`
    writer = cast("Any", PackageWriter("", package._rels, tuple(package.iter_parts())))
    writer._write_content_types_stream(parts)
    writer._write_pkg_rels(parts)
    writer._write_parts(parts)
    return zipped(parts)
