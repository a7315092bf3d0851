"""Run WeasyPrint's own test suite with and without this project's patches, and compare the results test by test.

The patches in `output/pdf/weasyprint_patches.py` may not change the pages of documents that factpress did not write.
The source distribution of the installed version is downloaded to a temporary folder. The suite draws pages with
Ghostscript (`gs`). Exit status: 0 if both runs have the same results, 1 if not, 2 if a run failed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as ET
from importlib.metadata import version
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"

PLUGIN = """
from factpress.output.pdf.weasyprint_patches import PATCHES, patched

applied = patched()

def pytest_configure(config):
    assert applied.__enter__() == tuple(PATCHES), "not all patches fit the installed version"

def pytest_unconfigure(config):
    applied.__exit__(None, None, None)
"""
"""A pytest plugin that applies the patches for the whole run, also to documents that factpress does not write."""


class SuiteError(Exception):
    """The suite could not be run."""


def download(folder: Path) -> Path:
    """The folder with the unpacked source distribution of the installed WeasyPrint, without its package."""
    release = f"weasyprint=={version('weasyprint')}"
    options = ["--quiet", "--no-binary", ":all:", "--no-deps", "--dest", str(folder)]
    if subprocess.run([sys.executable, "-m", "pip", "download", *options, release], check=False).returncode:
        raise SuiteError(f"pip cannot download the source distribution of {release}")
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    suite = folder / archive.name.removesuffix(".tar.gz")
    shutil.rmtree(suite / "weasyprint")  # the installed package is tested
    return suite


def results(suite: Path, tests: list[str], *, plugin: str | None = None) -> dict[str, str]:
    """The outcome of each test: "passed", "failed", "error" or "skipped" (which includes expected failures)."""
    report = suite.parent / "report.xml"
    report.unlink(missing_ok=True)
    options = ["-q", "--tb=line", "-p", "no:cacheprovider", f"--junitxml={report}", *(["-p", plugin] if plugin else [])]
    path = os.pathsep.join((str(suite.parent), str(SOURCE)))
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=suite,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode not in (0, 1) or not report.is_file():  # pytest: all passed, some failed
        raise SuiteError(f"the suite did not run to its end:\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
    print(run.stdout.splitlines()[-1], "with" if plugin else "without", "the patches", flush=True)
    outcomes = {"failure": "failed", "error": "error", "skipped": "skipped"}
    return {
        f"{case.get('classname')}::{case.get('name')}": next(
            (outcomes[part.tag] for part in case if part.tag in outcomes), "passed"
        )
        for case in ET.parse(report).iter("testcase")  # noqa: S314 - written by pytest in this run
    }


def differences(without: dict[str, str], patched: dict[str, str]) -> list[str]:
    """One line for each test whose outcome differs between the two runs."""
    return [
        f"{name}: {without.get(name, 'not run')} without the patches, {patched.get(name, 'not run')} with them"
        for name in sorted(without.keys() | patched.keys())
        if without.get(name) != patched.get(name)
    ]


def main(arguments: list[str] | None = None) -> int:
    """Compare both runs and print the differences; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tests", nargs="*", help="tests of the suite, such as tests/layout; all if none is given")
    tests = parser.parse_args(arguments).tests
    if shutil.which("gs") is None:
        print("the suite needs Ghostscript: apt install ghostscript", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        try:
            suite = download(Path(folder))
            (Path(folder) / "factpress_patches.py").write_text(PLUGIN, encoding="utf-8")
            without = results(suite, tests)
            patched = results(suite, tests, plugin="factpress_patches")
        except SuiteError as error:
            print(error, file=sys.stderr)
            return 2
    found = differences(without, patched)
    print("\n".join(found) or f"the same results with and without the patches: {len(without)} tests")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
