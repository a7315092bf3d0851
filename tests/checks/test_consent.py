"""Nobody is shown or quoted without a consent that holds: who is found, and what is left alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from factpress.checks.consent import BLOCKING_RULES
from factpress.checks.context import CheckContext
from factpress.checks.people_index import uses
from factpress.checks.registry import run_rules
from factpress.core.paths import engine_folder
from factpress.publication.products import Product
from tests.checks.examples import TODAY, laid, subject
from tests.publications import edition_of

DRAWING = '# data/a.svg\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>\n'
TALK = """# data/sources.yaml
talk: {type: interview, title: "[A talk]", issued: 2026}
letter: {type: personal_communication, title: "[A letter]", issued: 2026}
# data/facts/example.yaml
told: {claim: What we were told, as_supplied: I came on foot., attributed_to: talk, standing: verified}
written: {claim: What the page says, as_supplied: We open at ten., attributed_to: town-website, standing: verified}
counted: {claim: Guests, as_supplied: We were 9., attributed_to: talk, standing: verified,
 values: [{exactly: 9, unit: people, cites: {source: talk, locator: min. 3}}]}
"""
PICTURE = ":::{image} data/a.svg\n:alt: A room\n:shows: people\n:::"
HOLDS = (
    "{id}:\n  kind: [photo, quotation, story]\n  of: M.\n  under_age: false\n  covers: [{covers}]\n  scope: [{scope}]\n"
    "  given: 2026-01-01\n  expires: {expires}\n  signed_off_by: {{name: B. Editor, on: 2026-01-02}}\n"
)


def record(
    covers: str = "", name: str = "m", scope: str = "booklet, deck", expires: str = "2030-01-01", more: str = ""
) -> str:
    made = HOLDS.format(id=name, covers=covers, scope=scope, expires=expires)
    return f"# data/consents.yaml\n{made}{more}"


def text(words: str) -> str:
    return f"# data/content/briefing.en.md\n\n{words}\n"


VALIDITY = [rule for rule in BLOCKING_RULES if rule.code in ("expired-consent", "withdrawn-consent")]


def with_products(context: CheckContext, *products: Product) -> CheckContext:
    return replace(context, edition=replace(context.edition, products=products))


def looked_at(folder: Path, *parts: str, today: dt.date = TODAY, renderers: str = "booklet deck") -> CheckContext:
    whole = subject(laid("".join(parts), folder), today)
    return with_products(whole, *(p for p in whole.edition.products if p.renderer in renderers.split()))


def found(folder: Path, *parts: str, today: dt.date = TODAY, renderers: str = "booklet deck") -> list[str]:
    return [d.code for d in run_rules(looked_at(folder, *parts, today=today, renderers=renderers), BLOCKING_RULES)]


@pytest.mark.parametrize(
    ("words", "consents", "codes"),
    [
        (PICTURE, "", ["missing-consent"]),
        (PICTURE, record("data/a.svg"), []),
        (PICTURE, record("./data/a.svg"), []),
        (PICTURE, record("data/b.svg"), ["missing-consent"]),
        (PICTURE.replace("people", "nobody"), "", []),
        (PICTURE.replace(":shows: people\n", ""), record("data/a.svg"), ["undeclared-picture"]),
        (PICTURE, record("data/a.svg", scope="deck"), ["consent-out-of-scope"]),
        (f"::::{{slide}} A room\n{PICTURE}\n::::", record("data/a.svg", scope="booklet"), ["consent-out-of-scope"]),
        (f"::::{{slide}} A room\n{PICTURE}\n::::", record("data/a.svg", scope="deck, web"), []),
        (PICTURE, record("data/a.svg", expires="2026-11-21"), ["expired-consent"]),
        (PICTURE, record("data/a.svg", expires="2026-11-22"), []),
        (PICTURE, record("data/a.svg", more="  withdrawn: 2026-11-01\n"), ["withdrawn-consent"]),
        (PICTURE, record("data/a.svg").replace("[photo, ", "["), ["consent-out-of-scope"]),
        (PICTURE, record("data/a.svg").replace("  signed_off_by: {name: B. Editor, on: 2026-01-02}\n", ""),
         ["unsigned-consent"]),
        (PICTURE, record("data/a.svg").replace("on: 2026-01-02", "on: 2025-12-31"), ["unsigned-consent"]),
        (PICTURE, record("data/a.svg").replace("given: 2026-01-01", "given: 2027-01-01"),
         ["expired-consent", "unsigned-consent"]),
        (":::{quotation} told\n:::", "", ["missing-consent"]),
        (":::{quotation} told\n:::", record("told"), []),
        (":::{statistic} counted\n:::", "", []),  # prints the number, not the words
        (":::{slide} She came on foot {consent}`n`\n- Words\n:::", "", ["missing-consent"]),
        (":::{quotation} written\n:::", "", []),
        ("> I came on foot.\n>\n> — A woman", "", ["undeclared-quotation"]),
        ("> I came on foot.\n>\n> — A woman{consent}`m`", record(), []),
        ("> I came on foot.\n>\n> — A woman{consent}`n`", record(), ["missing-consent"]),
        ("> I came on foot.\n>\n> — A woman{cite}`letter`", "", ["missing-consent"]),
        ("> I came on foot.\n>\n> — A woman{cite}`letter`", record("letter"), []),
        ("> I came on foot.\n>\n> — A book{cite}`annual-report`", "", []),
        ("She came *on foot*.{consent}`n`", "", ["missing-consent"]),
        ("- She came on foot.{consent}`m`", record(), []),
        ("| a |\n|---|\n| She came.{consent}`m` |", record(scope="deck"), ["consent-out-of-scope"]),
        (":::{aside} A story\nShe came on foot.{consent}`m`\n:::", record(expires="2026-02-01"), ["expired-consent"]),
        (":::{statistic} readers/survey\nShe came.{consent}`m`\n:::", record(scope="booklet"),
         ["consent-out-of-scope"]),
        ("::::{only} booklet\n:::{quotation} told\n:::\n::::", record("told", scope="booklet"), []),
        (PICTURE.replace("people", "nobody\n:caption: Her room.{consent}`n`"), "", ["missing-consent"]),
        ("She came on foot.", "", []),
    ],
)  # fmt: skip
def test_what_a_text_shows_of_a_person(tmp_path: Path, words: str, consents: str, codes: list[str]) -> None:
    assert found(tmp_path, DRAWING, TALK, text(words), consents) == codes


@pytest.mark.parametrize(
    ("words", "renderers", "codes"),
    [
        (PICTURE, "booklet", ["missing-consent"]),
        (PICTURE, "deck", []),
        (f"::::{{slide}} A room\n{PICTURE}\n::::", "booklet", []),
        (f"::::{{slide}} A room\n{PICTURE}\n::::", "deck", ["missing-consent"]),
        (":::{notes}\nShe came.{consent}`n`\n:::", "booklet", []),
        (":::{notes}\nShe came.{consent}`n`\n:::", "deck", ["missing-consent"]),
        (f"::::{{only}} deck\n{PICTURE}\n::::", "booklet", []),
        (":::{quotation} told\n:::", "deck", ["missing-consent"]),
    ],
)
def test_only_what_is_made_needs_consent(tmp_path: Path, words: str, renderers: str, codes: list[str]) -> None:
    assert found(tmp_path, DRAWING, TALK, text(words), renderers=renderers) == codes


def test_a_card_needs_consent_for_print(tmp_path: Path) -> None:
    whole = subject(laid(DRAWING + text(PICTURE) + record("data/a.svg"), tmp_path))
    card = replace(whole.edition.products[0], renderer="print")
    hits = run_rules(with_products(whole, card), BLOCKING_RULES)  # the starter's own story is for the booklet only, too
    assert [(d.code, d.message[-9:]) for d in hits] == [("consent-out-of-scope", "the print")] * 2


@pytest.mark.parametrize(
    ("words", "told"),
    [(PICTURE, []), (f"::::{{slide}} A room\n{PICTURE}\n::::", ["the print"])],
    ids=["in the text", "on a slide"],
)
def test_a_handout_is_print_and_shows_what_the_deck_shows(tmp_path: Path, words: str, told: list[str]) -> None:
    whole = subject(laid(DRAWING + text(words) + record("data/a.svg", scope="booklet, deck"), tmp_path))
    handout = replace(whole.edition.products[0], renderer="handout")
    assert [d.message[-9:] for d in run_rules(with_products(whole, handout), BLOCKING_RULES)] == told


def test_each_person_in_a_picture_must_have_agreed(tmp_path: Path) -> None:
    both = record("data/a.svg") + record("data/a.svg", "n", expires="2026-03-01").partition("\n")[2]
    (hit,) = run_rules(looked_at(tmp_path, DRAWING, text(PICTURE), both), BLOCKING_RULES)
    assert (hit.code, '"n"' in hit.message) == ("expired-consent", True)
    assert [at.path.as_posix() for at in hit.related] == ["data/consents.yaml"]


def test_a_consent_must_hold_on_the_later_of_today_and_the_day_of_the_edition(tmp_path: Path) -> None:
    parts = (DRAWING, text(PICTURE), record("data/a.svg", expires="2026-11-10"))
    early = looked_at(tmp_path, *parts, today=dt.date(2026, 1, 5))
    assert early.edition.publication.edition == dt.date(2026, 11, 1)
    assert run_rules(early, VALIDITY) == []
    assert [d.code for d in run_rules(replace(early, today=dt.date(2026, 11, 11)), VALIDITY)] == ["expired-consent"]
    publication = replace(early.edition.publication, edition=dt.date(2026, 12, 1))
    later = replace(early, edition=replace(early.edition, publication=publication))
    assert [d.code for d in run_rules(later, VALIDITY)] == ["expired-consent"]


def test_a_name_beside_a_place_is_found_in_one_chapter_only(tmp_path: Path) -> None:
    guarded = (
        record().replace("of: M.", "of: Kim").replace("under_age: false", "under_age: true\n  places: [Elm Street]")
    )
    rules = [rule for rule in BLOCKING_RULES if rule.code == "name-with-place"]

    def codes(words: str) -> list[str]:
        folder = tmp_path / str(abs(hash(words)))
        return [d.code for d in run_rules(looked_at(folder, text(words), guarded), rules)]

    assert codes("Kim lives with us.\n\nThe house in *Elm\nStreet* is old.") == ["name-with-place"]
    assert codes("Kim lives with us.\n\n## Another chapter\n\nThe house in Elm Street is old.") == []
    assert codes("Kimberley lives in Elm Street.") == []
    assert codes("The house in Elm Street is old.") == []


def test_our_own_briefing_shows_and_quotes_no_person() -> None:
    looked = CheckContext(edition_of(engine_folder()), TODAY)
    assert run_rules(looked, BLOCKING_RULES) == []
    assert list(uses(looked)) == []
