"""The edits of one file of the publication, each for what the one before it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factpress.core.yaml_positions import YamlPath
from factpress.publication.editing.edits import Edit, apply_edit, edit_of
from factpress.publication.editing.source_text import NO_ENTRY, Change, SourceText
from factpress.publication.editing.yaml_edit import record_change, removal_change, value_change
from factpress.session.claim_fields import ClaimData
from factpress.session.field_text import FieldError


@dataclass
class FileEdits:
    """The edits of one file, each for the content that the one before it leaves."""

    file: Path
    content: bytes
    edits: list[Edit]

    @classmethod
    def of(cls, file: Path, content: bytes) -> FileEdits:
        """Return no edits yet."""
        return cls(file, content, [])

    @property
    def text(self) -> str:
        """The text of the file with the edits so far."""
        return self.content.decode()

    def remove(self, path: YamlPath) -> None:
        """Remove an entry, with the comments that belong to it. A file without entries keeps a comment."""
        self.add(removal_change(self.text, path, file=self.file))
        if not self.text.strip():
            self.add(Change(0, len(self.text), f"{NO_ENTRY}\n"))

    def add(self, change: Change) -> None:
        """Add a change of the text as it is now; one that changes nothing is left out."""
        edit = edit_of(self.file, self.content, change)
        if edit.before != edit.after:
            self.content = apply_edit(self.content, edit)
            self.edits.append(edit)

    def claim(self, claim: str) -> ClaimData:
        """Return a claim as the file has it now. Raises FieldError if it is gone."""
        data = ClaimData.of(claim, SourceText(self.text, self.file))
        if data is None:
            raise FieldError("This claim is no longer in its file.", "Choose another one in the list.")
        return data


def add_record(file: FileEdits, name: str, record: Mapping[str, Any]) -> None:
    """Add the edit that adds a claim, source or event at the end of its file."""
    file.add(record_change(file.text, name, record, file=file.file))


def set_keys(file: FileEdits, path: YamlPath, values: Mapping[str, Any]) -> None:
    """Add the edits that give a record some keys, each by itself."""
    for key, value in values.items():
        file.add(value_change(file.text, (*path, key), value, file=file.file))
