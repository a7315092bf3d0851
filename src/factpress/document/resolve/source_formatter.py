"""Formats sources by a CSL style with citeproc-py, and keeps the results by their content.

`csl_fields` converts what citeproc-py needs in another form. To import it and to format the sources takes longer than
to read all other files of a publication, so it is imported for the first source that is not in the cache.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from factpress.core.content_cache import ContentCache, file_digest, key_of
from factpress.core.diagnostics import Location, Problems
from factpress.core.regular_files import read_regular
from factpress.document.resolve.csl_fields import csl_item, unsupported
from factpress.publication.facts.sources import Source

ITALIC, END = "\ue000", "\ue001"
"""Private use characters that mark italics in a formatted source."""


_KEPT = 1000
"""Results that are kept in any case."""


class FormattedSource(BaseModel):
    """A source as citeproc formatted it, with marks: its entry in the list of sources, and its short form.

    `unsupported` are its fields that citeproc does not print, `warnings` and `failure` what citeproc says.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    entry: str = ""
    short: str = ""
    unsupported: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    failure: str | None = None


class SourceFormatter:
    """Formats sources by the style in the file `path`, in a language. Errors of the style are reported once."""

    def __init__(self, path: Path | None, tag: str, root: Path, problems: Problems, cache: Path | None) -> None:
        self._path, self._tag, self._root, self._problems = path, tag, root, problems
        self._cache = ContentCache(cache, "citation-1") if cache is not None and path is not None else None
        self._count, self._added = 0, False

    @cached_property
    def _style(self) -> Any:
        if self._path is None:
            self._problems.error("missing-file", "the citation style is missing", Location(Path("templates/citations")))
            return None
        return _read_style(self._path, self._tag, self._root, self._problems)

    @cached_property
    def _inputs(self) -> tuple[object, ...]:
        """What the format of all sources depends on."""
        here = Path(__file__)
        files = (here, here.with_name("csl_fields.py"), *([self._path] if self._path is not None else []))
        return (self._tag, version("citeproc-py"), *map(file_digest, files))

    def format(self, source: Source) -> FormattedSource:
        """The source as it is printed; empty if there is no style."""
        cache = self._cache
        if cache is None:
            return _format(source, self._style) if self._style is not None else FormattedSource()
        self._count += 1
        key = key_of(self._inputs, source.csl)
        stored = cache.get(key)
        if stored is not None:
            with suppress(ValidationError):  # another program wrote it
                return FormattedSource.model_validate_json(stored)
        if self._style is None:
            return FormattedSource()
        formatted = _format(source, self._style)
        with suppress(ValueError):  # text that is not Unicode
            cache.put(key, formatted.model_dump_json().encode())
            self._added = True
        return formatted

    def finish(self) -> None:
        """Removes results from the cache that were not used for long, but none that was used now."""
        if self._cache is not None and self._added:
            self._cache.prune(max(_KEPT, 2 * self._count))


# ── citeproc ────────────────────────────────────────────────────────────────────────────────────────────────────


class _Marks:
    """An output format of citeproc: italics as marks, everything else as plain text."""

    @staticmethod
    def preformat(text: object) -> str:
        return str(text)

    @staticmethod
    def Italic(text: str) -> str:  # noqa: N802 - citeproc's name
        return f"{ITALIC}{text}{END}"

    Oblique = Italic
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = str


class _Bibliography(Protocol):
    """The used part of citeproc's bibliography, which has no types."""

    def register(self, citation: object) -> None: ...
    def cite(self, citation: object, callback: Callable[[object], object]) -> object: ...
    def bibliography(self) -> list[object]: ...


def _read_style(path: Path, tag: str, root: Path, problems: Problems) -> Any:
    """The CSL style in the language nearest to `tag`; None, with an error, if it is not one."""
    import citeproc

    place = Location(path.relative_to(root) if path.is_relative_to(root) else path)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            style = citeproc.CitationStylesStyle(io.BytesIO(read_regular(path)), locale=_locale(tag))
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


def _format(source: Source, style: Any) -> FormattedSource:
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            source_list, marks = CiteProcJSON([csl_item(source)]), cast("Any", _Marks)
            bibliography = cast("_Bibliography", CitationStylesBibliography(style, source_list, marks))
            citation = Citation([CitationItem("source")])
            bibliography.register(citation)
            short = str(bibliography.cite(citation, str))
            entry = "".join(map(str, bibliography.bibliography()))
            if str(style.root.get_locale_option("punctuation-in-quote")).lower() == "true":
                entry, short = stops_in_quotes(entry), stops_in_quotes(short)
        except Exception as error:  # noqa: BLE001 - citeproc raises any type of error
            return FormattedSource(failure=str(error) or type(error).__name__)
    said = tuple(str(warning.message) for warning in caught)
    return FormattedSource(entry=entry, short=short, unsupported=unsupported(source), warnings=said)


def stops_in_quotes(text: str) -> str:
    """The text with full stops and commas inside quotation marks, “A title.” for “A title”., as in American English.

    citeproc-py reads the option of a style, but does not follow it.
    """
    return re.sub(r"(?<![.,?!…])”([.,])", r"\1”", text)
