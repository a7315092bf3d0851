"""The file in a publication that starts its desk by a double-click.

It finds the publication by its own place, and factpress in PATH or where uv and pipx install programs, so it works in
any folder. A publication gets that of the system on which it is created.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from pathlib import Path

from factpress.core.paths import engine_folder

FOLDER = Path("templates/desk-starter")
NAME = "Open the desk"

_FILES: Mapping[str, tuple[str, str]] = {
    "win32": (f"{NAME}.cmd", "open.cmd"),
    "darwin": (f"{NAME}.command", "open.sh"),
}
# A desktop entry would need the path of its folder in it: what it is told of its own place may be empty (GLib).
_OTHERS = (f"{NAME}.sh", "open.sh")


def desk_starter(platform: str | None = None) -> tuple[Path, bytes]:
    """Return the name and the content of the file to double-click. `platform` is as in `sys.platform`."""
    name, source = _FILES.get(platform or sys.platform, _OTHERS)
    return Path(name), _content(engine_folder() / FOLDER / source)


def _content(path: Path) -> bytes:
    """The file with the ends of line of its system, whatever those of the checkout are."""
    raw = path.read_bytes().replace(b"\r\n", b"\n")
    return raw.replace(b"\n", b"\r\n") if path.suffix == ".cmd" else raw  # cmd.exe misses labels after a bare newline


def make_executable(path: Path) -> None:
    """Let those who may read the file run it, where the file system knows who may."""
    with contextlib.suppress(OSError):
        mode = path.stat().st_mode
        path.chmod(mode | (mode & 0o444) >> 2)
