"""Colours of a brand: names, palettes, inks, and the contrast of a palette with its background."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factpress.core.diagnostics import Location, Problems, Severity, and_more, did_you_mean
from factpress.core.yaml_positions import Tree, YamlPath
from factpress.design.brand import Brand, Colours


@dataclass(frozen=True, slots=True)
class Colour:
    """An sRGB colour, "#rrggbb"."""

    hex: str

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green, blue, 0 to 255."""
        return int(self.hex[1:3], 16), int(self.hex[3:5], 16), int(self.hex[5:7], 16)

    @property
    def bare(self) -> str:
        """Six upper-case digits without "#", as OOXML needs them."""
        return self.hex[1:].upper()


@dataclass(frozen=True, slots=True)
class Inks:
    """Shares of cyan, magenta, yellow and black, each in percent."""

    cyan: float
    magenta: float
    yellow: float
    black: float

    def __iter__(self) -> Iterator[float]:
        return iter((self.cyan, self.magenta, self.yellow, self.black))

    def __str__(self) -> str:
        return " ".join(f"{round(share, 1):g}" for share in self)

    @property
    def total(self) -> float:
        """The sum of all inks, in percent: at most 400."""
        return sum(self)

    @property
    def count(self) -> int:
        """The number of inks that are used."""
        return sum(share > 0 for share in self)

    @property
    def only_black(self) -> bool:
        """Whether black is the only ink."""
        return self.black > 0 and self.count == 1


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours for one background: paper, or a light or dark slide."""

    background: Colour
    foreground: Colour
    heading: Colour
    soft: Colour  # secondary text
    line: Colour  # hairlines, grid lines
    accent: Colour  # lines of decoration; not for text
    bar: Colour  # first chart colour
    second: Colour
    third: Colour
    tint: Colour  # the ground of panels, and land on maps
    band: Colour  # a highlighted range in a chart
    sea: Colour  # the sea on maps


_MIXED = {"tint": 0.2, "band": 0.5, "sea": 0.35}
"""The colours that a palette may leave out, each with the share of `line` that is mixed with `background` then."""


HATCHING = 0.6
"""The share of `third` in the hatching of a country on maps, which is mixed with `background`."""

TEXT_ON_PAPER = 4.5
"""Minimum contrast of text on paper: WCAG 2.2, 1.4.3 (AA)."""
TEXT_ON_SLIDES = 7.0
"""Minimum contrast of text on a slide, as daylight brightens dark colours: WCAG 2.2, 1.4.6 (AAA)."""
HEADINGS = 4.5
"""Minimum contrast of a heading: WCAG 2.2, 1.4.6 (AAA) for large text, 1.4.3 for small.

On slides, less than that of text is a warning: links and some body text have the colour of headings.
"""
GRAPHICS = 3.0
"""Minimum contrast of a chart's marks: WCAG 2.2, 1.4.11."""


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21, in either order (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [c / 255 for c in colour.rgb]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def named_colours(brand: Brand, tree: Tree, problems: Problems) -> dict[str, Colour]:
    """Return all named colours: the palette and the roles of brand.yml."""
    written: dict[str, tuple[str, YamlPath]] = {}
    for role, value in brand.color.model_dump(exclude={"palette"}, exclude_none=True).items():
        written[role] = (value, ("color", role))
    for name, value in brand.color.palette.items():
        written[name] = (value, ("color", "palette", name))
    out: dict[str, Colour] = {}
    for name, (_, path) in written.items():
        passed: list[str] = []
        step = name
        while step in written and step not in passed:
            passed.append(step)
            step = written[step][0]
        last = path if step in written else written[passed[-1]][1]  # so that an error is the same for all its names
        out[name] = _colour(step, {}, written, tree, last, problems) or _NO_COLOUR
    return out


_NO_COLOUR = Colour(
    "#000000"
)  # replaces an invalid colour, so that the others are checked; the theme is then not returned


def _colour(
    written: str, known: Mapping[str, Colour], names: Iterable[str], tree: Tree, path: YamlPath, problems: Problems
) -> Colour | None:
    if written in known:
        return known[written]
    if match := re.fullmatch(r"#([0-9a-fA-F]{6})|#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])", written):
        return Colour("#" + (match[1] or "".join(2 * digit for digit in match.group(2, 3, 4))).lower())
    if written.startswith("#"):
        hint = 'write six digits from 0 to f: "#1d3057"'
        problems.error("bad-colour", f'"{written}" is not a colour', tree.at(*path), hint)
    elif written in names:
        problems.error("bad-colour", f'the colour "{written}" refers to itself', tree.at(*path), "give it a value")
    else:
        hint = did_you_mean(written, names)
        if re.fullmatch(r"[0-9a-fA-F]{6}|[0-9a-fA-F]{3}", written):
            hint = f'write "#{written}", in quotes'
        elif not hint.startswith(("did", "write")):
            hint = f'write six digits from 0 to f, as in "#1d3057"; or a colour of the palette: {hint}'
        problems.error("unknown-colour", f'there is no colour "{written}"', tree.at(*path), hint)
    return None


LowContrasts = dict[tuple[Location, Severity], list[tuple[str, str]]]
"""The colours of all palettes with too little contrast: what they have, and a hint, by the place of the cause."""


def report_low_contrasts(found: LowContrasts, problems: Problems) -> None:
    """Report them as one finding for each place: a colour may be wrong in several palettes."""
    for (place, severity), colours in found.items():
        shown = and_more(list(dict.fromkeys(have for have, _ in colours)))
        report = problems.error if severity is Severity.ERROR else problems.warning
        report("low-contrast", shown, place, colours[0][1])


def build_palette(
    written: Colours,
    text: float,
    colours: Mapping[str, Colour],
    tree: Tree,
    path: YamlPath,
    problems: Problems,
    low: LowContrasts,
) -> Palette:
    """Return a palette. `text` is the minimum contrast of its text; colours with less contrast are added to `low`."""
    names: dict[str, str] = written.model_dump(exclude_none=True)
    found = {key: _colour(name, colours, colours, tree, (*path, key), problems) for key, name in names.items()}
    least = [("foreground", text), ("soft", text), ("heading", HEADINGS)]
    least += [(mark, GRAPHICS) for mark in ("bar", "second", "third")]
    rules = [(key, ratio, Severity.ERROR) for key, ratio in sorted(least, key=lambda one: -one[1])]
    ground, reported = found["background"], set[str]()
    for key, ratio, severity in (*rules, ("heading", text, Severity.WARNING)):
        colour = found[key]
        if names[key] in reported:  # one error for a colour, however often it is used
            continue
        if colour is not None and ground is not None and contrast(colour, ground) < ratio:
            reported.add(names[key])
            have = (
                f'"{names[key]}" ({colour.hex}) on "{names["background"]}" ({ground.hex})'
                f" has a contrast of {int(contrast(colour, ground) * 10) / 10:g} to 1"
            )
            hint = f'"{key}" needs at least {ratio:g} to 1 here; choose a darker or lighter colour'
            place = _own_place(tree, ((*path, key), (*path, "background")), (names[key], names["background"]))
            low.setdefault((place, severity), []).append((have, hint))
    known = {key: colour or _NO_COLOUR for key, colour in found.items()}
    mixed = {key: mix(known["line"], known["background"], share) for key, share in _MIXED.items()}
    return Palette(**(mixed | known))


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return a mixture of two colours with that share of the first, 0 to 1."""
    parts = (round(share * a + (1 - share) * b) for a, b in zip(one.rgb, other.rgb, strict=True))
    return Colour("#" + "".join(f"{part:02x}" for part in parts))


def _own_place(tree: Tree, uses: Iterable[YamlPath], names: Iterable[str]) -> Location:
    """Where the publication's own file, not the engine's, chooses or defines one of these colours."""
    paths = [*uses]
    for written in names:
        name: object = written
        for _ in range(9):  # a role may name a colour of the palette, which may name another
            at: YamlPath = ("color", "palette", str(name))
            at = at if at in tree.values else ("color", str(name))
            if at not in tree.values:
                break
            paths.append(at)
            name = tree.get(*at)
    own = (tree.values[path] for path in paths if path in tree.values and tree.values[path].path == tree.path)
    return next(own, Location(tree.path))


def ink_table(
    brand: Brand, colours: Mapping[str, Colour], paper: Palette, tree: Tree, problems: Problems
) -> dict[Colour, Inks]:
    """Return the inks of each colour that has some: of the engine's colours and of the publication's.

    A colour of the palette of paper that is a mixture has a mixture of inks.
    """
    out: dict[Colour, Inks] = {}
    for name, shares in brand.defaults.print.inks.items():
        colour = _colour(name, colours, colours, tree, ("defaults", "print", "inks", name), problems)
        if colour is not None:
            out[colour] = Inks(*(float(share) for share in shares))
    mixtures = [*((paper.line, share) for share in _MIXED.values()), (paper.third, HATCHING)]
    for colour, share in mixtures:
        if colour in out and paper.background in out:
            pairs = zip(out[colour], out[paper.background], strict=True)
            mixed = Inks(*(share * one + (1 - share) * other for one, other in pairs))
            out.setdefault(mix(colour, paper.background, share), mixed)
    return out
