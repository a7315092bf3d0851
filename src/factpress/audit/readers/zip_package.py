"""A zip package of parts (ECMA-376 Part 2), read with limits before anything is inflated and while it is."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from factpress.audit.readers.xml import parse
from factpress.core.diagnostics import ToolError

MOST_PARTS = 20_000
MOST_PART = 40_000_000
"""Bytes of one part that is read."""
MOST_TOTAL = 200_000_000
"""Bytes of all parts that are read, together."""
MOST_RATIO = 300
"""How many bytes may come out of one: XML that people's programs write stays far below."""
SMALL = 2_000_000
"""A part below this size may be as dense as it likes."""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(slots=True)
class Package:
    """The parts of a package, inflated one by one as they are asked for."""

    archive: zipfile.ZipFile
    parts: dict[str, zipfile.ZipInfo]
    left: int = MOST_TOTAL
    _links: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict[str, "dict[str, tuple[str, str]]"])

    def read(self, name: str) -> bytes | None:
        """The part's bytes; None where there is none. Raises ToolError where it is too much, or damaged."""
        found = self.parts.get(name)
        if found is None:
            return None
        if found.flag_bits & 1:
            raise ToolError("it is encrypted", "take its password off and save it again")
        dense = found.file_size > SMALL and found.file_size > MOST_RATIO * max(found.compress_size, 1)
        if dense or found.file_size > min(MOST_PART, self.left):
            raise ToolError(
                f'its part "{name}" would grow to {found.file_size // 1_000_000} MB', "save it anew from PowerPoint"
            )
        try:
            with self.archive.open(found) as part:
                data = part.read(found.file_size + 1)  # never more than was announced
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
            raise ToolError(f'its part "{name}" is damaged', "save it anew from PowerPoint") from error
        except Exception as error:  # zlib.error, lzma.LZMAError: whatever an inflater raises
            raise ToolError(f'its part "{name}" is damaged', "save it anew from PowerPoint") from error
        if len(data) > found.file_size:
            raise ToolError(f'its part "{name}" is larger than it says', "save it anew from PowerPoint")
        self.left -= len(data)
        return data

    def xml(self, name: str) -> Any | None:
        """The part as XML; None where there is none."""
        data = self.read(name)
        return parse(data) if data is not None else None

    def links(self, name: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: by id the kind (the last word of its type) and the part that it leads to."""
        if name not in self._links:
            folder, base = posixpath.split(name)
            root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
            found: dict[str, tuple[str, str]] = {}
            for link in root.iter(_RELATIONSHIP) if root is not None else ():
                if link.get("TargetMode") == "External":
                    continue
                target = link.get("Target") or ""
                path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found[link.get("Id") or ""] = ((link.get("Type") or "").rpartition("/")[2], path)
            self._links[name] = found
        return self._links[name]

    def linked(self, name: str, *kinds: str) -> list[str]:
        """The parts that a part leads to by relationships of these kinds, in the order of their names."""
        return sorted({path for kind, path in self.links(name).values() if kind in kinds})


def open_package(data: bytes) -> Package:
    """The package of these bytes. Raises ToolError where they are no zip, or one with too many parts."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        found = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise ToolError("it is damaged, or cut off", "fetch it again, or save it anew") from error
    except Exception as error:  # struct.error, UnicodeDecodeError: what zipfile lets through
        raise ToolError("it is damaged, or cut off", "fetch it again, or save it anew") from error
    if len(found) > MOST_PARTS:
        raise ToolError(f"it has {len(found)} parts", f"at most {MOST_PARTS} are read")
    return Package(archive, {one.filename: one for one in found})
