"""The lines of a claim as its file has them."""

from __future__ import annotations

from factpress.publication.editing.files import read_content
from factpress.publication.editing.source_text import SourceText
from factpress.session.claim_fields import ClaimData
from factpress.session.finding_words import claim_lines
from factpress.session.session import Session


def file_lines(session: Session, claim: str) -> tuple[str, int, tuple[str, ...]]:
    """Return the file of a claim, its first line, and its lines. Raises Findings if the file cannot be read."""
    file = session.file_of(claim)
    if file is None:
        return "", 0, ()
    source = SourceText(read_content(session.root, file).decode(), file)
    data = ClaimData.of(claim, source)
    lines = claim_lines(data) if data is not None else range(0)
    return file.as_posix(), lines.start, tuple(source.plain.split("\n")[lines.start - 1 : lines.stop - 1])
