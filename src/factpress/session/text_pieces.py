"""The lines of one part of a text as a text of their own, so that a change of words reads no more than its part."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factpress.publication.editing.edits import Edit, digest
from factpress.session.text_parts import Block, TextView
from factpress.session.text_words import TextFile


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file as a file: how many lines and bytes are above it, and the whole file."""

    file: TextFile
    lines: int
    offset: int
    whole: TextFile

    def local(self, block: Block) -> Block:
        """Return a block of the file as it stands in the piece."""
        return _moved(block, -self.lines)

    def there(self, block: Block) -> Block:
        """Return a block of the piece as it stands in the file."""
        return _moved(block, self.lines)

    def edit(self, edit: Edit) -> Edit:
        """Return an edit of the piece as one of the file."""
        content, start, end = self.whole.content, self.offset + edit.start, self.offset + edit.end
        after = content[:start] + edit.after + content[end:]
        return replace(edit, start=start, end=end, base=digest(content), result=digest(after))


def piece_at(file: TextFile, view: TextView, line: int) -> Piece:
    """Return the part that a line belongs to; the whole file if the part cannot be cut out."""
    lines = file.content.split(b"\n")
    part = view.part_at(line)
    first = part.line - 1 if part is not None else 0
    if part is None or first >= len(lines) or not lines[first].startswith(b"#"):
        return Piece(file, 0, 0, file)
    stop = next((one.line - 1 for one in view.parts if one.line > part.line), len(lines))
    offset = sum(len(one) + 1 for one in lines[:first])
    content = b"\n".join([*lines[first:stop], *([b""] if stop < len(lines) else [])])
    return Piece(TextFile(file.path, content), first, offset, file)


def _moved(block: Block, lines: int) -> Block:
    return replace(block, location=replace(block.location, line=block.line + lines))
