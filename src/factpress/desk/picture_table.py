"""Where a claim stands, as pictures that follow what is typed."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factpress.desk.events import Hub
from factpress.desk.markup import partial, render
from factpress.session.pictures import (
    Failure,
    Hit,
    Lines,
    Message,
    Picture,
    PictureMaker,
    PictureRequest,
    Place,
    Places,
)

CLOSE_UP = 560
"""The width of a page's close-up in CSS pixels: A5 at its actual size."""
_CROP, _ABOVE = 250, 90
"""The height of a close-up, and how much of it is above the statement."""
_KEPT = 150
"""Pictures that are kept, so that a window can fetch them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a template places it. Lengths are in CSS pixels, the hits in percent of the whole picture."""

    place: Place
    address: str
    alt: str
    final: bool
    width: int
    height: int
    top: int
    crop: int
    hits: tuple[Hit, ...]


@dataclass
class _Shelf:
    """What is known about one claim: its places, and the newest picture of each."""

    places: Places | None = None
    pictures: dict[tuple[str, int], Picture] = field(default_factory=dict[tuple[str, int], Picture])
    message: str = ""


class PictureTable:
    """The pictures of a desk: asks for them, keeps them, and sends them to the windows that have the claim open."""

    def __init__(self, root: Path, hub: Hub) -> None:
        self._hub = hub
        self._maker = PictureMaker(root, self._receive_elsewhere)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._bytes: OrderedDict[str, bytes] = OrderedDict()
        self._shelves: OrderedDict[str, _Shelf] = OrderedDict()
        self._turn = 0
        self._claims: dict[int, str] = {}
        self._lines: dict[str, Mapping[str, Mapping[int, int]]] = {}

    def ask(self, claim: str, contents: Mapping[Path, bytes] | None = None) -> None:
        """Ask for the pictures of a claim, with files as they would be; older wishes are given up."""
        self._loop = asyncio.get_running_loop()
        self._turn += 1
        self._claims = {self._turn: claim}
        if (shelf := self._shelves.get(claim)) is not None and shelf.message:
            shelf.message = ""  # what stopped the pictures may be corrected
            self._send(claim, shelf)
        self._maker.request(PictureRequest(self._turn, claim, contents or {}))

    def png(self, digest: str) -> bytes | None:
        """Return the picture with that digest; None if it is no longer kept."""
        return self._bytes.get(digest)

    def html(self, claim: str) -> str:
        """Return what the column of pictures shows for a claim now."""
        return _html(claim, self._shelves.get(claim, _Shelf()))

    def numbers(self, file: str, first: int, stop: int) -> str:
        """Return on which pages and slides these lines of a text are, as far as that is known."""
        found: list[str] = []
        for kind in ("page", "slide"):
            lines = self._lines.get(kind, {}).get(file, {})
            here = [number for line, number in lines.items() if first <= line < stop]
            if here:
                low, high = min(here), max(here)
                found.append(f"{kind} {low}" if low == high else f"{kind}s {low} to {high}")
        return " · ".join(found)

    def close(self) -> None:
        """End the process that makes pictures."""
        self._maker.close()

    def _receive_elsewhere(self, message: Message) -> None:
        """Pass a message on from the thread that receives it."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._receive, message)

    def _receive(self, message: Message) -> None:
        claim = self._claims.get(message.turn)
        if claim is None:
            return
        shelf = self._shelves.setdefault(claim, _Shelf())
        self._shelves.move_to_end(claim)
        while len(self._shelves) > _KEPT // 10:
            self._shelves.popitem(last=False)
        match message:
            case Places():
                shelf.places, shelf.message = message, ""
                known = {(place.product, place.number) for place in message.places}
                shelf.pictures = {key: one for key, one in shelf.pictures.items() if key in known}
            case Picture():
                self._keep(message)
                shelf.pictures[message.place.product, message.place.number] = message
            case Lines():
                known = self._lines.get(message.kind, {})
                self._lines[message.kind] = {**known, **message.numbers}
                if self._lines[message.kind] != known:
                    html = partial("outline", render("text_outline.j2", again=True))
                    self._hub.send(html, lambda window: window.text)
                return
            case Failure():
                shelf.message = _failure(message)
            case _:
                return
        self._send(claim, shelf)

    def _send(self, claim: str, shelf: _Shelf) -> None:
        """Show what is known in the windows that have the claim open."""
        html = partial("pictures", _html(claim, shelf), swap="innerMorph")
        html += partial("pieces", render("pieces.j2", places=shelf.places))
        self._hub.send(html, lambda window: window.claim == claim)

    def _keep(self, picture: Picture) -> None:
        self._bytes[picture.digest] = picture.png
        self._bytes.move_to_end(picture.digest)
        while len(self._bytes) > _KEPT:
            self._bytes.popitem(last=False)


def _failure(message: Failure) -> str:
    if message.findings:
        return "There is no new picture as long as the publication has errors."
    return message.message


def _html(claim: str, shelf: _Shelf) -> str:
    pictures = [_shown(one, claim) for one in shelf.pictures.values()]
    pages = [one for one in pictures if one.place.kind == "page"]
    slides = [one for one in pictures if one.place.kind == "slide"]
    cards = [one for one in pictures if one.place.kind == "card"]
    places = shelf.places.places if shelf.places is not None else ()
    also = [place for place in places if (place.product, place.number) not in shelf.pictures]
    return render(
        "pictures.j2",
        claim=claim,
        pages=pages,
        slides=slides,
        cards=cards,
        also=also,
        complete=shelf.places is not None and shelf.places.complete,
        known=shelf.places is not None,
        message=shelf.message,
    )


def _shown(picture: Picture, claim: str) -> Shown:
    height = round(CLOSE_UP * picture.height / picture.width)
    own = [hit for hit in picture.hits if hit.address.partition("/")[0] == claim]
    first = min((hit.top for hit in own), default=0.0)
    top = max(min(round(height * first / 100) - _ABOVE, height - _CROP), 0)
    return Shown(
        picture.place,
        f"/pictures/{picture.place.product}/{picture.place.number}/{picture.digest}.png",
        picture.alt,
        picture.final,
        picture.width,
        picture.height,
        top,
        min(_CROP, height),
        picture.hits,
    )
