"""The logo of the brand file: one picture for light backgrounds and one for dark ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.paths import Places
from factpress.core.yaml_positions import Tree, YamlPath
from factpress.design.brand import Brand, LogoImage, LogoVariants

_HINT = 'write its path from the folder "assets" or from the publication\'s folder; upper and lower case differ'


@dataclass(frozen=True, slots=True)
class LogoFile:
    """A picture file of the logo. `path` starts in the publication's folder; `at` is where the brand file names it."""

    path: str
    file: Path
    at: Location


@dataclass(frozen=True, slots=True)
class Logo:
    """The pictures of the logo."""

    light: LogoFile
    dark: LogoFile

    @property
    def files(self) -> tuple[LogoFile, ...]:
        """Each picture once."""
        return tuple({one.path: one for one in (self.dark, self.light)}.values())

    def on(self, palette: str) -> LogoFile:
        """The picture for the background of a palette."""
        return self.dark if palette == "dark" else self.light


def load_logo(brand: Brand, tree: Tree, places: Places, problems: Problems) -> Logo | None:
    """The logo, in the size "medium" or else the next one; None, with errors, if a file is missing."""
    written = brand.logo
    if written is None:
        return None
    if isinstance(written, str):
        only = _find(written, ("logo",), tree, places, problems)
        return Logo(only, only) if only is not None else None
    named: dict[str, str] = {}
    for name, image in written.images.items():
        named[name] = image.path if isinstance(image, LogoImage) else image
    size = next((each for each in ("medium", "large", "small") if getattr(written, each) is not None), None)
    if size is None:
        if named:
            hint = "add one of small, medium, large, with a name of images, as in: medium: main"
            problems.error("bad-value", "the logo has images, but no size that uses them", tree.at("logo"), hint)
        return None
    chosen: str | LogoVariants = getattr(written, size)
    variants = LogoVariants(light=chosen, dark=chosen) if isinstance(chosen, str) else chosen
    found: list[LogoFile | None] = []
    for key, name in (("light", variants.light), ("dark", variants.dark)):
        if name is None:
            continue
        path: YamlPath = ("logo", size) if isinstance(chosen, str) else ("logo", size, key)
        found.append(_find(named.get(name, name), path, tree, places, problems, tuple(named)))
    whole = [one for one in found if one is not None]
    return Logo(whole[0], whole[-1]) if whole and len(whole) == len(found) else None


def _find(
    name: str, path: YamlPath, tree: Tree, places: Places, problems: Problems, images: tuple[str, ...] = ()
) -> LogoFile | None:
    tried = (places.own(f"{folder}{name}") for folder in ("assets/", "", "data/"))
    file = next((one for one in tried if one is not None), None)
    if file is None:
        message, at = f'there is no image "{name}"', tree.at(*path)
        if all(one.message != message or one.location != at for one in problems):
            hint = f"{_HINT}; {did_you_mean(name, images)}" if images else _HINT
            problems.error("missing-file", message, at, hint)
        return None
    return LogoFile(file.relative_to(places.root).as_posix(), file, tree.at(*path))
