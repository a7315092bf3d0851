"""The form of a claim, from its file and from the edition that was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

from factpress.core.yaml_positions import YamlPath
from factpress.document.resolve.citations import Citations
from factpress.i18n import Language
from factpress.ledger.values import value_texts
from factpress.publication.facts.claims import Claim, FactBook
from factpress.publication.facts.dates import read_iso, read_iso_period
from factpress.publication.facts.schema import QUALIFIERS
from factpress.session.claim_fields import ClaimData
from factpress.session.field_text import number_text, period_text, time_text
from factpress.session.forms import CitationForm, CitationsForm, ClaimForm, Field, Other, ValueForm

_CLAIM_KEYS = frozenset(
    {"claim", "says", "finding", "as_supplied", "standing", "reason", "checked", "review_by", "values", "cites"}
)
_VALUE_KEYS = frozenset(
    {*QUALIFIERS, "range", "key", "unit", "of", "definition", "place", "period", "as_of", "counts", "calculation"}
    | {"cites", "series"}
)


class FormReader:
    """Makes the forms of claims, in the language of the publication."""

    def __init__(self, language: Language, book: FactBook, sources: Mapping[str, str]) -> None:
        self.language, self.book, self.sources = language, book, sources

    def form(self, data: ClaimData, group: str) -> ClaimForm:
        """Return the form of a claim."""
        record = data.record
        fields = {name: self._field(data, name, (data.id, name)) for name in ("claim", "says", "finding", "reason")}
        days = {name: self._field(data, name, (data.id, name), self._time) for name in ("checked", "review_by")}
        claim = self.book.claims.get(data.id)
        return ClaimForm(
            id=data.id,
            file=data.yaml.source.file.as_posix(),
            line=data.line((data.id,)),
            group=group,
            as_supplied=str(record.get("as_supplied") or ""),
            standing=self._field(data, "standing", (data.id, "standing")),
            values=tuple(self._value(data, index, claim) for index in range(len(data.values))),
            cites=self._citations(data, None),
            others=tuple(_others(data, (data.id,), record, _CLAIM_KEYS)),
            units=tuple(sorted(self.language.units)),
            **fields,
            **days,
        )

    def reads(self, claim: Claim) -> str:
        """Return a claim in one line: its first value, its words as supplied, or its sentence."""
        for value in claim.values:
            if words := self.value_reads(claim, value.key):
                return words
        return claim.as_supplied or claim.says

    def value_reads(self, claim: Claim, key: str) -> str:
        """Return a value as the publication says it."""
        texts = value_texts(claim, key, self.book, self.language)
        return texts[0].words if texts else ""

    def _field(self, data: ClaimData, name: str, path: YamlPath, shown: Any = None) -> Field:
        value = data.get(path)
        text = "" if value is None else (shown or _plain)(value)
        return Field(name, text, data.base(path))

    def _number(self, value: object) -> str:
        return number_text(Decimal(value), self.language) if isinstance(value, int | Decimal) else _plain(value)

    def _time(self, value: object) -> str:
        try:
            written = str(value)
            if "/" in written:
                return period_text(read_iso_period(written), self.language)
            return time_text(read_iso(written), self.language)
        except ValueError:
            return _plain(value)

    def _value(self, data: ClaimData, index: int, claim: Claim | None) -> ValueForm:
        keys = data.values[index]
        at: YamlPath = (data.id, "values", index)
        name = str(keys.get("key") or index + 1)
        shape = next((key for key in (*QUALIFIERS, "range", "series", "steps") if key in keys), "time")
        texts = ("key", "unit", "of", "definition", "place", "counts", "calculation")
        plain = {key: self._field(data, f"values/{index}/{key}", (*at, key)) for key in texts}
        time = (*at, "as_of" if "as_of" in keys else "period")
        others = _others(data, at, keys, _VALUE_KEYS if shape != "time" else _VALUE_KEYS - {"series"})
        return ValueForm(
            index=index,
            shape=shape,
            reads=self.value_reads(claim, name) if claim is not None and data.id not in self.book.faulty else "",
            number=self._field(data, f"values/{index}/number", (*at, shape), self._number),
            low=self._field(data, f"values/{index}/low", (*at, "range", 0), self._number),
            high=self._field(data, f"values/{index}/high", (*at, "range", 1), self._number),
            time=self._field(data, f"values/{index}/time", time, self._time),
            points=tuple(self._points(data, index)) if shape == "series" else (),
            cites=self._citations(data, index),
            others=tuple(others),
            **plain,
        )

    def _points(self, data: ClaimData, index: int) -> Iterator[tuple[str, Field]]:
        series = data.values[index].get("series")
        for when, number in cast("dict[str, object]", series if isinstance(series, dict) else {}).items():
            path: YamlPath = (data.id, "values", index, "series", when)
            if isinstance(number, int | Decimal):
                yield self._time(when), self._field(data, f"values/{index}/points/{when}", path, self._number)

    def _citations(self, data: ClaimData, value: int | None) -> CitationsForm:
        _, found = data.citations(value)
        prefix = "cites" if value is None else f"values/{value}/cites"
        items: list[CitationForm] = []
        for number, one in enumerate(found):
            path = data.citation_path(value, number)
            source, seen = str(one.get("source") or ""), str(one.get("seen_in") or "")
            items.append(
                CitationForm(
                    f"{prefix}/{number}",
                    source,
                    self.sources.get(source, source),
                    self._field(data, f"{prefix}/{number}/locator", (*path, "locator")),
                    self.sources.get(seen, seen),
                    self._field(data, f"{prefix}/{number}/read", (*path, "read")),
                )
            )
        inherited = () if found or value is None else self._inherited(data)
        return CitationsForm(prefix, tuple(items), inherited)

    def _inherited(self, data: ClaimData) -> tuple[str, ...]:
        names = [str(one.get("source") or "") for one in data.citations(None)[1]]
        return tuple(self.sources.get(name, name) for name in names)


def source_names(citations: Citations | None, book: FactBook) -> dict[str, str]:
    """Return the names of the sources as notes have them, by id."""
    if citations is None:
        return {name: str(source.csl.get("title") or name) for name, source in book.sources.items()}
    return {name: citations.short(name) for name in book.sources if name in citations.shorts}


def _plain(value: object) -> str:
    return " ".join(str(value).split())


def _others(data: ClaimData, path: YamlPath, keys: Mapping[str, Any], shown: frozenset[str]) -> Iterator[Other]:
    """The keys that have no field, as they are written."""
    for key in keys:
        if key not in shown:
            yield Other(key.replace("_", " "), data.written((*path, key)), data.line((*path, key)))
