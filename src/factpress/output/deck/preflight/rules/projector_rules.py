"""Rules about what a projector desk drops, when it shows slides as pictures or in another program."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.output.deck.preflight.findings import Finding
from factpress.output.deck.preflight.page import Page, warning

_GIF = "an animated picture"
_AS_PICTURES = "many desks show slides as pictures or in another program"


def animations(page: Page) -> Iterator[Finding]:
    """The slide has animations."""
    if page.slide.effects:
        hint = f"{_AS_PICTURES}: everything is there from the start; use a slide for each step"
        yield warning(page, "slide-animation", "the slide has animations", hint)


def transitions(page: Page) -> Iterator[Finding]:
    """The slide has a transition, or goes on without a click."""
    if page.slide.transition:
        hint = f"{_AS_PICTURES}, without transitions; choose Transitions > None"
        yield warning(page, "slide-transition", "the slide has a transition", hint)
    if page.slide.seconds is not None:
        hint = "choose Transitions > Advance Slide > On Mouse Click, unless the slides are to run alone"
        message = f"the slide goes on by itself after {page.slide.seconds:g} s"
        yield warning(page, "slide-transition", message, hint)


def media(page: Page) -> Iterator[Finding]:
    """The slide plays a video or a sound, or has something that works only in PowerPoint."""
    hint = f"{_AS_PICTURES}; give the desk the film as a file, and tell them when to play it"
    if page.slide.sounds:
        yield warning(page, "slide-media", "the transition plays a sound", hint)
    for shape in page.slide.shapes:
        moving = [_GIF] if any(page.pictures.picture(one.part).animated for one in shape.blips if one.part) else []
        for what in dict.fromkeys((*shape.media, *moving)):
            yield warning(page, "slide-media", f"it is {what}, which may not be shown", hint, shape)
