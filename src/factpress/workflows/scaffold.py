"""`factpress new`: a small publication that builds at once and teaches by example."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from factpress.core.diagnostics import ToolError
from factpress.core.paths import engine_folder, is_folder, path_exists
from factpress.workflows.schemas import write_schemas

STARTER = Path("templates/starter")
_HINT = "is there room, and may you read and write there?"


def start(folder: Path) -> tuple[Path, ...]:
    """Writes the example into a folder that is new or empty, and returns the files an editor will touch.

    Raises ToolError where something stands there already: nothing is ever written over.
    """
    example = engine_folder() / STARTER
    try:
        if path_exists(folder) if not is_folder(folder) else any(folder.iterdir()):
            raise ToolError(f"{folder} is there already and not empty", "name a new folder")
        shutil.copytree(example, folder, dirs_exist_ok=True)
    except shutil.Error as error:  # of several files: (from, to, why) of each
        why = re.sub(r"^\[\w+ \d+\] ", "", str(error.args[0][0][2]))  # without a system's number
        raise ToolError(f"cannot write {folder}: {why}", _HINT) from error
    except OSError as error:
        raise ToolError(f"cannot write {folder}: {error.strerror}", _HINT) from error
    write_schemas(folder)
    return tuple(folder / path.relative_to(example) for path in sorted(example.rglob("*")) if path.is_file())
