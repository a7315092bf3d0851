"""Reads a publication again and again, as a person changes it. Only what has changed is read again."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from factpress.core.diagnostics import Diagnostic
from factpress.core.opening import find_publication
from factpress.core.paths import Places
from factpress.core.source_files import NO_CHANGES, TEXTS, Memory
from factpress.edition import Edition, inspect_places


class EditionReader:
    """Reads the publication in the folder `root`, with unsaved texts in place of those on disk.

    Its results are those of `inspect_publication` for a folder with these texts. It keeps the results of its last
    reading, with which the next one is fast: YAML and Markdown files are parsed again only if their content differs,
    and chapters are composed again only if they state a claim that differs. If any other file is changed, added or
    removed, such as a picture or a font, everything is read again. What a reading has not used is dropped at its end,
    so a reader holds as much as one publication.

    Several threads may use one reader; they read one after the other.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._memory: Memory | None = None
        self._lock = threading.Lock()

    def read(self, contents: Mapping[Path, bytes] = NO_CHANGES) -> tuple[Edition | None, tuple[Diagnostic, ...]]:
        """The publication, as far as it can be read, and all findings; see `inspect_publication`.

        `contents` are the bytes of texts in `data` (`data/facts/today.yaml`) as an unsaved change would leave them.
        Nothing is written. Raises ToolError if there is no publication, and ValueError for a path that is not one of
        an existing YAML or Markdown file in `data`.
        """
        with self._lock:
            places = Places.of(find_publication(self.root))
            texts = {path: bytes(content) for path, content in contents.items()}
            for path in texts:
                _require_text(places, path)
            memory = self._memory if self._memory is not None and self._memory.root == places.root else None
            memory, self._memory = memory or Memory(places.root), None  # an exception leaves nothing half-made
            memory.begin(texts)
            read = inspect_places(replace(places, contents=texts, memory=memory))
            memory.end()
            self._memory = memory
            return read


def _require_text(places: Places, path: Path) -> None:
    plain = not path.is_absolute() and ".." not in path.parts and path.parts[:1] == ("data",)
    if not plain or path.suffix not in TEXTS or places.own(path.as_posix()) is None:
        raise ValueError(f"{path.as_posix()} is not a YAML or Markdown file in the folder data")
