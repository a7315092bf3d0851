"""Load `data/facts/*.yaml` and `data/sources.yaml` into a `FactBook`; report all errors with their positions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.paths import Places
from factpress.core.source_files import SourceFiles
from factpress.core.validation import validate
from factpress.core.yaml_positions import Tree, YamlKey, YamlPath, read_tree
from factpress.i18n import Language
from factpress.i18n.numerals import find_number_words, find_numbers
from factpress.publication.facts.claims import (
    FACTS,
    Answer,
    Citation,
    Claim,
    FactBook,
    Quantity,
    SignOff,
    Standing,
    Value,
)
from factpress.publication.facts.containment import load_scopes
from factpress.publication.facts.measures import ValueContext, read_measure, stated_numbers
from factpress.publication.facts.provenance import Inquiry, Read, Search
from factpress.publication.facts.schema import AnswerRecord, CiteRecord, ClaimRecord, ValueRecord
from factpress.publication.facts.sources import SOURCES, load_sources
from factpress.publication.facts.tables import Tables
from factpress.publication.yaml_entries import entries


def load_facts(places: Places, language: Language, problems: Problems) -> FactBook:
    """Return all valid claims and sources. A value without its own citations has those of its claim."""
    sources, known = load_sources(places, problems)
    before = len(problems.errors)
    files = fact_files(places, problems)
    tables = Tables(places.files, language, problems)
    reader = _ClaimReader(language, known, problems, tables, unread=len(problems.errors) > before)
    claims = {claim.id: claim for file in files for claim in reader.kept_claims(places.files, file)}
    values = [value for claim in claims.values() for value in claim.values]
    named = {value.place for value in values if value.place is not None}
    complete = not reader.faulty and not reader.unread
    scopes = load_scopes(places, named, _groups(values) if complete else None, problems)
    return FactBook(claims, sources, frozenset(reader.faulty), reader.unread, scopes, frozenset(tables.named))


def _groups(values: list[Value]) -> set[str]:
    """What the values count, and the wholes of their shares."""
    wholes = {m.of for value in values if isinstance(m := value.measure, Quantity) and m.of is not None}
    return wholes | {value.definition for value in values if value.definition is not None}


OTHER_FILES = frozenset(
    {"charts", "consents", "events", "gifts", "helplines", "prayers", "scopes", "scripture", "sources", "works"}
)
"""Names of files of the folder `data`, which editors put among the claims by mistake."""


def _has_claims(files: SourceFiles, file: Path) -> bool:
    """Whether an entry of the file has a key of claims. True for a file that cannot be read, whose errors follow."""
    tree = read_tree(files, file, Problems())
    data: object = tree.data if tree is not None else None
    if not isinstance(data, dict):
        return True
    values = cast("dict[str, object]", data).values()
    groups = [cast("dict[str, object]", one) for one in values if isinstance(one, dict)]
    return not groups or any({"claim", "standing"} & one.keys() for one in groups)


def fact_files(places: Places, problems: Problems) -> list[Path]:
    """Return the files of claims in `data/facts`, by name. A file with another extension is an error."""
    folder = places.root / FACTS
    if not folder.is_dir():
        hint = "create the folder; each file in it has claims by id"
        problems.error("missing-file", f"there is no folder {FACTS.as_posix()}", Location(FACTS), hint)
        return []
    if not folder.resolve().is_relative_to(places.root):
        problems.error("outside-folder", f"{FACTS.as_posix()} is outside the publication's folder", Location(FACTS))
        return []
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    for name in names:
        if name.endswith(".yaml") or (folder / name).is_dir():
            continue
        stem = name.lower().removesuffix(".txt").removesuffix(".yml").removesuffix(".yaml")
        if "." not in stem and name.lower() != stem + ".txt":  # "a.YAML", "a.yml", "a.yaml.txt", "a"
            hint = f'rename it to "{name[: len(stem)]}.yaml"'
            message = f"{name} is not read: files of claims end in .yaml"
            problems.error("wrong-extension", message, Location(FACTS / name), hint)
    return [FACTS / name for name in names if name.endswith(".yaml")]


@dataclass(frozen=True, slots=True)
class _FileOfClaims:
    """What was read from a file. `clashes` is whether an id was used before: the error says where."""

    claims: tuple[Claim, ...]
    first: Mapping[str, Location]
    faulty: frozenset[str]
    unread: bool
    tables: frozenset[Path]
    clashes: bool


@dataclass(slots=True)
class _ClaimReader:
    """Reads claims, and collects the ids that have been used, and those of invalid claims."""

    language: Language
    sources: frozenset[str] | None  # ids that may be cited; None for any
    problems: Problems
    tables: Tables
    first: dict[str, Location] = field(default_factory=dict[str, Location])
    faulty: set[str] = field(default_factory=set[str])
    unread: bool = False

    def kept_claims(self, files: SourceFiles, file: Path) -> tuple[Claim, ...]:
        """The claims of a file; those of the last reading if nothing of the file has changed."""
        if files.memory is None:
            return tuple(self.claims(files, file))
        first, ids = dict(self.first), frozenset(self.first)

        def read(found: Problems) -> _FileOfClaims:
            tables = replace(self.tables, problems=found, named=set())
            own = replace(self, problems=found, tables=tables, first=dict(first), faulty=set(), unread=False)
            claims = tuple(own.claims(files, file))
            added = {key: place for key, place in own.first.items() if key not in first}
            tree = read_tree(files, file, Problems())
            data: object = tree.data if tree is not None else None
            clashes = isinstance(data, dict) and not ids.isdisjoint(cast("dict[str, object]", data))
            return _FileOfClaims(claims, added, frozenset(own.faulty), own.unread, frozenset(tables.named), clashes)

        inputs = (self.language, self.sources, ids)
        found = files.memory.keep(("claims", file), inputs, self.problems, read, lambda kept: not kept.clashes)
        self.first.update(found.first)
        self.faulty |= found.faulty
        self.unread |= found.unread
        self.tables.named |= found.tables
        return found.claims

    def claims(self, files: SourceFiles, file: Path) -> Iterator[Claim]:
        """The claims of a file."""
        before = len(self.problems.errors)
        if file.stem in OTHER_FILES and not _has_claims(files, file):
            hint = f'move it to "data/{file.name}"'
            message = f"{file.as_posix()} has no claims, and the folder is only for claims"
            self.problems.error("wrong-folder", message, Location(file, 1, 1), hint)
            return
        found = list(entries(files, file, self.problems, ClaimRecord))
        self.unread |= (
            len(self.problems.errors) > before
        )  # an entry that cannot be read may be the claim that is missing
        for key, tree in found:
            place = tree.key_at(key)
            if key in self.first:
                hint = f"the first is at {self.first[key]}; keep one of them"
                self.problems.error("duplicate-claim", f'the claim "{key}" is given twice', place, hint)
                continue
            self.first[key] = place
            before = len(self.problems.errors)
            claim = self._kept_claim(files, file, key, tree)
            if len(self.problems.errors) > before:
                self.faulty.add(key)
            if claim is not None:
                yield claim

    def _kept_claim(self, files: SourceFiles, file: Path, key: str, tree: Tree) -> Claim | None:
        """The claim; the object of the last reading if its entry has not changed."""
        if files.memory is None:
            return self.claim(key, tree)
        found = files.memory.keep(("entries", file), (tree,), Problems(), lambda _: _entries(tree))
        entry = files.memory.unchanged(("entry", file, key), found.get(key, ()))

        def read(found: Problems) -> tuple[Claim | None, frozenset[Path]]:
            tables = replace(self.tables, problems=found, named=set())
            return replace(self, problems=found, tables=tables).claim(key, tree), frozenset(tables.named)

        inputs = (entry, self.language, self.sources)
        claim, tables = files.memory.keep(("claim", file, key), inputs, self.problems, read)
        self.tables.named |= tables
        return claim

    def claim(self, key: str, tree: Tree) -> Claim | None:
        """The claim; None if its own keys have errors."""
        # the claim and each of its values are validated separately, so that an error in one does not hide another
        own, count = tree.get(key), 0
        if isinstance(tree.get(key, "values"), list):
            own = {k: v for k, v in cast("dict[str, Any]", own).items() if k != "values"}
            count = len(cast("list[Any]", tree.get(key, "values")))
        record = validate(replace(tree, data={key: own}), ClaimRecord, self.problems, (key,))
        cites = self._cites(record.cites, tree, (key,)) if record is not None else ()
        found = [self._value(tree, (key, "values", i), cites, record) for i in range(count)]
        values = [one for one in found if one is not None]
        self._check_value_keys([value for value, _ in values], key)
        if record is None:
            return None
        self._check_claim(record, tree, key)
        claim = Claim(
            id=key,
            claim=record.claim,
            standing=Standing(record.standing),
            reason=record.reason.strip(),
            values=tuple(value for value, _ in values),
            as_supplied=record.as_supplied,
            attribution=record.attribution,
            attributed_to=record.attributed_to,
            cites=cites,
            checked=record.checked,
            review_by=record.review_by,
            says=record.says or "",
            finding=record.finding or "",
            searched=self._searches(record, tree, key),
            asked=self._inquiries(record, tree, key),
            answers=self._answers(record.answers, tree, key),
            signed_off=tuple(SignOff(signing.by, signing.on) for signing in record.signed_off),
            location=tree.key_at(key),
            claim_location=tree.at(key, "claim"),
            reason_location=tree.at(key, "reason"),
            says_location=tree.at(key, "says"),
            finding_location=tree.at(key, "finding"),
        )
        check_supplied(claim, values, self.language)
        return claim

    def _value(
        self, tree: Tree, path: YamlPath, inherited: tuple[Citation, ...], claim: ClaimRecord | None
    ) -> tuple[Value, ValueContext] | None:
        filled = self.tables.filled(tree, path)
        record = validate(filled, ValueRecord, self.problems, path) if filled is not None else None
        if filled is None or record is None:
            return None
        tree = filled
        context = ValueContext(record, tree, path, self.language, self.problems)
        cites = self._cites(record.cites, tree, path) or inherited
        if not cites and record.calculation is None and claim is not None and not claim.cites:
            hint = "add cites: {source: …} here or to the claim"
            self.problems.error("uncited-value", "this value cites no source", tree.at(*path), hint)
        value = Value(
            key=record.key or str(cast("int", path[-1]) + 1),
            measure=read_measure(context),
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
            numbers=tuple(stated_numbers(context)),
        )
        return value, context

    def _check_value_keys(self, values: list[Value], key: str) -> None:
        seen: dict[str, Location | None] = {}
        for value in values:
            if value.key in seen:
                hint = f"the first is at {seen[value.key]}; the key of a value without one is its position"
                message = f'two values of "{key}" have the key "{value.key}"'
                self.problems.error("duplicate-value", message, value.location, hint)
            seen.setdefault(value.key, value.location)

    def _check_claim(self, record: ClaimRecord, tree: Tree, key: str) -> None:
        if record.attributed_to is not None:
            self._check_source(record.attributed_to, tree.at(key, "attributed_to"))
        if record.standing != Standing.VERIFIED and not record.reason.strip() and not _explained(record, tree, key):
            message = f'the claim is "{record.standing}" and has no reason'
            self.problems.error("missing-reason", message, tree.at(key, "standing"), "add reason: …")
        if not record.cites and record.attributed_to is None and not tree.get(key, "values"):
            hint = "add cites: {source: …}, or attributed_to"
            self.problems.error("uncited-claim", "this claim cites no source", tree.key_at(key), hint)
        checked, review = record.checked, record.review_by
        if checked is not None and review is not None and review < checked:
            message, hint = f"the review, {review}, is before the check, {checked}", "set review_by to a later day"
            self.problems.error("review-before-check", message, tree.at(key, "review_by"), hint)

    def _cites(self, records: list[CiteRecord], tree: Tree, path: YamlPath) -> tuple[Citation, ...]:
        return read_citations(records, tree, path, self.sources, self.problems)

    def _searches(self, record: ClaimRecord, tree: Tree, key: str) -> tuple[Search, ...]:
        pairs = zip(record.searched, _item_paths(tree, (key, "searched"), len(record.searched)), strict=True)
        return tuple(Search(one.query, one.where, one.on, tree.at(*at)) for one, at in pairs)

    def _inquiries(self, record: ClaimRecord, tree: Tree, key: str) -> tuple[Inquiry, ...]:
        pairs = zip(record.asked, _item_paths(tree, (key, "asked"), len(record.asked)), strict=True)
        return tuple(Inquiry(one.whom, one.on, one.answer, tree.at(*at)) for one, at in pairs)

    def _answers(self, records: list[AnswerRecord], tree: Tree, key: str) -> tuple[Answer, ...]:
        paths = _item_paths(tree, (key, "answers"), len(records))
        pairs = zip(records, paths, strict=True)
        return tuple(Answer(record.finding, record.claim, record.because, tree.at(*at)) for record, at in pairs)

    def _check_source(self, source: str, place: Location) -> None:
        _check_source(source, place, self.sources, self.problems)


def _entries(tree: Tree) -> dict[YamlKey, tuple[object, ...]]:
    """The entries of a file, each with the places of the file, of its keys and of its values."""
    places: dict[YamlKey, list[tuple[YamlPath, Location]]] = {}
    for at in (tree.keys, tree.values):
        for path, place in at.items():
            if path:
                places.setdefault(path[0], []).append((path, place))
    return {key: (tree.get(key), tree.at(), found) for key, found in places.items()}


def read_citations(
    records: list[CiteRecord], tree: Tree, path: YamlPath, known: frozenset[str] | None, problems: Problems
) -> tuple[Citation, ...]:
    """Return the citations below the key `cites` of the entry at `path`. Sources that are not `known` are errors."""
    out: list[Citation] = []
    for record, at in zip(records, _item_paths(tree, (*path, "cites"), len(records)), strict=True):
        _check_source(record.source, tree.at(*at, "source"), known, problems)
        if record.seen_in is not None:
            _check_source(record.seen_in, tree.at(*at, "seen_in"), known, problems)
        read = Read(record.read) if record.read is not None else None
        out.append(Citation(record.source, record.locator, record.seen_in, read, tree.at(*at)))
    return tuple(out)


def _check_source(source: str, place: Location, known: frozenset[str] | None, problems: Problems) -> None:
    if known is not None and source not in known:
        message = f'there is no source "{source}" in {SOURCES.as_posix()}'
        problems.error("unknown-source", message, place, did_you_mean(source, known))


def _explained(record: ClaimRecord, tree: Tree, key: str) -> bool:
    """Whether the calculations of the values say all that a reason would."""
    values = tree.get(key, "values")
    items = cast("list[object]", values) if isinstance(values, list) else []
    calculated = [isinstance(item, dict) and "calculation" in cast("dict[str, object]", item) for item in items]
    return record.standing == Standing.CALCULATED and bool(items) and all(calculated)


def _item_paths(tree: Tree, path: YamlPath, count: int) -> list[YamlPath]:
    """The paths of the items of a list, which may be written as one item without brackets."""
    return [path] if isinstance(tree.get(*path), dict) else [(*path, i) for i in range(count)]


def numbers_in_text(text: str, language: Language) -> frozenset[Decimal]:
    """Return every number in a text, in digits or in words."""
    found = (*find_numbers(text, language), *find_number_words(text, language))
    return frozenset(number for _, _, number in found)


def check_supplied(claim: Claim, values: list[tuple[Value, ValueContext]], language: Language) -> None:
    """Report an error for each number of a value that cites the supplied text, but is not in it."""
    if claim.as_supplied is None or claim.attributed_to is None:
        return
    supplied = numbers_in_text(claim.as_supplied, language)
    for value, context in values:
        if value.calculation is not None or not claim.is_supplied(value):
            continue
        for number, place in _checked_numbers(value, context):
            if number not in supplied:
                context.problems.error(
                    "differs-from-supplied",
                    f'{number} is not in the text as supplied, but the value cites "{claim.attributed_to}" for it',
                    place,
                    "correct the number, or cite the source that gives it; if a source replaces the supplied number, "
                    "keep that, and add a value with the new number",
                )


def _checked_numbers(value: Value, context: ValueContext) -> Iterator[tuple[Decimal, Location]]:
    """Yield the numbers of a value; the years of its period if it measures nothing."""
    if value.measure is None and value.period is not None:
        for year in dict.fromkeys((value.period.begin.year, value.period.end.year)):
            yield Decimal(year), context.at("period")
    yield from stated_numbers(context)
