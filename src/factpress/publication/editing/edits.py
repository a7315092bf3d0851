"""Edits as values: which bytes of a file become which, so that they can be made, undone, and carried over others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from factpress.publication.editing.source_text import Change, difference


@dataclass(frozen=True, slots=True)
class Edit:
    """The bytes from `start` to `end` of a file, which are `before`, become `after`.

    `base` and `result` are the digests of the whole file before and afterwards.
    """

    file: Path
    start: int
    end: int
    before: bytes
    after: bytes
    base: str
    result: str

    @property
    def inverse(self) -> Edit:
        """The edit that restores the old bytes."""
        end = self.start + len(self.after)
        return Edit(self.file, self.start, end, self.after, self.before, self.result, self.base)


class EditConflict(Exception):  # noqa: N818 - no error of the editor or the tool: a choice is to be made
    """What an edit would replace was changed meanwhile.

    `expected` are the bytes that the edit knew, None if only their digest is known; `found` are those that are there,
    and `wanted` those that the edit would write.
    """

    def __init__(self, file: Path, expected: bytes | None, found: bytes, wanted: bytes) -> None:
        self.file, self.expected, self.found, self.wanted = file, expected, found, wanted
        super().__init__(file, expected, found, wanted)

    def __str__(self) -> str:
        found, wanted = _shown(self.found), _shown(self.wanted)
        return f"{self.file.as_posix()} was changed meanwhile: {found} stands there, and {wanted} would replace it"


def digest(content: bytes) -> str:
    """Return the digest of a file, or of a value as it is written."""
    return hashlib.sha256(content).hexdigest()


def edit_of(file: Path, content: bytes, change: Change) -> Edit:
    """Return a change of the text of a file as an edit of its bytes."""
    text = content.decode("utf-8")
    start = len(text[: change.start].encode())
    before, after = text[change.start : change.end].encode(), change.new.encode()
    end = start + len(before)
    result = content[:start] + after + content[end:]
    return Edit(file, start, end, before, after, digest(content), digest(result))


def apply_edit(content: bytes, edit: Edit) -> bytes:
    """Return the content of a file with the edit. Raises EditConflict if it is not the content that the edit is for."""
    if digest(content) != edit.base:
        raise EditConflict(edit.file, edit.before, content[edit.start : edit.end], edit.after)
    return content[: edit.start] + edit.after + content[edit.end :]


def apply_edits(contents: Mapping[Path, bytes], edits: Iterable[Edit]) -> dict[Path, bytes]:
    """Return the contents of files with the edits, each of which is for the content that the one before it leaves.

    Raises EditConflict for the first that does not fit, and KeyError for a file that is missing in `contents`.
    """
    out = dict(contents)
    for edit in edits:
        out[edit.file] = apply_edit(out[edit.file], edit)
    return out


def inverse(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits that undo some edits."""
    return tuple(edit.inverse for edit in reversed(tuple(edits)))


def carried_over(edit: Edit, old: bytes, new: bytes) -> Edit:
    """Return an edit for the content `old` as one for `new`, to which the file was changed meanwhile.

    Raises EditConflict if both change the same part, or parts that touch each other.
    """
    if digest(old) != edit.base:
        raise EditConflict(edit.file, edit.before, old[edit.start : edit.end], edit.after)
    for start, end, there, until in _changed_parts(old, new):
        if end < edit.start:
            continue
        if start > edit.end:
            break
        raise EditConflict(edit.file, edit.before, new[there:until], edit.after)
    shift = sum(
        (until - there) - (end - start) for start, end, there, until in _changed_parts(old, new) if end < edit.start
    )
    moved = replace(edit, start=edit.start + shift, end=edit.end + shift, base=digest(new))
    return replace(moved, result=digest(new[: moved.start] + edit.after + new[moved.end :]))


def to_record(edit: Edit) -> dict[str, str | int]:
    """Return an edit as plain values, for a history that is kept in a file."""
    before, after = edit.before.decode("utf-8"), edit.after.decode("utf-8")
    kept = {"before": before, "after": after, "base": edit.base, "result": edit.result}
    return {"file": edit.file.as_posix(), "start": edit.start, **kept}


def from_record(record: Mapping[str, object]) -> Edit | None:
    """Return the edit of a record; None if the record has none."""
    match record:
        case {
            "file": str(file),
            "start": int(start),
            "before": str(before),
            "after": str(after),
            "base": str(base),
            "result": str(result),
        } if start >= 0:
            old, new = before.encode(errors="replace"), after.encode(errors="replace")
            return Edit(Path(file), start, start + len(old), old, new, base, result)
        case _:
            return None


def _changed_parts(old: bytes, new: bytes) -> list[tuple[int, int, int, int]]:
    """The parts that differ: from where to where in the old content, and in the new one."""
    mine, others = old.splitlines(keepends=True), new.splitlines(keepends=True)
    most = min(len(mine), len(others))
    begin = next((n for n in range(most) if mine[n] != others[n]), most)
    end = next((n for n in range(most - begin) if mine[-1 - n] != others[-1 - n]), most - begin)
    middle, other = mine[begin : len(mine) - end], others[begin : len(others) - end]
    at = there = len(b"".join(mine[:begin]))
    parts: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, middle, other, autojunk=False).get_opcodes():
        here, yonder = b"".join(middle[a:b]), b"".join(other[c:d])
        if tag != "equal":
            inner = difference(here.decode("latin-1"), yonder.decode("latin-1"))  # bytes as characters
            parts.append((at + inner.start, at + inner.end, there + inner.start, there + inner.start + len(inner.new)))
        at, there = at + len(here), there + len(yonder)
    return parts


def _shown(content: bytes) -> str:
    text = " ".join(content.decode("utf-8", errors="replace").split())
    return f'"{text if len(text) <= 60 else text[:58] + "…"}"'
