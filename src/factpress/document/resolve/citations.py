"""Sources formatted by a CSL style: a short form for notes, a full one for the list of sources.

`source_formatter` formats them by the style `templates/citations/brief.csl`. Italics become `Emphasis`. No source stops
a build: a field that cannot be used is reported and left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.document.model import Emphasis, Inline, Inlines, Link, Text, plain
from factpress.document.resolve.csl_fields import cleaned
from factpress.document.resolve.source_formatter import END, ITALIC, FormattedSource, SourceFormatter
from factpress.i18n import Language
from factpress.publication.facts.claims import FactBook
from factpress.publication.facts.sources import Source

STYLE = "citations/brief.csl"
"""The CSL style in `templates`; a publication may have its own under that name."""


@dataclass(frozen=True, slots=True)
class Citations:
    """All sources of a publication, formatted."""

    entries: Mapping[str, Inlines]
    shorts: Mapping[str, str]

    def entry(self, source: str) -> Inlines:
        """The entry of the source in the list of sources. Raises KeyError if there is none of that id."""
        return self.entries[source]

    def short(self, source: str, locator: str | None = None) -> str:
        """The source in a few words, with a locator: "Kiernan, The Pol Pot Regime, p. 458".

        For a source with a CSL `citation-label`, this is the label.
        """
        words = self.shorts[source]
        return f"{words}, {locator}" if locator else words


def load_citations(
    book: FactBook, language: Language, places: Places, problems: Problems, cache: Path | None = None
) -> Citations:
    """The sources of the fact book, formatted by the style. Fields that cannot be used are reported as warnings.

    Formatted sources are kept in the folder `cache`, unless it is None.
    """
    formatter = SourceFormatter(places.template(STYLE), language.tag, places.root, problems, cache)
    entries: dict[str, Inlines] = {}
    shorts: dict[str, str] = {}
    for source in book.sources.values():
        formatted = formatter.format(source)
        _report(formatted, source, problems)
        entry, short = formatted.entry, formatted.short
        name = str(source.csl.get("title") or source.id)
        label = str(source.csl.get("citation-label") or "")
        entries[source.id] = _linked(_inlines(entry), _addresses(source)) or (Text(name),)
        shorts[source.id] = label or _without_repeated_year(plain(_inlines(short))) or name
    formatter.finish()
    return Citations(entries, shorts)


def _report(formatted: FormattedSource, source: Source, problems: Problems) -> None:
    """Reports what citeproc could not use."""
    hint = "compare it with the fields of CSL: docs.citationstyles.org/en/stable/specification.html"
    if formatted.failure is not None:
        message = f'the source "{source.id}" could not be formatted: {formatted.failure}'
        problems.warning("bad-source", message, source.location, hint)
    for name in formatted.unsupported:
        message = f'the source "{source.id}": "{name}" is not supported in citations and is left out'
        problems.warning("bad-source", message, source.location, 'write it under "note", or use another field of CSL')
    for warning in formatted.warnings:
        problems.warning("bad-source", f'the source "{source.id}": {warning}', source.location, hint)


# ── citeproc's output ───────────────────────────────────────────────────────────────────────────────────────────────


def _inlines(marked: str) -> Inlines:
    """Text with marks as inlines. Italics inside italics are upright, as is usual in typography."""
    out: list[Inline] = []
    depth = 0
    for part in re.split(f"([{ITALIC}{END}])", _tidy(marked)):
        if part in (ITALIC, END):
            depth += 1 if part == ITALIC else -1
        elif part:
            out.append(Emphasis((Text(part),)) if depth % 2 else Text(part))
    return tuple(out)


def _tidy(marked: str) -> str:
    """Remove double stops and spaces before a stop, for fields that end with one."""
    close = f"[{END}”’)\\]]*"
    tidied = re.sub(rf"([.?!…]{close})\.(?!\.)", r"\1", marked.strip())
    return re.sub(r"(?<!\s)\s++([.,;:])", r"\1", tidied)


def _without_repeated_year(short: str) -> str:
    """The short form without a year at its end that the title has already: "Index 2014, 2014"."""
    words, _, year = short.rpartition(", ")
    return words if re.fullmatch(r"\d{4}", year) and re.search(rf"\b{year}\b", words) else short


def _addresses(source: Source) -> tuple[str, ...]:
    """The addresses that the entry may contain."""
    doi, url = source.csl.get("DOI"), source.csl.get("URL")
    return tuple(cleaned(a) for a in (f"https://doi.org/{doi}" if doi else None, url) if isinstance(a, str))


def _linked(inlines: Inlines, addresses: tuple[str, ...]) -> Inlines:
    """The inlines with links for these addresses."""
    known = [re.escape(address) for address in addresses if re.match(r"https?://\S+$", address)]
    if not known:
        return inlines
    out: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Text):
            out.append(inline)
            continue
        for i, words in enumerate(re.split(f"({'|'.join(known)})", inline.text)):
            if words:
                out.append(Link(words, (Text(words),)) if i % 2 else Text(words))
    return tuple(out)
