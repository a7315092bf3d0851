"""Claims that the last reading of the files does not have: those with errors, and those of a file that is broken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from factpress.core.diagnostics import Diagnostic, Findings, Location
from factpress.publication.editing.files import read_content
from factpress.publication.editing.source_text import SourceText
from factpress.publication.editing.yaml_nodes import YamlText, read_yaml
from factpress.publication.facts.claims import Claim, FactBook

_BROKEN = frozenset({"bad-yaml", "unreadable-file"})
"""The findings of a file of which nothing can be read."""


@dataclass(frozen=True, slots=True)
class FaultyClaim:
    """A claim with errors: its id, what is claimed and its standing as far as the file says it, and where it is."""

    id: str
    text: str
    standing: str
    location: Location


def broken_files(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the first finding of each file that cannot be read."""
    first: dict[Path, Diagnostic] = {}
    for one in found:
        if one.code in _BROKEN and one.location is not None:
            first.setdefault(one.location.path, one)
    return tuple(first.values())


def with_last_claims(book: FactBook, last: FactBook, found: Iterable[Diagnostic]) -> FactBook:
    """Return the book with the claims and sources of broken files as they were read last."""
    broken = {one.location.path for one in broken_files(found) if one.location is not None}
    kept = {name: one for name, one in last.claims.items() if one.location.path in broken}
    claims = sorted((kept | dict(book.claims)).values(), key=_place)
    return replace(book, claims={one.id: one for one in claims}, sources=book.sources or last.sources)


def _place(claim: Claim) -> tuple[Path, int]:
    return claim.location.path, claim.location.line


def faulty_claims(root: Path, book: FactBook, files: Iterable[Path]) -> tuple[FaultyClaim, ...]:
    """Return the claims with errors that are in the files of claims. A file that is broken has none."""
    if not book.faulty:
        return ()
    out: list[FaultyClaim] = []
    for file in files:
        try:
            yaml = read_yaml(SourceText(read_content(root, file).decode(), file))
        except (Findings, UnicodeDecodeError):
            continue
        out.extend(_faulty_in(yaml, book.faulty - book.claims.keys()))
    return tuple(out)


def _faulty_in(yaml: YamlText, names: frozenset[str]) -> Iterable[FaultyClaim]:
    loaded: object = yaml.data
    data = cast("dict[str, object]", loaded) if isinstance(loaded, dict) else {}
    for name in (name for name in data if name in names):
        record = data[name]
        known = cast("dict[str, object]", record) if isinstance(record, dict) else {}
        node = yaml.find((name,))
        line = yaml.source.place(node.start).line if node is not None else 1
        text, standing = (str(known.get(key) or "") for key in ("claim", "standing"))
        yield FaultyClaim(name, text or name, standing, Location(yaml.source.file, line))
