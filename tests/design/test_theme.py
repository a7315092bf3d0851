from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Diagnostic, Problems, Severity
from factpress.core.paths import Places
from factpress.core.units import pt
from factpress.design.brand import brand_schema
from factpress.design.palettes import Colour, contrast
from factpress.design.theme import Theme, load_theme
from factpress.output.deck.writer.embedded_fonts import may_embed

ENGINE = Path(__file__).parents[2]


def loaded(root: Path, brand: str | None = None) -> tuple[Theme | None, list[Diagnostic]]:
    if brand is not None:
        (root / "data").mkdir(exist_ok=True)
        (root / "data/brand.yml").write_text(brand, encoding="utf-8")
    problems = Problems()
    return load_theme(Places.of(root), problems), list(problems)


def wrong(root: Path, brand: str) -> Diagnostic:
    theme, found = loaded(root, brand)
    assert theme is None
    (only,) = found
    return only


def test_a_publication_without_a_brand_gets_the_engines(tmp_path: Path) -> None:
    theme, found = loaded(tmp_path)
    assert not found
    assert theme is not None
    assert theme.ornament is None
    assert theme.logo is None
    assert set(theme.palettes) == {"print", "light", "dark"}
    assert theme.print_type["body"].family == "Source Serif 4"
    assert theme.slide_type["body"].size == pt(30)
    assert theme.slide.width == pt(960)
    assert theme.slide.body_min == pt(28)


def test_every_style_has_its_face_as_a_file(tmp_path: Path) -> None:
    theme, _ = loaded(tmp_path)
    assert theme is not None
    assert all(face.path.is_absolute() and face.path.is_file() for face in theme.faces)
    cut = {(face.family, face.weight, face.italic) for face in theme.faces}
    for style in (*theme.print_type.values(), *theme.slide_type.values()):
        assert (style.family, style.weight, style.italic) in cut


def test_the_brand_of_this_publication_is_read() -> None:
    theme, found = loaded(ENGINE)
    assert not found
    assert theme is not None
    assert theme.palettes["print"].heading == theme.colours["indigo"]
    assert theme.ornament is not None
    assert theme.ornament.bare == (1975, 1976, 1977, 1978)
    assert set(theme.scripts) == {"Latn", "Khmr"}


def test_a_key_of_the_publication_stands_over_the_engines(tmp_path: Path) -> None:
    theme, found = loaded(tmp_path, 'color: {palette: {ink: "#012"}, primary: ink}\nmeta: {name: Ours}\n')
    assert not found
    assert theme is not None
    assert theme.name == "Ours"
    assert theme.palettes["print"].heading == Colour("#001122")
    assert theme.palettes["print"].foreground == Colour("#22272d")


def test_a_family_joins_the_engines(tmp_path: Path) -> None:
    brand = (
        "typography: {fonts: [{family: House, files: [{path: fonts/SourceSans3-Regular.ttf}]}]}\n"
        "defaults: {slides: {type: {title: {family: House}}}}\n"
    )
    theme, found = loaded(tmp_path, brand)
    assert not found
    assert theme is not None
    assert theme.slide_type["title"].family == "House"
    assert theme.slide_type["body"].family == "Source Sans 3"


def test_colours_go_by_name_however_far(tmp_path: Path) -> None:
    theme, _ = loaded(tmp_path, 'color: {palette: {a: b, b: c, c: "#112233"}, primary: a}\n')
    assert theme is not None
    assert theme.colours["a"] == Colour("#112233")


def test_an_unknown_colour(tmp_path: Path) -> None:
    found = wrong(tmp_path, 'color:\n  palette: {indigo: "#1d3057"}\n  primary: indgo\n')
    assert (found.code, found.hint) == ("unknown-colour", 'did you mean "indigo"?')
    assert found.location is not None
    assert (found.location.path.as_posix(), found.location.line, found.location.column) == ("data/brand.yml", 3, 12)


@pytest.mark.parametrize("value", ["#12345", "#12345g", "#"])
def test_what_is_no_colour(tmp_path: Path, value: str) -> None:
    assert wrong(tmp_path, f'color: {{primary: "{value}"}}\n').code == "bad-colour"


def test_a_colour_that_leads_back_to_itself(tmp_path: Path) -> None:
    _, found = loaded(tmp_path, "color: {palette: {a: b, b: a}}\n")
    assert {d.code for d in found} == {"bad-colour"}
    assert len(found) == 2


def test_low_contrast_names_both_colours_and_the_ratio(tmp_path: Path) -> None:
    brand = 'color: {palette: {fog: "#777777"}}\ndefaults:\n  slides:\n    themes:\n      light: {foreground: fog}\n'
    found = wrong(tmp_path, brand)
    assert found.code == "low-contrast"
    assert '"fog" (#777777) on "light" (#f6f7f7)' in found.message
    assert "4.1 to 1" in found.message
    assert found.hint is not None
    assert "7 to 1" in found.hint
    assert found.location is not None
    assert found.location.line == 5


def test_a_pale_role_is_reported_in_the_publications_own_file_and_once_for_paper(tmp_path: Path) -> None:
    brand = 'color:\n  palette: {fog: "#F6F7F7"}\n  primary: fog\n'
    _, problems = loaded(tmp_path, brand)
    found = [d for d in problems if d.code == "low-contrast"]
    assert {(str(d.location), '"primary"' in d.message) for d in found} == {("data/brand.yml:3:12", True)}
    assert len(found) == len({d.message for d in found})


def test_text_that_would_do_in_print_is_too_pale_for_a_slide(tmp_path: Path) -> None:
    assert loaded(tmp_path, 'defaults: {print: {theme: {soft: "#707070"}}}\n')[0] is not None
    assert wrong(tmp_path, 'defaults: {slides: {themes: {light: {soft: "#707070"}}}}\n').code == "low-contrast"


def test_a_heading_that_is_paler_than_text_on_a_slide_is_a_warning(tmp_path: Path) -> None:
    theme, found = loaded(tmp_path, 'defaults: {slides: {themes: {light: {heading: "#6b6b6b"}}}}\n')
    assert theme is not None
    assert [(each.code, each.severity) for each in found] == [("low-contrast", Severity.WARNING)]
    assert "7 to 1" in str(next(iter(found)).hint)
    assert not loaded(tmp_path, 'defaults: {slides: {themes: {light: {heading: "#505050"}}}}\n')[1]
    assert wrong(tmp_path, 'defaults: {slides: {themes: {light: {heading: "#9a9a9a"}}}}\n').severity is Severity.ERROR


def test_the_accent_may_be_pale_since_it_carries_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path, 'defaults: {print: {theme: {accent: "#f5e9c8"}}}\n')[0] is not None


@pytest.mark.parametrize(
    ("brand", "code"),
    [
        ("defaults: {slides: {type: {body: {size: 27.9pt}}}}", "small-slide-type"),
        ("defaults: {slides: {body-min: 20pt}}", "small-slide-type"),
        ("defaults: {print: {type: {body: {size: 0pt}}}}", "bad-value"),
        ("defaults: {print: {type: {body: {size: 10}}}}", "not-a-length"),
        ("defaults: {print: {type: {body: {family: Source Sanz 3}}}}", "unknown-family"),
        ("defaults: {print: {type: {bodi: {size: 10pt}}}}", "unknown-key"),
        ("defaults: {slides: {reserve: 4}}", "bad-value"),
        ("defaults: {ornament: {first: 2000, last: 1990}}", "bad-years"),
        ("defaults: {ornament: {first: 1990, last: 2000, bare: [2001]}}", "bad-years"),
        ("defaults: {ornament: {first: 1, last: 9999}}", "bad-years"),
        ("defaults: {ornament: {first: 1, last: 301}}", "bad-years"),
        ("defaults: {slides: {size: [1mm, 540pt]}}", "no-room"),
        ("defaults: {slides: {size: [960pt, 1mm]}}", "no-room"),
        ("defaults: {slides: {content-bottom: 1mm}}", "no-room"),
        ("defaults: {slides: {content-bottom: 541pt}}", "no-room"),
        ("defaults: {slides: {margins: {left: 500mm}}}", "no-room"),
        ("defaults: {slides: {thread: {y: 539pt}}}", "no-room"),
        ("defaults: {slides: {footer-y: 541pt}}", "no-room"),
        ("meta: {name: ''}", "empty-text"),
        ("meta: {name: {short: ' '}}", "empty-text"),
        ("typography: {fonts: [{family: 'A\"} b {', files: [{path: fonts/SourceSans3-Regular.ttf}]}]}", "bad-name"),
        ("typography: {fonts: [{family: 'A\\', files: [{path: fonts/SourceSans3-Regular.ttf}]}]}", "bad-name"),
        ("typography: {fonts: [{family: A, files: [{path: fonts/none.ttf}]}]}", "missing-file"),
        ("typography: {fonts: [{family: A, source: google, files: []}]}", "missing-font-files"),
        ("logo: images/none.svg", "missing-file"),
        ("colour: {}", "unknown-key"),
        ("- a list", "wrong-type"),
        ("", "empty-file"),
        ("color: [", "bad-yaml"),
    ],
)
def test_what_is_wrong_is_placed_in_the_publications_own_file(tmp_path: Path, brand: str, code: str) -> None:
    theme, found = loaded(tmp_path, brand)
    assert theme is None
    assert code in {d.code for d in found}
    assert all(d.location is not None and d.location.path == Path("data/brand.yml") for d in found)


def test_everything_is_reported_in_one_run(tmp_path: Path) -> None:
    brand = "color: {primary: indgo}\nlogo: none.svg\ndefaults: {print: {type: {h2: {family: None Such}}}}\n"
    theme, found = loaded(tmp_path, brand)
    assert theme is None
    assert {d.code for d in found} == {"unknown-colour", "missing-file", "unknown-family"}


def test_a_file_that_is_no_font(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/web.ttf").write_bytes(b"wOF2 and more")
    brand = "typography: {fonts: [{family: A, files: [{path: web.ttf}]}]}"
    found = wrong(tmp_path, brand)
    assert found.code == "bad-font"
    assert found.location is not None
    assert found.location.column == brand.index("web") + 1


FACE = (ENGINE / "assets/fonts/SourceSans3-Regular.ttf").read_bytes()


def of_bytes(folder: Path, content: bytes) -> list[Diagnostic]:
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "assets/own.ttf").write_bytes(content)
    return loaded(folder, "typography: {fonts: [{family: A, files: [{path: own.ttf}]}]}")[1]


@pytest.mark.parametrize(
    "content",
    [FACE[:4], FACE[:4] + b"junk" * 500, FACE[:4000], FACE[:-2000], FACE.replace(b"cmap", b"xmap", 1)],
    ids=["magic", "junk", "begin", "without-end", "no-cmap"],
)
def test_a_damaged_font_is_named_at_its_path(tmp_path: Path, content: bytes) -> None:
    (found,) = of_bytes(tmp_path, content)
    assert (found.code, str(found.location)) == ("bad-font", "data/brand.yml:1:49")
    assert "damaged" in found.message


@pytest.mark.parametrize(("target", "code"), [("/etc/hostname", "outside-folder"), ("none.yml", "missing-file")])
def test_a_link_astray_is_not_replaced_by_the_engines_own(tmp_path: Path, target: str, code: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/brand.yml").symlink_to(target)
    theme, (found,) = loaded(tmp_path)
    assert theme is None
    assert (found.code, str(found.location)) == (code, "data/brand.yml")


def test_a_sound_font_of_the_publication_passes(tmp_path: Path) -> None:
    assert of_bytes(tmp_path, FACE) == []


def test_a_font_that_may_not_be_carried_is_a_warning_at_its_path(tmp_path: Path) -> None:
    font: Any = TTFont(BytesIO(FACE))
    font["OS/2"].fsType = 0x0002
    closed = BytesIO()
    font.save(closed)
    (found,) = of_bytes(tmp_path, closed.getvalue())
    assert (found.code, str(found.location)) == ("font-not-embedded", "data/brand.yml:1:49")
    assert found.severity is Severity.WARNING
    assert not may_embed(closed.getvalue())


def test_an_ornament_of_three_hundred_years_can_be_woven(tmp_path: Path) -> None:
    assert loaded(tmp_path, "defaults: {ornament: {first: 1, last: 300}}")[1] == []


KEYS = "meta name color palette primary typography fonts family files path defaults print theme slides type body size"
LEAVES = st.sampled_from(["", "x", "~", "10pt", "primary", '"#123"', "3", "-1", "true", "{}", "[]"])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=3).map(
            lambda group: "{" + ", ".join(f"{k}: {v}" for k, v in group.items()) + "}"
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(KEYS.split()), TREES, max_size=4))
def test_no_brand_however_odd_raises(tmp_path: Path, brand: dict[str, str]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in brand.items())
    theme, found = loaded(tmp_path, text)
    assert (theme is None) == bool(found)
    assert all(d.location is not None for d in found)


def test_no_font_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.ttf").write_bytes(b"")
    inner = tmp_path / "publication"
    inner.mkdir()
    brand = "typography: {fonts: [{family: A, files: [{path: ../../secret.ttf}]}]}"
    assert wrong(inner, brand).code == "missing-file"


def test_contrast_is_that_of_wcag() -> None:
    black, white = Colour("#000000"), Colour("#ffffff")
    assert contrast(black, white) == contrast(white, black) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast(Colour("#767676"), white) == pytest.approx(4.54, abs=0.005)


def test_the_schema_asks_for_nothing_but_knows_every_key() -> None:
    schema = brand_schema()
    assert "required" not in schema
    assert set(schema["properties"]) == {"meta", "logo", "color", "typography", "defaults"}
    assert "callout-figure" in schema["$defs"]["PrintType"]["properties"]
    assert schema["$defs"]["Family"]["required"] == ["family", "files"]


def test_a_colour_with_too_little_contrast_in_several_palettes_is_one_error(tmp_path: Path) -> None:
    found = wrong(tmp_path, 'color: {palette: {fog: "#000000"}, light: fog}\n')
    assert found.code == "low-contrast"
    assert '"foreground" (#22272d) on "light" (#000000)' in found.message
    assert '"light" (#000000) on "dark"' in found.message
