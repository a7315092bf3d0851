"""Sources in words: a short form for notes, a full one for the list, by a CSL style.

citeproc-py formats; `templates/citations/brief.csl` says how. What the library needs handed to it in another form
(dates, names, works without a title) is brought into that form here, and what it marks as italic comes back as
`Emphasis`. No source can stop a build: a field that cannot be used is reported at its source and left out.
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
from factpress.document.resolve.csl_fields import cleaned, csl_item, untaken
from factpress.i18n import Language
from factpress.publication.facts.claims import FactBook
from factpress.publication.facts.sources import Source

STYLE = "citations/brief.csl"
"""The CSL style, below `templates`; a publication may bring its own under that name."""

_ITALIC, _END = "\ue000", "\ue001"  # private use: they mark what citeproc slants, and never reach a reader


@dataclass(frozen=True, slots=True)
class Citations:
    """Every source of a publication, formatted once."""

    entries: Mapping[str, Inlines]
    shorts: Mapping[str, str]

    def entry(self, source: str) -> Inlines:
        """The source as it stands in the list of sources. KeyError where there is none of that id."""
        return self.entries[source]

    def short(self, source: str, locator: str | None = None) -> str:
        """The source in a few words, and where in it: "Kiernan, The Pol Pot Regime, p. 458".

        A source with a label of its own (CSL's `citation-label`) goes by that.
        """
        words = self.shorts[source]
        return f"{words}, {locator}" if locator else words


def load_citations(book: FactBook, language: Language, places: Places, problems: Problems) -> Citations:
    """The sources of the fact book, formatted by the style. What cannot be used of a source is a warning at it."""
    style = _style(language.tag, places, problems)
    entries: dict[str, Inlines] = {}
    shorts: dict[str, str] = {}
    for source in book.sources.values():
        entry, short = _formatted(source, style, problems) if style is not None else ("", "")
        named = str(source.csl.get("title") or source.id)
        entries[source.id] = _linked(_inlines(entry), _addresses(source)) or (Text(named),)
        shorts[source.id] = str(source.csl.get("citation-label") or "") or _once(plain(_inlines(short))) or named
    return Citations(entries, shorts)


# ── citeproc ────────────────────────────────────────────────────────────────────────────────────────────────────


class _Marks:
    """The "format" that citeproc writes in: italics as marks, all else as plain words."""

    @staticmethod
    def preformat(text: object) -> str:
        return str(text)

    @staticmethod
    def Italic(text: str) -> str:  # noqa: N802 - citeproc's name
        return f"{_ITALIC}{text}{_END}"

    Oblique = Italic
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = str


class _Run(Protocol):
    """What is asked of citeproc, which brings no types."""

    def register(self, citation: object) -> None: ...
    def cite(self, citation: object, callback: Callable[[object], object]) -> object: ...
    def bibliography(self) -> list[object]: ...


def _style(tag: str, places: Places, problems: Problems) -> Any:
    """The CSL style in the language nearest to `tag`; None, with an error, where it is no CSL style."""
    import citeproc

    path = places.template(STYLE)
    if path is None:
        problems.error("missing-file", "the citation style is missing", Location(Path("templates", STYLE)))
        return None
    place = Location(path.relative_to(places.root) if path.is_relative_to(places.root) else path)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            made = citeproc.CitationStylesStyle(io.BytesIO(path.read_bytes()), locale=_locale(tag))
        except (SyntaxError, AttributeError) as error:  # lxml's own errors of syntax are Python's, too
            problems.error("bad-citation-style", f"this is not a CSL style: {error}", place)
            return None
    if said:
        first = str(said[0].message).splitlines()
        problems.error("bad-citation-style", f"this is not a CSL style: {first[min(1, len(first) - 1)]}", place)
        return None
    return made


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
    """The source's entry and short form, with marks; empty where citeproc fails on it."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    hint = "compare it with the fields of CSL: docs.citationstyles.org/en/stable/specification.html"
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            item = csl_item(source)
            bibliography = cast("_Run", CitationStylesBibliography(style, CiteProcJSON([item]), cast("Any", _Marks)))
            citation = Citation([CitationItem("source")])
            bibliography.register(citation)
            short = str(bibliography.cite(citation, str))
            entry = "".join(map(str, bibliography.bibliography()))
        except Exception as error:  # noqa: BLE001 - citeproc raises what it likes, and one source is not the build
            message = f'the source "{source.id}" could not be formatted: {error or type(error).__name__}'
            problems.warning("bad-source", message, source.location, hint)
            return "", ""
    for name in untaken(source):
        message = f'the source "{source.id}": no citation can print "{name}", so it is left out'
        problems.warning("bad-source", message, source.location, 'say it under "note", or take another field of CSL')
    for warning in said:
        problems.warning("bad-source", f'the source "{source.id}": {warning.message}', source.location, hint)
    return entry, short


# ── what comes back ─────────────────────────────────────────────────────────────────────────────────────────────


def _inlines(marked: str) -> Inlines:
    """Words with marks as inlines. What is slanted within the slanted stands upright, as typographers set it."""
    out: list[Inline] = []
    depth = 0
    for part in re.split(f"([{_ITALIC}{_END}])", _tidy(marked)):
        if part in (_ITALIC, _END):
            depth += 1 if part == _ITALIC else -1
        elif part:
            out.append(Emphasis((Text(part),)) if depth % 2 else Text(part))
    return tuple(out)


def _tidy(marked: str) -> str:
    """No two stops in a row and no space before one, where a field brought its own."""
    close = f"[{_END}”’)\\]]*"
    tidied = re.sub(rf"([.?!…]{close})\.(?!\.)", r"\1", marked.strip())
    return re.sub(r"(?<!\s)\s++([.,;:])", r"\1", tidied)


def _once(short: str) -> str:
    """The short form without a year at its end that its title has just named: "Index 2014, 2014"."""
    words, _, year = short.rpartition(", ")
    return words if re.fullmatch(r"\d{4}", year) and re.search(rf"\b{year}\b", words) else short


def _addresses(source: Source) -> tuple[str, ...]:
    """The addresses that the entry may show."""
    doi, url = source.csl.get("DOI"), source.csl.get("URL")
    return tuple(cleaned(a) for a in (f"https://doi.org/{doi}" if doi else None, url) if isinstance(a, str))


def _linked(inlines: Inlines, addresses: tuple[str, ...]) -> Inlines:
    """The inlines with each address that stands in them as a link."""
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
