"""A cache of drawings on disk. The key of a drawing is a digest of all its inputs."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from factpress.core.units import emu
from factpress.design.theme import Theme
from factpress.document.model import Chart
from factpress.output.charts import Drawing, Format
from factpress.publication.products import Product

_MAGIC = b"factpress drawing 1\n"
_ENDING = ".drawing"


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of drawings. It can be deleted at any time; a damaged entry is ignored.

    Several processes may use one folder, since an entry is written to a temporary file and renamed.
    """

    folder: Path

    def key(self, chart: Chart, format_or_product: Format | Product, theme: Theme) -> str:
        """The key of a drawing: a digest of all that it depends on, without times, paths or the hash seed.

        These are the chart, its format or the product that the format is derived from, colours, type styles and font
        files, the versions of the libraries that draw, and this engine's source. With a product, no drawing library
        needs to be imported to measure the format.
        """
        used = (
            chart,
            format_or_product,
            theme.palettes[format_or_product.palette],
            theme.slide,
            sorted(theme.slide_type.items()),
            sorted(theme.print_type.items()),
            [(f.family, f.weight, f.italic, _file_digest(f.path, _stamp(f.path))) for f in theme.faces],
            [(name, version(name)) for name in ("matplotlib", "numpy", "pillow")],
            _source_digest(),
        )
        return hashlib.sha256(_canonical(used).encode()).hexdigest()

    def get(self, key: str) -> Drawing | None:
        """The drawing with that key; None where there is none, or where its file is damaged."""
        path = self._path(key)
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        drawing = _unpack(stored)
        if drawing is not None:
            with suppress(OSError):
                os.utime(path)  # for `prune`, which keeps what was used last
        return drawing

    def put(self, key: str, drawing: Drawing) -> None:
        """Store the drawing. A folder that cannot be written to is no error, since a cache only saves time."""
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_pack(drawing))
                Path(name).replace(path)
            except OSError:
                with suppress(OSError):
                    Path(name).unlink()
                raise

    def prune(self, keep: int = 1000) -> int:
        """Delete all but the `keep` entries that were used last. Returns how many were deleted."""
        entries: list[tuple[float, str, Path]] = []
        for path in self.folder.glob(f"*/*{_ENDING}"):
            with suppress(OSError):
                entries.append((-path.stat().st_mtime, path.name, path))
        deleted = 0
        for _, _, path in sorted(entries)[keep:]:
            with suppress(OSError):
                path.unlink()
                deleted += 1
        return deleted

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / (key + _ENDING)


def _pack(drawing: Drawing) -> bytes:
    alt = drawing.alt.encode()
    sizes = (len(drawing.svg), len(drawing.png), len(alt), drawing.width.emu, drawing.height.emu)
    body = " ".join(map(str, sizes)).encode() + b"\n" + drawing.svg + drawing.png + alt
    return _MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _unpack(stored: bytes) -> Drawing | None:
    head = len(_MAGIC) + 65
    body = stored[head:]
    if stored[:head] != _MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n":
        return None
    line, _, rest = body.partition(b"\n")
    svg, png, alt, width, height = map(int, line.split())
    return Drawing(
        rest[:svg], rest[svg : svg + png], emu(width), emu(height), rest[svg + png : svg + png + alt].decode()
    )


def _canonical(value: Any) -> str:
    """The value as text, the same for equal values.

    Fields that do not take part in comparisons, such as the origin of a node, are left out: they change no drawing.
    """
    if is_dataclass(value) and not isinstance(value, type):
        inner = ",".join(f"{f.name}={_canonical(getattr(value, f.name))}" for f in fields(value) if f.compare)
        return f"{type(value).__name__}({inner})"
    if isinstance(value, (tuple, list)):
        return "[" + ",".join(_canonical(item) for item in value) + "]"  # pyright: ignore[reportUnknownVariableType]
    return repr(value)


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=256)
def _file_digest(path: Path, _stamp: tuple[int, int]) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def _source_digest() -> str:
    digest = hashlib.sha256()
    engine = Path(__file__).parents[2]  # renderers outside this package decide the format
    for path in sorted(engine.rglob("*.py")):
        digest.update(path.relative_to(engine).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
