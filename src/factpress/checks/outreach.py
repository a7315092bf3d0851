"""Rules about prayer points and gifts that are out of date or lack a basis, and about unused records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factpress.checks.consent_validity import printed_on
from factpress.checks.context import CheckContext
from factpress.checks.record_index import Listing, locations, product_names
from factpress.checks.rule import Finding, Rule
from factpress.core.diagnostics import Location, Severity
from factpress.publication.validity import Window


def prayer_stale(context: CheckContext) -> Iterator[Finding]:
    """A product prints a prayer point after its last day, or before its first.

    Why: People pray for what they read. What was asked for may have been given, or may have become worse.

    Bad:
        # data/prayers.yaml
        opening:
          text: For the opening of the new reading room.
          until: 2026-11-10
        # data/content/briefing.en.md
        :::{prayers} opening
        :::

    Good:
        # data/prayers.yaml
        opening:
          text: For the opening of the new reading room.
          until: 2027-03-01
        # data/content/briefing.en.md
        :::{prayers} opening
        :::
    """
    for name, places in context.listings_of("prayers").items():
        prayer = context.edition.outreach.prayers[name]
        yield from _outside(context, f'the prayer point "{name}"', prayer.window, prayer.until_location, places)


def gift_stale(context: CheckContext) -> Iterator[Finding]:
    """A product prints what a gift does after its last day, or before its first.

    Why: Prices change, and donors rely on what is printed.

    Bad:
        # data/gifts.yaml
        week:
          gift: 30 dollars
          does: keep the doors open for a week
          basis: budget of 2026, line 12
          approved_by: A. Treasurer
          until: 2026-11-10
        # data/content/briefing.en.md
        :::{gifts} week
        :::

    Good:
        # data/gifts.yaml
        week:
          gift: 30 dollars
          does: keep the doors open for a week
          basis: budget of 2027, line 12
          approved_by: A. Treasurer
          until: 2027-12-31
        # data/content/briefing.en.md
        :::{gifts} week
        :::
    """
    for name, places in context.listings_of("gifts").items():
        gift = context.edition.outreach.gifts[name]
        yield from _outside(context, f'the gift "{name}"', gift.window, gift.until_location, places)


def gift_without_basis(context: CheckContext) -> Iterator[Finding]:
    """A product prints what a gift does, but the record has no basis, or nothing about its approval.

    Why: It is a promise to donors. The organisation must know how it was calculated, and who stands by it.

    Bad:
        # data/gifts.yaml
        week:
          gift: 30 dollars
          does: keep the doors open for a week
          until: 2027-12-31
        # data/content/briefing.en.md
        :::{gifts}
        :::

    Good:
        # data/gifts.yaml
        week:
          gift: 30 dollars
          does: keep the doors open for a week
          basis: budget of 2027, line 12
          approved_by: A. Treasurer
          until: 2027-12-31
        # data/content/briefing.en.md
        :::{gifts}
        :::
    """
    for name, places in context.listings_of("gifts").items():
        gift = context.edition.outreach.gifts[name]
        lacking = [key for key, words in (("basis", gift.basis), ("approved_by", gift.approved_by)) if not words]
        if lacking:
            message = f'the gift "{name}" has no {" and no ".join(lacking)}, and is printed in {product_names(places)}'
            hint = "add " + " and ".join(f"{key}: …" for key in lacking)
            yield Finding(message, gift.location, hint, locations(places))


def unused_record(context: CheckContext) -> Iterator[Finding]:
    """No product prints a work, a helpline or a gift.

    Why: It may be missing in the text. If it is kept for another edition, ignore this.

    Bad:
        # data/works.yaml
        room: {name: Reading room, what: It has tea., cites: {source: annual-report}}

    Good:
        # data/works.yaml
        room: {name: Reading room, what: It has tea., cites: {source: annual-report}}
        # data/content/briefing.en.md
        :::{works}
        :::
    """
    outreach = context.edition.outreach
    known: Mapping[str, Mapping[str, Location]] = {
        "works": {name: work.location for name, work in outreach.works.items()},
        "helplines": {name: helpline.location for name, helpline in outreach.helplines.items()},
        "gifts": {name: gift.location for name, gift in outreach.gifts.items()},
    }
    for kind, records in known.items():
        printed = context.listings_of(kind)
        for name, location in records.items():
            if name not in printed:
                hint = f"list it: :::{{{kind}}}, or ignore this if it is kept for another edition"
                yield Finding(f'no product prints "{name}"', location, hint)


def _outside(
    context: CheckContext, what: str, window: Window, location: Location, places: tuple[Listing, ...]
) -> Iterator[Finding]:
    """The finding about a record that is printed outside its time."""
    day = printed_on(context)
    if window.has_ended(day):
        message = f"{what} ended on {window.end}, and is printed in {product_names(places)}"
        yield Finding(message, location, "write a later day, or remove it", locations(places))
    elif not window.has_begun(day):
        message = f"{what} begins on {window.begin}, and is printed in {product_names(places)}"
        yield Finding(message, location, "wait, or write an earlier day: from", locations(places))


BLOCKING_RULES: tuple[Rule, ...] = (
    Rule("prayer-stale", Severity.ERROR, prayer_stale),
    Rule("gift-stale", Severity.ERROR, gift_stale),
    Rule("gift-without-basis", Severity.ERROR, gift_without_basis),
)
"""The rules that stop a build of the products that print a record; others can be built."""
