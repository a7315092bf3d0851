"""The layouts of a deck: those of the designer's template if the publication has one, else the generated ones."""

from __future__ import annotations

from functools import lru_cache

from factpress.core.diagnostics import Diagnostic, Findings, Severity
from factpress.core.units import Length
from factpress.design.font_files import FaceFile
from factpress.design.slide_templates import SlideTemplate
from factpress.design.theme import SlideGrid, Theme, TypeStyle
from factpress.output.deck.layouts.families import Families, layouts
from factpress.output.deck.layouts.styles import Styles, slide_styles
from factpress.output.deck.template.layouts import TemplateLayouts, read_layouts


def deck_layouts(theme: Theme, *, rtl: bool = False) -> Families:
    """Return the layouts of a deck by family. The theme is that of the deck (`slide_size.sized`).

    Raise Findings if the template has errors.
    """
    read = _of_template(theme, rtl=rtl)
    if read is None:
        return layouts(theme.slide, slide_styles(theme), rtl=rtl)
    if any(one.severity is Severity.ERROR for one in read.found):
        raise Findings(read.found)
    return read.families


def template_findings(theme: Theme, *, rtl: bool) -> tuple[Diagnostic, ...]:
    """Return what is found in the template of a deck."""
    read = _of_template(theme, rtl=rtl)
    return read.found if read is not None else ()


def template_fonts(theme: Theme) -> tuple[str, ...]:
    """Return the families of the template's fonts that are not the brand's."""
    read = _of_template(theme, rtl=False)
    return read.fonts if read is not None else ()


def _of_template(theme: Theme, *, rtl: bool) -> TemplateLayouts | None:
    if theme.slide_template is None:
        return None
    styles = slide_styles(theme)
    return _read(theme.slide_template, theme.slide, tuple(styles.by_name.items()), styles.body_min, theme.faces, rtl)


@lru_cache(maxsize=8)
def _read(
    template: SlideTemplate,
    grid: SlideGrid,
    named: tuple[tuple[str, TypeStyle], ...],
    body_min: Length,
    faces: tuple[FaceFile, ...],
    rtl: bool,
) -> TemplateLayouts:
    generated = layouts(grid, Styles(dict(named), body_min), rtl=rtl)
    return read_layouts(template, generated, faces, grid, rtl=rtl)
