"""Sources formatted by a CSL style: a short form for notes, a full one for the list of sources.

citeproc-py formats them by the style `templates/citations/brief.csl`; `csl_fields` converts what it needs in another
form. Italics become `Emphasis`. No source stops a build: a field that cannot be used is reported and left out.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.document.model import Emphasis, Inline, Inlines, Link, Text, plain
from factpress.document.resolve.csl_fields import cleaned, csl_item, unsupported
from factpress.i18n import Language
from factpress.publication.facts.claims import FactBook
from factpress.publication.facts.sources import Source

STYLE = "citations/brief.csl"
"""The CSL style in `templates`; a publication may have its own under that name."""

_ITALIC, _END = "\ue000", "\ue001"  # private use characters that mark italics until they are parsed


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


def load_citations(book: FactBook, language: Language, places: Places, problems: Problems) -> Citations:
    """The sources of the fact book, formatted by the style. Fields that cannot be used are reported as warnings."""
    style = _style(language.tag, places, problems)
    entries: dict[str, Inlines] = {}
    shorts: dict[str, str] = {}
    for source in book.sources.values():
        entry, short = _formatted(source, style, problems) if style is not None else ("", "")
        name = str(source.csl.get("title") or source.id)
        label = str(source.csl.get("citation-label") or "")
        entries[source.id] = _linked(_inlines(entry), _addresses(source)) or (Text(name),)
        shorts[source.id] = label or _without_repeated_year(plain(_inlines(short))) or name
    return Citations(entries, shorts)


# ── citeproc ────────────────────────────────────────────────────────────────────────────────────────────────────


class _Marks:
    """An output format of citeproc: italics as marks, everything else as plain text."""

    @staticmethod
    def preformat(text: object) -> str:
        return str(text)

    @staticmethod
    def Italic(text: str) -> str:  # noqa: N802 - citeproc's name
        return f"{_ITALIC}{text}{_END}"

    Oblique = Italic
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = str


class _Bibliography(Protocol):
    """The used part of citeproc's bibliography, which has no types."""

    def register(self, citation: object) -> None: ...
    def cite(self, citation: object, callback: Callable[[object], object]) -> object: ...
    def bibliography(self) -> list[object]: ...


def _style(tag: str, places: Places, problems: Problems) -> Any:
    """The CSL style in the language nearest to `tag`; None, with an error, if it is not one."""
    import citeproc

    path = places.template(STYLE)
    if path is None:
        problems.error("missing-file", "the citation style is missing", Location(Path("templates", STYLE)))
        return None
    place = Location(path.relative_to(places.root) if path.is_relative_to(places.root) else path)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            style = citeproc.CitationStylesStyle(io.BytesIO(path.read_bytes()), locale=_locale(tag))
        except (SyntaxError, AttributeError) as error:  # lxml's syntax error is a SyntaxError
            problems.error("bad-citation-style", f"this is not a CSL style: {error}", place)
            return None
    if caught:
        first = str(caught[0].message).splitlines()
        problems.error("bad-citation-style", f"this is not a CSL style: {first[min(1, len(first) - 1)]}", place)
        return None
    return style


def _locale(tag: str) -> str:
    """The CSL locale for a language: that of the tag, else the first of its language, else American English."""
    import citeproc

    names = sorted(p.stem.removeprefix("locales-") for p in Path(citeproc.LOCALES_PATH).glob("locales-*.xml"))
    language = tag.split("-", maxsplit=1)[0].lower()
    usual = {"en": "en-GB", "de": "de-DE", "es": "es-ES", "fr": "fr-FR", "pt": "pt-PT", "zh": "zh-CN"}
    for name in (tag, usual.get(language), *(n for n in names if n.split("-", maxsplit=1)[0] == language)):
        if name in names:
            return name
    return "en-US"


def _formatted(source: Source, style: Any, problems: Problems) -> tuple[str, str]:
    """The source's entry and short form, with marks; empty if citeproc fails."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    hint = "compare it with the fields of CSL: docs.citationstyles.org/en/stable/specification.html"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            source_list, marks = CiteProcJSON([csl_item(source)]), cast("Any", _Marks)
            bibliography = cast("_Bibliography", CitationStylesBibliography(style, source_list, marks))
            citation = Citation([CitationItem("source")])
            bibliography.register(citation)
            short = str(bibliography.cite(citation, str))
            entry = "".join(map(str, bibliography.bibliography()))
        except Exception as error:  # noqa: BLE001 - citeproc raises any type of error
            message = f'the source "{source.id}" could not be formatted: {error or type(error).__name__}'
            problems.warning("bad-source", message, source.location, hint)
            return "", ""
    for name in unsupported(source):
        message = f'the source "{source.id}": "{name}" is not supported in citations and is left out'
        problems.warning("bad-source", message, source.location, 'write it under "note", or use another field of CSL')
    for warning in caught:
        problems.warning("bad-source", f'the source "{source.id}": {warning.message}', source.location, hint)
    return entry, short


# ── citeproc's output ───────────────────────────────────────────────────────────────────────────────────────────────


def _inlines(marked: str) -> Inlines:
    """Text with marks as inlines. Italics inside italics are upright, as is usual in typography."""
    out: list[Inline] = []
    depth = 0
    for part in re.split(f"([{_ITALIC}{_END}])", _tidy(marked)):
        if part in (_ITALIC, _END):
            depth += 1 if part == _ITALIC else -1
        elif part:
            out.append(Emphasis((Text(part),)) if depth % 2 else Text(part))
    return tuple(out)


def _tidy(marked: str) -> str:
    """Remove double stops and spaces before a stop, for fields that end with one."""
    close = f"[{_END}”’)\\]]*"
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
