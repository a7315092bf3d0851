"""Checks the templates of decks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from factpress.core.diagnostics import Location, Problems, Severity
from factpress.design.slide_templates import template_name
from factpress.design.theme import Theme
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product


def check_slide_templates(products: Iterable[Product], theme: Theme, problems: Problems, *, rtl: bool) -> Theme:
    """Report what is wrong in the templates of decks; return the theme without those that cannot be used.

    A template that no product uses is a warning.
    """
    if not theme.slide_templates:
        return theme
    from factpress.output.deck.slide_size import sized
    from factpress.output.deck.template.deck_layouts import template_findings

    decks = {template_name(p.palette, p.shape): p for p in products if RENDERERS[p.renderer].presented}
    usable = list(theme.slide_templates)
    for template in theme.slide_templates:
        deck = decks.get(template.path.name)
        if deck is None:
            hint = 'its name decides for which decks it is: "-dark" for a dark palette, "-4x3" for that shape'
            problems.warning("bad-template", "no product uses this template", Location(template.path), hint)
            continue
        found = template_findings(sized(theme, deck), rtl=rtl)
        problems.found += found
        if any(one.severity is Severity.ERROR for one in found):
            usable.remove(template)
    return replace(theme, slide_templates=tuple(usable))
