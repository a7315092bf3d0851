"""The publication as a whole: title, organisation, languages, and what is to be made of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Publication:
    """`data/publication.yaml`. `root` is the folder that holds `data`; nothing outside it is read."""

    root: Path
    title: str
    subtitle: str
    organisation: str
    edition: dt.date
    language: str
    content: Path  # relative to root
    products: tuple[str, ...]
    address: str
    address_text: str
    back_text: str
    imprint: str
    file_stem: str  # ASCII start of every file name: "cambodia"
    names: frozenset[str]  # names that hold digits and are no numbers: "S-21"
