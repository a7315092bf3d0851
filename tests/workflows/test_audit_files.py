from __future__ import annotations

import json
from pathlib import Path

import pytest

from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED, FINDINGS
from factpress.core.diagnostics import Findings, ToolError
from factpress.workflows.audit_files import audit_files, possible_generated_text
from factpress.workflows.build import build
from tests.publications import codes, edition_of, publication

CONTENTS = "templates/booklet/contents.html.jinja"


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
    words = template(CONTENTS).replace('{{ word("how-sure-lead") }}', "More than 99 of them.")
    (tmp_path / CONTENTS).parent.mkdir(parents=True)
    (tmp_path / CONTENTS).write_text(words, encoding="utf-8")
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


def test_json_has_each_file_and_each_finding(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = made / "build" / "library-slides.pptx"
    assert main.main(["audit", "--json", "-C", str(made), str(deck)]) == CLEAN
    said = json.loads(capsys.readouterr().out)
    assert (said["findings"], said["unread"], said["audited"][0]["traced"]) == ([], [], [])
    assert said["audited"][0]["numbers"] > 40
    assert main.main(["audit", "--json", "-C", str(made), str(tmp_path / "gone.pdf")]) == FAILED
    said = json.loads(capsys.readouterr().out)
    assert (said["audited"], len(said["unread"])) == ([], 1)


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
