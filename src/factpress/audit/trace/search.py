"""A search: from what somebody typed to where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.audit.trace.built_files import Built, find_built
from factpress.audit.trace.query import near, number_asked, saying
from factpress.audit.trace.references import namings
from factpress.audit.trace.results import Gathered, Whereabouts
from factpress.core.diagnostics import Findings, Problems, ToolError, did_you_mean
from factpress.document.parse.ast import Draft
from factpress.document.parse.charts_file import load_charts
from factpress.edition import Edition, texts
from factpress.ledger import differences, load_ledger
from factpress.publication.products import Product


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. `number` says that a number was asked for; `near` are values near one that nobody says."""

    asked: str
    number: bool
    found: tuple[Whereabouts, ...]
    built: tuple[Built, ...]
    near: tuple[Whereabouts, ...] = ()


def search(edition: Edition, asked: str, files: Mapping[Path, Product]) -> Answer:
    """Where a claim, one of its values, or a number stands. `files` are those that a build makes.

    Raises ToolError where what was asked for is neither a claim nor a number, Findings where the ledger is damaged.
    """
    gathered = gather(edition, files)
    name, slash, key = asked.strip().partition("/")
    known = gathered.addresses(name)
    if not slash and known:
        return Answer(asked, number=False, found=tuple(map(gathered.of, known)), built=gathered.built)
    if slash and asked.strip() in known:
        return Answer(asked, number=False, found=(gathered.of(asked.strip()),), built=gathered.built)
    if slash and name in edition.book.claims:
        keys = [address.partition("/")[2] for address in known if "/" in address]
        raise ToolError(f'the claim "{name}" has no value "{key}"', did_you_mean(key, keys))
    number = number_asked(asked, edition.language)
    if number is None:
        raise ToolError(f'there is no claim "{name}", and it is no number', did_you_mean(name, edition.book.claims))
    found = tuple(map(gathered.of, saying(number, edition.book, edition.language)))
    nearest = () if found else tuple(map(gathered.of, near(number, edition.book)))
    return Answer(asked, number=True, found=found, built=gathered.built, near=nearest)


def gather(edition: Edition, files: Mapping[Path, Product]) -> Gathered:
    """All that can be looked through. Raises Findings where the ledger is damaged."""
    problems = Problems()
    ledger = load_ledger(edition.places, problems)
    if ledger is None:
        raise Findings(problems)
    charts = load_charts(edition.places, (), Problems()) or {}
    data = [path for path in texts(edition.places, edition.publication) if path.suffix == ".yaml"]
    return Gathered(
        edition.book,
        edition.language,
        namings(Draft(edition.blocks), dict(charts), edition.places, tuple(data)),
        find_built(files, edition.places),
        ledger,
        differences(ledger, edition.book, edition.language),
    )
