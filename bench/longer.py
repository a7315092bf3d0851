"""Makes a publication longer: repeats its text, with a number in every chart and id."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml


class _WrittenOut(yaml.SafeDumper):
    """Writes repeated values in full, because factpress does not allow YAML anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


_KEPT = ("data", "templates", "assets")


def repeated_text(text: str, times: int) -> str:
    """The chapters, repeated; ids of chapters and charts get a number, so that they are unique."""
    front, body = _split(text)
    rounds: list[str] = []
    for number in range(1, times + 1):
        mark = "" if number == 1 else f"-{number}"
        part = re.sub(r"^(##+ .*\{#[\w-]+)", rf"\1{mark}", body, flags=re.MULTILINE)
        rounds.append(re.sub(r"^(:{3,}\{chart\} *[\w-]+)", rf"\1{mark}", part, flags=re.MULTILINE))
    return front + "\n".join(rounds)


def repeated_charts(text: str, times: int) -> str:
    """The charts, repeated, with the ids that `repeated_text` uses."""
    charts = yaml.load(text, Loader=yaml.CSafeLoader) or {}
    again = {f"{name}-{number}": chart for number in range(2, times + 1) for name, chart in charts.items()}
    return text + ("\n" + yaml.dump(again, Dumper=_WrittenOut, allow_unicode=True, sort_keys=False) if again else "")


def make_longer(publication: Path, target: Path, times: int) -> Path:
    """Writes a copy of the publication with repeated text to `target`, and returns `target`."""
    for name in _KEPT:
        if (publication / name).is_dir():
            shutil.copytree(publication / name, target / name)
    settings = yaml.load((target / "data/publication.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    content, charts = target / settings["content"], target / "data" / "charts.yaml"
    content.write_text(repeated_text(content.read_text(encoding="utf-8"), times), encoding="utf-8")
    if charts.is_file():
        charts.write_text(repeated_charts(charts.read_text(encoding="utf-8"), times), encoding="utf-8")
    return target


def shortened(text: str, chapters: int) -> str:
    """The first chapters of the text."""
    front, body = _split(text)
    starts = [match.start() for match in re.finditer(r"^## ", body, flags=re.MULTILINE)]
    return front + (body[: starts[chapters]] if chapters < len(starts) else body)


def _split(text: str) -> tuple[str, str]:
    """Front matter and body."""
    match = re.match(r"---\n.*?\n---\n", text, flags=re.DOTALL)
    return (match[0], text[match.end() :]) if match else ("", text)
