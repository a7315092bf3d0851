"""What is asked of the worker, and what it answers. All values are pickled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from factpress.core.diagnostics import Diagnostic

Kind = Literal["page", "slide", "card"]


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A wish for pictures of where a claim is stated.

    `turn` is repeated in each answer. `contents` are the files that differ from those on the disk, by their paths in
    the publication's folder.
    """

    turn: int
    claim: str
    contents: Mapping[Path, bytes] = field(default_factory=dict[Path, bytes])


@dataclass(frozen=True, slots=True)
class Hit:
    """The rectangle of a line of a statement, in percent of the picture. `address` is "claim/value"."""

    left: float
    top: float
    width: float
    height: float
    address: str


@dataclass(frozen=True, slots=True)
class Place:
    """A page, slide or side on which a claim is stated.

    `product` is the name of its file, `title` a short name of the product. `number` is that of the page, slide or side;
    it is 0, and `label` is empty, for a product that has not been laid out. `count` is how many times the claim is
    stated there. With `spoken`, only the speaker's notes of the slide state it.
    """

    product: str
    title: str
    kind: Kind
    number: int
    label: str
    count: int
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """All places of a claim, those with pictures first, and in how many products they are.

    It is sent again whenever pages become known; `final` is whether they are those of the requested contents. The last
    answer to a request is `complete`.
    """

    turn: int
    claim: str
    places: tuple[Place, ...]
    pieces: int
    final: bool
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a place. `digest` is that of its bytes; `width` and `height` are in pixels.

    `hits` are the statements of all claims on it. A picture that is not `final` was made from earlier contents, or from
    a layout that is still being worked on; another one of the same place follows.
    """

    turn: int
    place: Place
    digest: str
    png: bytes = field(repr=False)
    width: int
    height: int
    hits: tuple[Hit, ...]
    final: bool
    alt: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A product is being laid out, which takes longer than a moment. `done` is whether that has ended."""

    turn: int
    product: str
    title: str
    done: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """On which page or slide each line of a text begins, by the path of the text and the line."""

    turn: int
    kind: Kind
    numbers: Mapping[str, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Failure:
    """No pictures: of one product, or of all if `product` is empty.

    `findings` are the errors in the publication. Without any, `message` and `hint` tell what happened.
    """

    turn: int
    product: str = ""
    findings: tuple[Diagnostic, ...] = ()
    message: str = ""
    hint: str = ""


Message = Places | Picture | Lines | Progress | Failure
