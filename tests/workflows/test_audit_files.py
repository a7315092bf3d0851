from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from factpress import load
from factpress.audit.reading import Place, Reading, Unread
from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED, FINDINGS
from factpress.core.diagnostics import Findings, Severity, ToolError
from factpress.design.theme import Theme
from factpress.document.model import Chart
from factpress.output.charts import Format, draw
from factpress.output.charts.scene import Scene
from factpress.workflows.audit_files import audit_files, possible_generated_text
from factpress.workflows.build import build
from tests.audit.decks import changed, handmade
from tests.publications import codes, edition_of, publication

KEY = "templates/booklet/key.html.jinja"


def template(name: str) -> str:
    """One of the engine's own templates."""
    return (Path(__file__).parents[2] / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication that was built, in its folder."""
    folder = publication(tmp_path_factory.mktemp("library"))
    build(folder)
    return folder


def test_a_build_whose_audit_fails_leaves_the_last_good_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A template that sets a number of its own is found before the files are put in their places."""
    publication(tmp_path)
    build(tmp_path)
    before = {path: path.read_bytes() for path in (tmp_path / "build").glob("library-*")}
    words = template(KEY).replace('{{ word("how-sure-lead") }}', "More than 99 of them.")
    (tmp_path / KEY).parent.mkdir(parents=True)
    (tmp_path / KEY).write_text(words, encoding="utf-8")
    with pytest.raises(Findings) as findings:
        build(tmp_path)
    assert codes(findings.value.found) == {"number-without-claim"}
    assert main.main(["build", str(tmp_path)]) == FINDINGS
    assert '"99" is in none of the claims stated there' in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (tmp_path / "build").glob("library-*")} == before


def test_a_template_may_leave_furniture_out(tmp_path: Path) -> None:
    """An address or a subtitle less is no finding; a claim less is."""
    publication(tmp_path)
    figure = "templates/booklet/blocks/figure.html.jinja"
    words = template(figure).replace("{{ chart.subtitle }}", "")
    (tmp_path / figure).parent.mkdir(parents=True)
    (tmp_path / figure).write_text(words, encoding="utf-8")
    assert len(build(tmp_path, ("booklet",))[0]) == 1
    paragraph = "templates/booklet/blocks/paragraph.html.jinja"
    (tmp_path / paragraph).write_text("<p>Words.</p>\n", encoding="utf-8")
    with pytest.raises(Findings) as findings:
        build(tmp_path, ("booklet",))
    assert "claim-missing" in codes(findings.value.found)


def test_what_was_made_is_audited_where_no_file_is_named(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["audit", "-C", str(made)]) == CLEAN
    out, err = capsys.readouterr()
    assert [line.rpartition("  ")[2].partition(" ")[2] for line in out.splitlines()] == [
        "numbers, every one traced"
    ] * 2
    assert err == ""
    assert main.main(["audit", "-q", "-C", str(made)]) == CLEAN
    assert capsys.readouterr().out == ""


def test_charts_of_several_files_are_laid_out_once(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[tuple[str, str]] = []
    original = draw.lay_out

    def lay_out(chart: Chart, chart_format: Format, theme: Theme) -> Scene:
        laid.append((chart.id, chart_format.palette))
        return original(chart, chart_format, theme)

    monkeypatch.setattr(draw, "lay_out", lay_out)
    audited = {}
    for name in ("library-slides.pptx", "library-booklet-a5-read.pdf"):
        file = made / "build" / name
        audits = audit_files(made, [file, file]).audits
        assert [one.found for one in audits] == [(), ()]
        audited[name] = audits[0].numbers
    assert all(audited.values())
    assert {palette for _, palette in laid} == {"light", "print"}
    assert len(laid) == len(set(laid))


def test_json_has_each_file_and_each_finding(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = made / "build" / "library-slides.pptx"
    assert main.main(["audit", "--json", "-C", str(made), str(deck)]) == CLEAN
    said = json.loads(capsys.readouterr().out)
    assert (said["findings"], said["unread"], said["audited"][0]["traced"]) == ([], [], [])
    assert said["audited"][0]["numbers"] > 40
    assert main.main(["audit", "--json", "-C", str(made), str(tmp_path / "gone.pdf")]) == FAILED
    said = json.loads(capsys.readouterr().out)
    assert (said["audited"], len(said["unread"])) == ([], 1)


def test_all_lists_what_looks_like_a_reference(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (deck := tmp_path / "talk.pptx").write_bytes(handmade({"Call": "12,480 people came. Call +44 20 7946 0018."}))
    assert main.main(["audit", "-C", str(made), str(deck)]) == CLEAN
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith("every one traced; 4 numbers that look like references were not traced (--all lists them)")
    assert main.main(["audit", "--all", "-C", str(made), str(deck)]) == CLEAN
    listed = capsys.readouterr().out.splitlines()
    assert [one.rpartition(": ")[2] for one in listed[:-1]] == [
        f"{digits} (a telephone number)" for digits in ("44", "20", "7946", "0018")
    ]
    assert main.main(["audit", "--json", "-C", str(made), str(deck)]) == CLEAN
    (audited,) = json.loads(capsys.readouterr().out)["audited"]
    assert [one["reference"] for one in audited["references"]] == ["a telephone number"] * 4
    assert audited["not_read"] == []


def test_an_audit_that_could_not_read_a_part_is_not_clean(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that finds a picture of a page is stood in for, as the conditions of readers are tested with them."""
    reading = Reading(Path("scan.pdf"), "pdf", (Place(1, "page 1", (), unread=(Unread("a picture"),)),), tagged=False)
    monkeypatch.setattr("factpress.workflows.audit_files.run_confined", lambda *_, **__: reading)
    result = load(made).audit([made / "build" / "library-slides.pptx"])
    assert [(one.code, one.severity) for one in result.findings] == [("not-read", Severity.WARNING)]
    assert result.files[0].not_read == ("page 1",)
    assert not result.clean


@pytest.mark.parametrize(("name", "warns"), [("build/library-slides.pptx", True), ("talk.pptx", False)])
def test_a_changed_file_that_a_build_would_overwrite_is_to_be_saved_first(
    made: Path, tmp_path: Path, name: str, *, warns: bool
) -> None:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    deck = (tmp_path / "build" / "library-slides.pptx").read_bytes()
    (tmp_path / name).write_bytes(changed(deck, ("year: 12,480", "year: 12,430")))
    (found,) = audit_files(tmp_path, [tmp_path / name]).audits[0].found
    assert found.hint is not None
    assert found.hint.startswith("was it changed by hand? ")
    assert ("writes the right one beside a file that was changed" in found.hint) is warns


def test_before_anything_was_made_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="nothing was built") as error:
        audit_files(publication(tmp_path), [])
    assert error.value.hint == "build it first: factpress build"


def test_a_file_by_another_name_is_audited_as_what_it_is(made: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "for-sunday.pdf"
    renamed.write_bytes((made / "build" / "library-booklet-a5-read.pdf").read_bytes())
    done = audit_files(made, [renamed])
    assert [one.found for one in done.audits] == [()]


def test_without_the_drawings_each_label_has_to_be_one_of_its_chart(made: Path) -> None:
    from dataclasses import replace

    from factpress.audit import audit
    from factpress.audit.readers import read_file

    edition = edition_of(made)
    for path in (made / "build").glob("library-*"):
        (generated,) = possible_generated_text(edition, path, path.suffix[1:])
        unknown = replace(generated, labels=None)
        assert audit(read_file(path), edition.document, edition.book, edition.language, unknown).found == ()
