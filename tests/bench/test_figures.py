"""The benchmark's own sums, and that its parts still fit together."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bench.__main__ import BOOKLET, DECK
from bench.dump import dump
from bench.figures import MIB, Run, Verdict, medians, memory_a_page, paired, seconds_a_page, table
from bench.longer import repeated_charts, repeated_text, shortened
from bench.measure import RunError, memory, seconds


def test_ratios_are_of_pairs_and_their_median_counts() -> None:
    verdict = paired("x", [1.0, 9.0, 3.0], [2.0, 10.0, 10.0], 0.7)
    assert verdict == Verdict("x", 0.5, 0.7, (0.3, 0.9))
    assert verdict.met
    assert not paired("x", [8.0], [10.0], 0.7).met


def test_time_and_memory_are_counted_by_the_page() -> None:
    short, long = [Run(2.4, 100 * MIB, 24)], [Run(19.2, 280 * MIB, 384)]
    assert seconds_a_page(short, long, 1.1).measured == pytest.approx(0.5)
    assert memory_a_page(short, long, 1.0).measured == pytest.approx(0.5)
    assert not memory_a_page(short, [Run(19.2, 500 * MIB, 384)], 1.0).met


def test_the_table_says_what_is_met() -> None:
    rows = [("plain", medians([Run(3.0, 2 * MIB), Run(1.0, 4 * MIB), Run(2.0, 3 * MIB)])), ("long", Run(9.0, MIB, 384))]
    verdicts = [Verdict("both", 0.66, 0.7, (0.6, 0.72)), Verdict("time a page", 1.2, 1.1, (1.2, 1.2))]
    assert table(rows, verdicts) == (
        "median of the runs      time   peak memory   pages\n"
        "plain                 2.00 s         3 MiB\n"
        "long                  9.00 s         1 MiB     384\n"
        "\n"
        "target              measured       at most         spread\n"
        "both                    0.66          0.70   0.60 to 0.72  met\n"
        "time a page             1.20          1.10   1.20 to 1.20  NOT MET"
    )


TEXT = """\
---
title: T
---
## One {#one years=1960/1993}
:::{chart} deaths
:::
### Inside {#inside}
## Two {#two}
Words.
"""


def test_a_text_can_be_made_longer() -> None:
    again = repeated_text(TEXT, 2)
    assert again.startswith(TEXT)
    assert again.count("title: T") == 1
    for wanted in ("## One {#one-2 years=1960/1993}", "{chart} deaths-2", "### Inside {#inside-2}", "## Two {#two-2}"):
        assert wanted in again
    assert repeated_text(TEXT, 1) == TEXT


def test_its_charts_go_with_it() -> None:
    text = repeated_charts("deaths: {kind: ranges, title: T}\n", 3)
    assert "&" not in text
    charts = yaml.safe_load(text)
    assert set(charts) == {"deaths", "deaths-2", "deaths-3"}
    assert charts["deaths-3"] == charts["deaths"]


def test_a_text_can_be_made_shorter() -> None:
    assert shortened(TEXT, 1).endswith("### Inside {#inside}\n")
    assert shortened(TEXT, 2) == TEXT


def test_time_and_memory_are_those_of_the_program(tmp_path: Path) -> None:
    sleepy = [sys.executable, "-c", "import time; time.sleep(0.3)"]
    assert 0.3 <= seconds(sleepy, tmp_path) < 5
    hungry = [sys.executable, "-c", "import time; a = bytearray(80 * 1024 * 1024); time.sleep(0.3)"]
    assert memory(sleepy, tmp_path) < 60 * MIB < memory(hungry, tmp_path) < 200 * MIB


def test_a_program_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no such thing"):
        seconds([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


def test_the_plain_script_makes_both_from_what_is_dumped(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    dump(root, BOOKLET, DECK, tmp_path)
    html = (tmp_path / "booklet.html").read_text(encoding="utf-8")
    charts = json.loads((tmp_path / "booklet-charts.json").read_text(encoding="utf-8"))
    assert charts
    # a map over two pages has a picture for each of them
    assert all(f'src="booklet-{chart["id"]}' in html for chart in charts)
    subprocess.run([sys.executable, str(root / "bench" / "plain.py"), str(tmp_path)], check=True)
    assert (tmp_path / "booklet.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "slides.pptx").read_bytes().startswith(b"PK")
