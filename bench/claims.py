"""Compares the check of a thousand claims with parsing their YAML only, in this process."""

from __future__ import annotations

import datetime as dt
import gc
import shutil
import time
from pathlib import Path

import yaml

from bench.figures import Verdict, paired
from factpress.checks import registry
from factpress.core.paths import engine_folder

FACTS, SOURCES, SCOPES = Path("data/facts/many.yaml"), Path("data/sources.yaml"), Path("data/scopes.yaml")
CLAIMS, WORKS, TOWNS, TRADES = 1000, 60, 50, 40
TODAY = dt.date(2026, 11, 22)


def many_claims(number: int) -> str:
    """Facts with that number of claims, each with a count, a share and a rate, with different standings."""
    return "\n".join(map(_claim, range(number)))


def _claim(i: int) -> str:
    town, trade, year, work = f"town {i % TOWNS}", f"people of trade {i % TRADES}", 1990 + i % 30, f"work-{i % WORKS}"
    return f"""claim-{i}:
  claim: People counted in one town or another
  standing: {("reported", "contested", "verified", "outdated")[i % 4]}
  reason: >-
    Another office counted as well, and found more. Its way of counting has been praised, and it has been criticised.
  values:
    - {{key: count, exactly: {i * 37 + 1100}, unit: people, as_of: {year}, place: {town}, counts: stock,
       definition: {trade}, cites: {{source: {work}, locator: p. {i % 90 + 1}}}}}
    - {{key: share, exactly: {i % 50}, unit: percent, of: {trade}, place: {town}, as_of: {year},
       definition: apprentices,
       cites: [{{source: {work}}}, {{source: work-{(i + 7) % WORKS}, seen_in: work-{(i + 3) % WORKS}}}]}}
    - {{key: daily, range: [{i % 70 + 1}, {i % 70 + 90}], unit: people, per: {{number: 1, unit: days}}, place: {town},
       counts: flow, definition: people who come, cites: {{source: {work}}}}}
  checked: 2026-11-22
  review_by: 2027-11-22
"""


def make_many(starter: Path, folder: Path) -> Path:
    """Copies the starter and adds many claims, their sources and scopes."""
    shutil.copytree(starter, folder)
    (folder / FACTS).write_text(many_claims(CLAIMS), encoding="utf-8")
    with (folder / SOURCES).open("a", encoding="utf-8") as sources:
        for i in range(WORKS):
            sources.write(f"work-{i}: {{type: book, title: A work of some length, issued: {1950 + i}}}\n")
    places = "".join(f"  town {i}: country\n" for i in range(TOWNS))
    groups = "".join(f"  people of trade {i}: people at work\n" for i in range(TRADES))
    (folder / SCOPES).write_text(f"places:\n{places}groups:\n{groups}", encoding="utf-8")
    return folder


def checked(folder: Path, rounds: int, most: float) -> Verdict:
    """The time of `factpress check`, as a multiple of the time for parsing the same claims."""
    publication = make_many(engine_folder() / "templates" / "starter", folder)
    text = (publication / FACTS).read_text(encoding="utf-8")

    def parse() -> None:
        yaml.load(text, Loader=yaml.CSafeLoader)

    def check() -> None:
        registry.check(publication, today=TODAY)

    times: dict[str, list[float]] = {"parse": [], "check": []}
    for measured in (False, *[True] * rounds):  # the first run imports modules, and is not counted
        for name, work in (("parse", parse), ("check", check)):
            gc.collect()
            begin = time.perf_counter()
            work()
            if measured:
                times[name].append(time.perf_counter() - begin)
    return paired(f"check of {CLAIMS} claims, against the YAML parser", times["check"], times["parse"], most)
