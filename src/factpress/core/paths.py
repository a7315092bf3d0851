"""Where things lie: the publication's own folders first, then the engine's. Nothing outside them is ever read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from factpress.core.diagnostics import ToolError


def engine_folder() -> Path:
    """The folder of the engine's own `templates` and `assets`: in a wheel beside the code, else the checkout."""
    packed = Path(__file__).parents[1] / "_own"
    return packed if packed.is_dir() else Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Places:
    """A publication's folder, and the folders that templates and assets are looked for in, in order."""

    root: Path
    templates: tuple[Path, ...]
    assets: tuple[Path, ...]

    @classmethod
    def of(cls, root: Path) -> Places:
        """The places of the publication in that folder."""
        root = root.resolve()
        engine = engine_folder()
        bases = (root, engine) if root != engine else (root,)
        return cls(root, tuple(b / "templates" for b in bases), tuple(b / "assets" for b in bases))

    def own(self, relative: str) -> Path | None:
        """The file of that path inside the publication's folder; None where it is missing or lies outside."""
        return _inside(self.root, relative)

    def asset(self, relative: str) -> Path | None:
        """The first asset of that path; None where there is none."""
        return next((found for base in self.assets if (found := _inside(base, relative))), None)

    def template(self, relative: str) -> Path | None:
        """The first template file of that path; None where there is none."""
        return next((found for base in self.templates if (found := _inside(base, relative))), None)


def is_folder(path: Path) -> bool:
    """Whether a folder stands there. Raises ToolError where no system takes the name, which is then cut short."""
    try:
        return path.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        name = str(path)
        shown = name if len(name) <= 60 else f"{name[:40]}…"
        why = getattr(error, "strerror", None) or error
        raise ToolError(f"cannot look into {shown}: {why}", "name a folder that is there, or a new one") from None


def check_publication(root: Path) -> None:
    """Raises ToolError where the folder holds no publication."""
    if not is_folder(root / "data"):
        hint = "go to the folder that holds data/publication.yaml, or make one: factpress new FOLDER"
        raise ToolError(f"{root} holds no publication", hint)


def stems(folder: Path) -> set[str]:
    """The names of the YAML files in a folder, without their ending; what is hidden there is an editor's own."""
    return {path.stem for path in folder.glob("*.yaml") if not path.name.startswith(".")}


def path_exists(path: Path) -> bool:
    """Whether anything stands there; a link to nowhere does, and is to be reported by whoever reads it."""
    return os.path.lexists(path)


def _inside(base: Path, relative: str) -> Path | None:
    # resolve() follows links, so a link that leads out of the folder is outside, too
    try:
        path = (base / relative).resolve()
        return path if path.is_file() and path.is_relative_to(base.resolve()) else None
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name that is too long, a NUL in it
        return None
