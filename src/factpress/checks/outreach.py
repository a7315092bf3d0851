"""Rules about helplines, prayer points and gifts that are out of date or lack a basis, and about unused records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from factpress.checks.consent_validity import printed_on
from factpress.checks.context import CheckContext
from factpress.checks.record_index import Listing, listings_of
from factpress.checks.rule import Finding, Rule
from factpress.core.diagnostics import Location, Severity
from factpress.publication.validity import Window

SOON = dt.timedelta(days=60)
"""Time to check a number again."""


def helpline_stale(context: CheckContext) -> Iterator[Finding]:
    """A product prints a helpline that was not checked for longer than its `valid_days`.

    Why: A reader in danger may call the number, and numbers change.

    Bad:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2025-06-01
        # data/content/briefing.en.md
        :::{helplines}
        :::

    Good:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2026-11-20
        # data/content/briefing.en.md
        :::{helplines}
        :::
    """
    day = printed_on(context)
    for name, places in listings_of(context, "helplines"):
        helpline = context.edition.outreach.helplines[name]
        if helpline.last_valid_day < day:
            message = (
                f'the helpline "{name}" was last checked on {helpline.last_checked}, and is printed in {_in(places)}'
            )
            hint = f"open its page or call it, and write the day: checked: {day}"
            yield Finding(message, helpline.checked_location, hint, _related(places))


def helpline_due_soon(context: CheckContext) -> Iterator[Finding]:
    """A helpline that a product prints has to be checked again within 60 days.

    Why: Copies that are printed now will be read after that time.

    Bad:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2025-12-20
        # data/content/briefing.en.md
        :::{helplines}
        :::

    Good:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2026-11-20
        # data/content/briefing.en.md
        :::{helplines}
        :::
    """
    day = printed_on(context)
    for name, _ in listings_of(context, "helplines"):
        helpline = context.edition.outreach.helplines[name]
        if day <= helpline.last_valid_day < day + SOON:
            message = f'the helpline "{name}" may be printed until {helpline.last_valid_day}'
            yield Finding(message, helpline.checked_location, "open its page or call it, and write the day")


def helpline_from_copy(context: CheckContext) -> Iterator[Finding]:
    """A product prints a helpline of whose page only a stored copy was read.

    Why: A stored copy can be years old. The page says so, but it is better to call the number.

    Bad:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2026-11-20
          from_copy: true
        # data/content/briefing.en.md
        :::{helplines}
        :::

    Good:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2026-11-20
        # data/content/briefing.en.md
        :::{helplines}
        :::
    """
    for name, _ in listings_of(context, "helplines"):
        helpline = context.edition.outreach.helplines[name]
        if helpline.from_copy:
            hint = "call it, or open its page; then write the day, and remove from_copy"
            yield Finding(f'only a stored copy was read of the page of "{name}"', helpline.checked_location, hint)


def helpline_checked_later(context: CheckContext) -> Iterator[Finding]:
    """The day on which a helpline was checked is in the future.

    Why: The day is misspelled, and the helpline would not be reported when it is out of date.

    Bad:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2062-11-20

    Good:
        # data/helplines.yaml
        children:
          country: GB
          name: A helpline for children
          number: "0800 1111"
          cites: {source: annual-report}
          checked: 2026-11-20
    """
    day = printed_on(context)
    for name, helpline in context.edition.outreach.helplines.items():
        if helpline.last_checked > day:
            message = f'the helpline "{name}" cannot have been checked on {helpline.last_checked}'
            yield Finding(message, helpline.checked_location, "correct the day")


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
    for name, places in listings_of(context, "prayers"):
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
    for name, places in listings_of(context, "gifts"):
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
    for name, places in listings_of(context, "gifts"):
        gift = context.edition.outreach.gifts[name]
        lacking = [key for key, words in (("basis", gift.basis), ("approved_by", gift.approved_by)) if not words]
        if lacking:
            message = f'the gift "{name}" has no {" and no ".join(lacking)}, and is printed in {_in(places)}'
            hint = "add " + " and ".join(f"{key}: …" for key in lacking)
            yield Finding(message, gift.location, hint, _related(places))


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
        printed = {name for name, _ in listings_of(context, kind)}
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
        message = f"{what} ended on {window.end}, and is printed in {_in(places)}"
        yield Finding(message, location, "write a later day, or remove it", _related(places))
    elif not window.has_begun(day):
        message = f"{what} begins on {window.begin}, and is printed in {_in(places)}"
        yield Finding(message, location, "wait, or write an earlier day: from", _related(places))


def _in(places: tuple[Listing, ...]) -> str:
    """The names of the products that print a record."""
    names = list(dict.fromkeys(name for place in places for name in place.products))
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


MOST_NAMED = 3
"""The most products that a message names."""


def _related(places: tuple[Listing, ...]) -> tuple[Location, ...]:
    return tuple(dict.fromkeys(place.location for place in places if place.location is not None))


BLOCKING_RULES: tuple[Rule, ...] = (
    Rule("helpline-stale", Severity.ERROR, helpline_stale),
    Rule("prayer-stale", Severity.ERROR, prayer_stale),
    Rule("gift-stale", Severity.ERROR, gift_stale),
    Rule("gift-without-basis", Severity.ERROR, gift_without_basis),
)
"""The rules that stop a build of the products that print a record; others can be built."""
