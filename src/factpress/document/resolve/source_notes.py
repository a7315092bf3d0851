"""Sources as notes, and the record of what is cited."""

from __future__ import annotations

from collections.abc import Iterable

from factpress.core.diagnostics import Problems
from factpress.document.model import Note, Text
from factpress.document.resolve.citations import Citations
from factpress.document.resolve.lookup import FactLookup, citations_of
from factpress.document.wording.phrases import as_sentence
from factpress.i18n import Language
from factpress.publication.facts.claims import Citation, Claim, FactBook, Value


class SourceNotes:
    """The part of a resolver that looks up sources. `cited` has the ids of the cited sources."""

    __slots__ = ()

    facts: FactLookup
    citations: Citations
    cited: set[str]

    @property
    def book(self) -> FactBook:
        """The facts."""
        return self.facts.book

    @property
    def language(self) -> Language:
        """The language of the text."""
        return self.facts.language

    @property
    def problems(self) -> Problems:
        """Where findings are collected."""
        return self.facts.problems

    def cite(self, source: str) -> None:
        """Record that a source is cited."""
        self.cited.add(source)

    def sources(
        self, claim: Claim, value: Value | None, stated: tuple[Value, ...] = (), *, beside: str | None = None
    ) -> tuple[str, tuple[str, ...]]:
        """The sources of a value in short form, and their ids, including those that they were seen in.

        Those of the values `stated` with it follow. The source `beside` is left out, which the text names already.
        """
        citations = (*citations_of(claim, value), *(one for other in stated for one in citations_of(claim, other)))
        return self._cited(dict.fromkeys(one for one in citations if one.source != beside))

    def _cited(self, citations: Iterable[Citation]) -> tuple[str, tuple[str, ...]]:
        texts: list[str] = []
        ids: list[str] = []
        for citation in citations:
            if citation.source not in self.book.sources:
                continue
            words = self.citations.short(citation.source, citation.locator)
            ids.append(citation.source)
            if citation.seen_in is not None and citation.seen_in in self.book.sources:
                words += f" ({self.language.word('seen-in')} {self.citations.short(citation.seen_in)})"
                ids.append(citation.seen_in)
            texts.append(words)
        for source in ids:
            self.cite(source)
        return "; ".join(dict.fromkeys(texts)), tuple(dict.fromkeys(ids))

    def source_note(self, citations: Iterable[Citation]) -> tuple[Note, ...]:
        """The note with the sources of a record that is no claim; none if it cites none."""
        short, ids = self._cited(citations)
        return (Note((Text(as_sentence(short)),), short, None, ids, key=f"sources {short}"),) if short else ()
