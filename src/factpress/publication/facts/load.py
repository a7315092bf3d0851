"""YAML into the fact source: every claim, value and source with its place, and everything that is wrong, in one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.paths import Places, path_exists
from factpress.core.validation import Path_, Tree, check
from factpress.i18n import Language
from factpress.i18n.numerals import numerals, spelled
from factpress.publication.facts.claims import (
    FACTS,
    SOURCES,
    Answer,
    Citation,
    Claim,
    FactBook,
    Quantity,
    SignOff,
    Source,
    Standing,
    Value,
)
from factpress.publication.facts.containment import load_scopes
from factpress.publication.facts.csl import SourceRecord, item
from factpress.publication.facts.measures import Site, measure, numbers
from factpress.publication.facts.schema import AnswerRecord, CiteRecord, ClaimRecord, ValueRecord
from factpress.publication.yaml_entries import entries


def load_facts(places: Places, language: Language, problems: Problems) -> FactBook:
    """All claims of `data/facts/*.yaml` and all sources of `data/sources.yaml`.

    What is wrong is noted and left out. A value without citations of its own has those of its claim.
    """
    sources, known = _load_sources(places, problems)
    desk = _Desk(language, known, problems)
    claims: dict[str, Claim] = {}
    for file in fact_files(places, problems):
        for claim in desk.claims(places.root, file):
            claims[claim.id] = claim
    values = [value for claim in claims.values() for value in claim.values]
    named = {value.place for value in values if value.place is not None}
    whole = not desk.faulty and not desk.unread
    scopes = load_scopes(places, named, _groups(values) if whole else None, problems)
    return FactBook(claims, sources, frozenset(desk.faulty), desk.unread, scopes)


def _groups(values: list[Value]) -> set[str]:
    """What the values count, and what their shares are shares of."""
    wholes = {m.of for value in values if isinstance(m := value.measure, Quantity) and m.of is not None}
    return wholes | {value.definition for value in values if value.definition is not None}


def _load_sources(places: Places, problems: Problems) -> tuple[dict[str, Source], frozenset[str] | None]:
    """The sources, and the ids that may be cited: those of faulty sources too, and any (None) if the file is broken."""
    if not path_exists(places.root / SOURCES):
        return {}, frozenset()
    before = len(problems.errors)
    found = list(entries(places.root, SOURCES, problems))
    if not found and len(problems.errors) > before:
        return {}, None
    sources: dict[str, Source] = {}
    for key, tree in found:
        record = check(tree, SourceRecord, problems, (key,))
        if record is not None:
            sources[key] = Source(key, item(key, record), tree.key_at(key))
    return sources, frozenset(key for key, _ in found)


def fact_files(places: Places, problems: Problems) -> list[Path]:
    """The files of claims in `data/facts`, by name; a file with another ending is an error."""
    folder = places.root / FACTS
    if not folder.is_dir():
        hint = "make the folder; each file in it holds claims by id"
        problems.error("missing-file", f"there is no folder {FACTS.as_posix()}", Location(FACTS), hint)
        return []
    if not folder.resolve().is_relative_to(places.root):
        problems.error("outside-folder", f"{FACTS.as_posix()} lies outside the publication's folder", Location(FACTS))
        return []
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    for name in names:
        if name.lower().endswith((".yml", ".yaml")) and not name.endswith(".yaml"):
            hint = f'rename it to "{name[: name.rindex(".")]}.yaml"'
            message = f"{name} is not read: files of claims end in .yaml"
            problems.error("wrong-ending", message, Location(FACTS / name), hint)
    return [FACTS / name for name in names if name.endswith(".yaml")]


@dataclass(slots=True)
class _Desk:
    """Reads claims one by one, and remembers where each id was first written."""

    language: Language
    sources: frozenset[str] | None
    problems: Problems
    first: dict[str, Location] = field(default_factory=dict[str, Location])
    faulty: set[str] = field(default_factory=set[str])
    unread: bool = False

    def claims(self, root: Path, file: Path) -> Iterator[Claim]:
        before = len(self.problems.errors)
        found = list(entries(root, file, self.problems))
        self.unread |= not found and len(self.problems.errors) > before
        for key, tree in found:
            place = tree.key_at(key)
            if key in self.first:
                hint = f"the first one stands at {self.first[key]}; keep one of them"
                self.problems.error("duplicate-claim", f'the claim "{key}" stands here twice', place, hint)
                continue
            self.first[key] = place
            before = len(self.problems.errors)
            claim = self._claim(key, tree)
            if len(self.problems.errors) > before:
                self.faulty.add(key)
            if claim is not None:
                yield claim

    def _claim(self, key: str, tree: Tree) -> Claim | None:
        """The claim; its own keys and each of its values are checked apart, so that one error hides no other."""
        raw = tree.get(key)
        own, listed = raw, False
        if isinstance(raw, dict):
            whole = cast("dict[str, Any]", raw)
            listed = isinstance(whole.get("values"), list)
            own = {k: v for k, v in whole.items() if k != "values"} if listed else whole
        record = check(replace(tree, data={key: own}), ClaimRecord, self.problems, (key,))
        cites = self._cites(record.cites, tree, (key,)) if record is not None else ()
        count = len(cast("list[Any]", tree.get(key, "values"))) if listed else 0
        sites = [s for i in range(count) if (s := self._value(tree, (key, "values", i), cites, record)) is not None]
        self._check_keys([value for value, _ in sites], key)
        if record is None:
            return None
        self._check_claim(record, tree, key)
        claim = Claim(
            id=key,
            claim=record.claim,
            standing=Standing(record.standing),
            reason=record.reason.strip(),
            values=tuple(value for value, _ in sites),
            as_supplied=record.as_supplied,
            attribution=record.attribution,
            attributed_to=record.attributed_to,
            cites=cites,
            checked=record.checked,
            review_by=record.review_by,
            answers=self._answers(record.answers, tree, key),
            signed_off=tuple(SignOff(signing.by, signing.on) for signing in record.signed_off),
            location=tree.key_at(key),
            claim_location=tree.at(key, "claim"),
            reason_location=tree.at(key, "reason"),
        )
        check_supplied(claim, sites, self.language)
        return claim

    def _value(
        self, tree: Tree, path: Path_, inherited: tuple[Citation, ...], claim: ClaimRecord | None
    ) -> tuple[Value, Site] | None:
        record = check(tree, ValueRecord, self.problems, path)
        if record is None:
            return None
        site = Site(record, tree, path, self.language, self.problems)
        cites = self._cites(record.cites, tree, path) or inherited
        if not cites and record.calculation is None and claim is not None and not claim.cites:
            hint = "add cites: {source: …} here or to the claim"
            self.problems.error("uncited-value", "nobody is cited for this value", tree.at(*path), hint)
        return (
            Value(
                key=record.key or str(cast("int", path[-1]) + 1),
                measure=measure(site),
                period=record.period,
                as_of=record.as_of,
                place=record.place,
                definition=record.definition,
                concerns=record.concerns,
                counts=record.counts,
                calculation=record.calculation,
                cites=cites,
                location=tree.at(*path),
                calculation_location=tree.at(*path, "calculation"),
            ),
            site,
        )

    def _check_keys(self, values: list[Value], key: str) -> None:
        seen: dict[str, Location | None] = {}
        for value in values:
            if value.key in seen:
                hint = f"the first one stands at {seen[value.key]}; a value without a key has its position"
                message = f'two values of "{key}" have the key "{value.key}"'
                self.problems.error("duplicate-value", message, value.location, hint)
            seen.setdefault(value.key, value.location)

    def _check_claim(self, record: ClaimRecord, tree: Tree, key: str) -> None:
        if record.attributed_to is not None:
            self._check_source(record.attributed_to, tree.at(key, "attributed_to"))
        if record.standing != Standing.VERIFIED and not record.reason.strip():
            message = f'the claim is "{record.standing}" and does not say why'
            self.problems.error("missing-reason", message, tree.at(key, "standing"), "add reason: …")
        if not record.cites and record.attributed_to is None and not tree.get(key, "values"):
            hint = "add cites: {source: …}, or attributed_to"
            self.problems.error("uncited-claim", "nobody is cited for this claim", tree.key_at(key), hint)
        checked, review = record.checked, record.review_by
        if checked is not None and review is not None and review < checked:
            message = f"the review, {review}, lies before the check, {checked}"
            self.problems.error(
                "upside-down-review", message, tree.at(key, "review_by"), "set review_by to a day after checked"
            )

    def _cites(self, records: list[CiteRecord], tree: Tree, path: Path_) -> tuple[Citation, ...]:
        single = isinstance(tree.get(*path, "cites"), dict)
        out: list[Citation] = []
        for i, record in enumerate(records):
            at: Path_ = (*path, "cites") if single else (*path, "cites", i)
            self._check_source(record.source, tree.at(*at, "source"))
            if record.seen_in is not None:
                self._check_source(record.seen_in, tree.at(*at, "seen_in"))
            out.append(Citation(record.source, record.locator, record.seen_in, tree.at(*at)))
        return tuple(out)

    def _answers(self, records: list[AnswerRecord], tree: Tree, key: str) -> tuple[Answer, ...]:
        single = isinstance(tree.get(key, "answers"), dict)
        places = [tree.at(key, "answers", *(() if single else (i,))) for i in range(len(records))]
        return tuple(
            Answer(record.finding, record.claim, record.because, place)
            for record, place in zip(records, places, strict=True)
        )

    def _check_source(self, source: str, place: Location) -> None:
        if self.sources is not None and source not in self.sources:
            message = f'there is no source "{source}" in {SOURCES.as_posix()}'
            self.problems.error("unknown-source", message, place, did_you_mean(source, self.sources))


def numbers_said(text: str, language: Language) -> frozenset[Decimal]:
    """Every number that a text says, in digits or in words."""
    return frozenset(number for _, _, number in (*numerals(text, language), *spelled(text, language)))


def check_supplied(claim: Claim, sites: list[tuple[Value, Site]], language: Language) -> None:
    """Note an error `differs-from-supplied` for each number of such a value that the supplied words do not say."""
    if claim.as_supplied is None or claim.attributed_to is None:
        return
    said = numbers_said(claim.as_supplied, language)
    for value, site in sites:
        if value.calculation is not None or all(cite.source != claim.attributed_to for cite in value.cites):
            continue
        for number, place in _stated(value, site):
            if number not in said:
                site.problems.error(
                    "differs-from-supplied",
                    f'the words as supplied do not say {number}, and the value cites "{claim.attributed_to}" for it',
                    place,
                    "correct the number, or cite the source that gives it; if a source says that the supplied one no "
                    "longer fits, keep it, and give the new number a value of its own",
                )


def _stated(value: Value, site: Site) -> Iterator[tuple[Decimal, Location]]:
    """The numbers of a value; the years of its period where it states nothing else."""
    if value.measure is None and value.period is not None:
        for year in dict.fromkeys((value.period.begin.year, value.period.end.year)):
            yield Decimal(year), site.at("period")
    yield from numbers(site)
