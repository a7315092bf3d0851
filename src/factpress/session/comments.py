"""The comments that were read back from reviewed files, and the answers to them, kept in the publication's folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from pydantic import TypeAdapter, ValidationError

from factpress.core.diagnostics import ToolError
from factpress.core.regular_files import read_regular
from factpress.session.comment_reader import Remark, read_remarks
from factpress.session.field_text import FieldError
from factpress.session.history import FOLDER
from factpress.workflows.atomic_write import write_all

COMMENTS = FOLDER / "comments.json"
PICTURES = FOLDER / "comments"
DONE = {"changed": "Changed", "stays": "Stays, because…", "later": "Later"}
"""What was done about a comment, with the words of the buttons."""

_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its number from 1, the file in which it was, and the answer. `done` is one of `DONE`, or ""."""

    number: int
    file: str
    remark: Remark
    picture: str = ""
    answer: str = ""
    done: str = ""

    @property
    def answered(self) -> bool:
        """Whether it needs nothing more."""
        return self.done in ("changed", "stays")


def read_comments(root: Path) -> tuple[Comment, ...]:
    """Return all comments of a publication. Entries that are damaged are passed over."""
    try:
        records = json.loads(read_regular(root / COMMENTS, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return ()
    found = (_comment(record) for record in cast("list[object]", records if isinstance(records, list) else []))
    return tuple(replace(one, number=number) for number, one in enumerate((c for c in found if c is not None), 1))


def add_comments(root: Path, name: str, data: bytes) -> int:
    """Read the comments of a file, add those that are not known, and return how many these are.

    Raises FieldError if there is none, and ToolError if the file cannot be read, or if nothing can be written.
    """
    if not name:
        raise FieldError("No file is chosen.", "Choose the PDF or the slides with the comments.")
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(data)
        try:
            found = read_remarks(path)
        except ToolError as error:
            raise ToolError(error.message.replace(str(path), name), error.hint) from error
    known = read_comments(root)
    seen = {(one.file, replace(one.remark, claim="")) for one in known}
    new = [one for one in found.remarks if (name, replace(one, claim="")) not in seen]
    if not new:
        raise FieldError(f"{name} has no comments that are not known.", "Choose another file.")
    digests = {number: hashlib.sha256(png).hexdigest()[:32] for number, png in found.pictures.items()}
    added = [Comment(0, name, one, digests.get(one.page, "")) for one in new]
    pages = {one.remark.page for one in added} & found.pictures.keys()
    _write(root, [*known, *added], {digests[page]: found.pictures[page] for page in pages})
    return len(added)


def answer_comment(root: Path, number: int, answer: str, done: str) -> None:
    """Answer a comment. Raises FieldError if the answer is missing, and ToolError if it cannot be written."""
    comments = list(read_comments(root))
    if not 0 < number <= len(comments):
        raise FieldError("This comment is no longer there.", "Choose another one in the list.")
    words = " ".join(answer.split())
    if done not in DONE:
        raise FieldError("It is not said what was done.", "Choose one of the three.")
    if done == "stays" and not words:
        raise FieldError("There is no reason here.", "Write why it stays.")
    comments[number - 1] = replace(comments[number - 1], answer=words, done=done)
    _write(root, comments, {})


def picture_of(root: Path, comment: Comment) -> bytes | None:
    """Return the picture of the page that a comment is on; None if there is none."""
    if not comment.picture.isalnum():
        return None
    try:
        return read_regular(root / PICTURES / f"{comment.picture}.png", _MOST_BYTES)
    except OSError:
        return None


def _write(root: Path, comments: Iterable[Comment], pictures: dict[str, bytes]) -> None:
    text = json.dumps([asdict(one) for one in comments], ensure_ascii=False, indent=1)
    files = {root / PICTURES / f"{digest}.png": png for digest, png in pictures.items()}
    write_all({**files, root / COMMENTS: text.encode()})


def _comment(record: object) -> Comment | None:
    try:
        return _COMMENT.validate_python(record)
    except ValidationError:
        return None


_COMMENT = TypeAdapter(Comment)
