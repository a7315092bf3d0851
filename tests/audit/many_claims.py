"""A publication with many claims of every form, for alterations of which a small publication has few places."""

from __future__ import annotations

from pathlib import Path

from tests.publications import publication, text_of

_FORMS = (
    ("nearly: {a}", "unit: people"),
    ("at_least: {a}", "unit: people"),
    ("more_than: {a}", "unit: people"),
    ("about: {a}", "unit: people"),
    ("range: [{a}, {b}]", "unit: people"),
    ("exactly: {a}", "unit: people, per: {{number: 1, unit: days}}"),
    ("exactly: {c}", "unit: percent, of: the people of the town"),
    ("exactly: {a}", "unit: people"),
)
_STANDINGS = ("verified", "reported", "contested")
_SENTENCES = (
    "A report of that year says that {claim} came through the old gate.",
    "In the second survey {claim} were counted at the river.",
    "It was {claim} that the council had named in its letter.",
)
CLAIMS = 72


def many_claims(folder: Path) -> Path:
    """The publication: each claim is stated in a paragraph, and every fourth in a list, on a slide and spoken."""
    facts, text = [text_of("data/facts/library.yaml")], [text_of("data/content/briefing.en.md")]
    for i in range(CLAIMS):
        form, unit = _FORMS[i % len(_FORMS)]
        amount = form.format(a=1010 + 190 * i, b=1110 + 190 * i, c=10 + i)
        facts.append(
            f"many-{i}:\n  claim: People at the gate with the name {_letters(i)}\n"
            f"  standing: {_STANDINGS[i % 3]}\n  reason: A reason that says why, for this gate.\n"
            f"  values:\n    - {{{amount}, {unit.format()}, cites: {{source: annual-report, locator: p. {i + 20}}}}}\n"
            "  checked: 2026-10-15\n  review_by: 2027-10-15\n"
        )
        if i % 6 == 0:
            text.append(f"## The gates with the name {_letters(i)} {{#gates-{i}}}\n\nWords between the gates.\n")
        role = f"{{claim}}`many-{i}`"
        text.append(_SENTENCES[i % len(_SENTENCES)].format(claim=role) + "\n")
        if i % 4 == 0:
            text.append(f":::{{slide}} The gate with the name {_letters(i)}\n- Here {role} were seen.\n:::\n")
            text.append(f":::{{notes}}\nSay it slowly: {role} were seen here.\n:::\n")
        if i % 4 == 1:
            text.append(f"- A list that has {role} in it.\n- Another line.\n")
    files: dict[str, str | bytes | None] = {
        "data/facts/library.yaml": "\n".join(facts),
        "data/content/briefing.en.md": "\n".join(text),
    }
    return publication(folder, files)


def _letters(i: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(i))
