"""A cache of drawings on disk. The key is a digest of all inputs."""

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
    """A folder of drawings. It can be deleted at any time; what is damaged in it is drawn again.

    Several processes may use one folder: an entry appears whole or not at all.
    """

    folder: Path

    def key(self, chart: Chart, setting: Format | Product, theme: Theme) -> str:
        """The name of that drawing, a digest of all that it depends on.

        The chart, its format or the product that decides it, the tokens and font files it is set in, the programs
        that draw it, and our own source; no clock, path or hash seed. A product's name for it needs no drawing library.
        """
        used = (
            chart,
            setting,
            theme.palettes[setting.palette],
            theme.slide,
            sorted(theme.slide_type.items()),
            sorted(theme.print_type.items()),
            [(f.family, f.weight, f.italic, _file_digest(f.path, _stamp(f.path))) for f in theme.faces],
            [(name, version(name)) for name in ("matplotlib", "numpy", "pillow")],
            _source_digest(),
        )
        return hashlib.sha256(_spelled(used).encode()).hexdigest()

    def get(self, key: str) -> Drawing | None:
        """The drawing of that name; None where there is none, or where its file is damaged."""
        path = self._path(key)
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        drawing = _unpacked(stored)
        if drawing is not None:
            with suppress(OSError):
                os.utime(path)  # so that `prune` knows what is in use
        return drawing

    def put(self, key: str, drawing: Drawing) -> None:
        """Keep the drawing. A folder that cannot be written to is no error: a cache only saves time."""
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_packed(drawing))
                Path(name).replace(path)
            except OSError:
                with suppress(OSError):
                    Path(name).unlink()
                raise

    def prune(self, keep: int = 1000) -> int:
        """Delete all but the `keep` entries that were used last; how many went."""
        entries: list[tuple[float, str, Path]] = []
        for path in self.folder.glob(f"*/*{_ENDING}"):
            with suppress(OSError):
                entries.append((-path.stat().st_mtime, path.name, path))
        gone = 0
        for _, _, path in sorted(entries)[keep:]:
            with suppress(OSError):
                path.unlink()
                gone += 1
        return gone

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / (key + _ENDING)


def _packed(drawing: Drawing) -> bytes:
    alt = drawing.alt.encode()
    sizes = (len(drawing.svg), len(drawing.png), len(alt), drawing.width.emu, drawing.height.emu)
    body = " ".join(map(str, sizes)).encode() + b"\n" + drawing.svg + drawing.png + alt
    return _MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _unpacked(stored: bytes) -> Drawing | None:
    head = len(_MAGIC) + 65
    body = stored[head:]
    if stored[:head] != _MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n":
        return None
    line, _, rest = body.partition(b"\n")
    svg, png, alt, width, height = map(int, line.split())
    return Drawing(
        rest[:svg], rest[svg : svg + png], emu(width), emu(height), rest[svg + png : svg + png + alt].decode()
    )


def _spelled(value: Any) -> str:
    """The value written out, field by field; dataclasses by name, so that equal values are spelled alike.

    Fields that take no part in equality, such as a node's origin, are left out: they change no drawing.
    """
    if is_dataclass(value) and not isinstance(value, type):
        inner = ",".join(f"{f.name}={_spelled(getattr(value, f.name))}" for f in fields(value) if f.compare)
        return f"{type(value).__name__}({inner})"
    if isinstance(value, (tuple, list)):
        return "[" + ",".join(_spelled(item) for item in value) + "]"  # pyright: ignore[reportUnknownVariableType]
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
