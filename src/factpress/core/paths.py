"""Search paths: the publication's own folders first, then the engine's. No other folder is read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from factpress.core.diagnostics import ToolError
from factpress.core.source_files import Memory, SourceFiles

READING = Path("build/.cache/reading")
"""The folder of results of the reading that are kept by content, in the publication's folder."""


def engine_folder() -> Path:
    """Return the folder of the engine's `templates` and `assets`: `_own` in a wheel, else the checkout."""
    packed = Path(__file__).parents[1] / "_own"
    return packed if packed.is_dir() else Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Places:
    """A publication's folder, and the search paths of templates and assets, in order."""

    root: Path
    templates: tuple[Path, ...]
    assets: tuple[Path, ...]
    set_aside: frozenset[Path] = frozenset()
    """Templates that are not found, as if they were not there."""
    contents: Mapping[Path, bytes] = field(default_factory=dict[Path, bytes], compare=False, repr=False)
    """Unsaved texts of the publication, by their relative paths, which are read in place of those on disk."""
    memory: Memory | None = field(default=None, compare=False, repr=False)
    """Results of the last reading, while the publication is read again."""

    @classmethod
    def of(cls, root: Path) -> Places:
        """Return the search paths of the publication in that folder."""
        root = root.resolve()
        engine = engine_folder()
        bases = (root, engine) if root != engine else (root,)
        return cls(root, tuple(b / "templates" for b in bases), tuple(b / "assets" for b in bases))

    @property
    def files(self) -> SourceFiles:
        """Return the texts of the publication, for the functions that read them."""
        return SourceFiles(self.root, self.contents, self.memory)

    def own(self, relative: str) -> Path | None:
        """Return the file of that path in the publication's folder; None if it is missing or outside the folder."""
        return _inside(self.root, relative)

    def asset(self, relative: str) -> Path | None:
        """Return the first asset of that path; None if there is none."""
        return next((found for base in self.assets if (found := _inside(base, relative))), None)

    def template(self, relative: str) -> Path | None:
        """Return the first template file of that path; None if there is none."""
        found = filter(None, (_inside(base, relative) for base in self.templates))
        return next((path for path in found if path not in self.set_aside), None)

    def without(self, templates: Iterable[Path]) -> Places:
        """Return the search paths without some template files."""
        return replace(self, set_aside=frozenset(path.resolve() for path in templates))

    def data_file(self, folder: str, name: str) -> tuple[SourceFiles, Path] | None:
        """Return root and path of `data/<folder>/<name>.yaml`, or of the engine's file; None if there is neither."""
        own = Path("data", folder, f"{name}.yaml")
        if own.parent == Path("data", folder) and own.name not in ("..", ".") and path_exists(self.root / own):
            return self.files, own  # also a broken link, which is reported when it is read
        engine = engine_folder() / "assets" / folder
        return (SourceFiles(engine), engine / f"{name}.yaml") if name in yaml_stems(engine) else None

    def data_names(self, folder: str) -> set[str]:
        """Return the names of the publication's and the engine's YAML files in a folder."""
        return yaml_stems(self.root / "data" / folder) | yaml_stems(engine_folder() / "assets" / folder)


def is_folder(path: Path) -> bool:
    """Whether the path is a folder. Raises ToolError if the name is invalid."""
    try:
        return path.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        name = str(path)
        shown = name if len(name) <= 60 else f"{name[:40]}…"
        why = getattr(error, "strerror", None) or error
        raise ToolError(f"cannot open {shown}: {why}", "give the name of a folder") from None


def require_publication(root: Path) -> None:
    """Raise ToolError if the folder contains no publication."""
    if not is_folder(root / "data"):
        hint = "change to the folder with data/publication.yaml, or create one: factpress new FOLDER"
        raise ToolError(f"{root} contains no publication", hint)


def yaml_stems(folder: Path) -> set[str]:
    """Return the names of the YAML files in a folder, without their extension; hidden files are ignored."""
    return {path.stem for path in folder.glob("*.yaml") if not path.name.startswith(".")}


def path_exists(path: Path) -> bool:
    """Whether the path exists. A broken link does: the function that reads it reports it."""
    return os.path.lexists(path)


def _inside(base: Path, relative: str) -> Path | None:
    # resolve() follows links: a link to a file outside the folder is outside, too
    try:
        path = (base / relative).resolve()
        return path if path.is_file() and path.is_relative_to(base.resolve()) else None
    except (OSError, RuntimeError, ValueError):  # circular links, a name that is too long, a NUL in it
        return None
