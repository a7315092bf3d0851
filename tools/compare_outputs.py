"""Compare everything that two versions of factpress make of the same publications: a git ref and the working tree.

    python tools/compare_outputs.py main

Each artefact is compared by bytes; the output and the exit status of each command as text. What the ref made is kept in
`build/compare/<commit>`, so that only the working tree is run again. Exit status: 0 all the same, 1 differences,
2 the comparison failed. CONTRIBUTING.md describes the options.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import importlib.metadata
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import zip_longest
from pathlib import Path
from typing import Any, cast

import pypdfium2
from compare_publications import (
    FACT_FILES,
    CompareError,
    Edit,
    Files,
    Publication,
    Run,
    edited,
    files_below,
    publications,
)

ROOT = Path(__file__).resolve().parents[1]
SAME, DIFFERENT, FAILED = 0, 1, 2
SHOWN_LINES = 16
DOTS = 40  # per inch: enough to see a letter move, and a page takes a few milliseconds
TIMEOUT = 1800  # seconds
ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": "1795435200",  # 2026-11-23 12:00 UTC
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "COLUMNS": "100",
    "NO_COLOR": "1",
}

Codes = Mapping[str, str]
"""Finding codes of the ref → codes of the working tree, where they differ."""


# ── comparing two results ───────────────────────────────────────────────────────────────────────────────────────


def differences(name: str, old: bytes | None, new: bytes | None, codes: Codes | None = None) -> list[str]:
    """What differs between two files of that name, a line each; empty where they are the same."""
    if old is None or new is None:
        return ["only in the working tree" if old is None else "only in the ref"]
    if codes is not None and reports_findings(old):  # before the bytes: a code of the table must have been renamed
        return finding_differences(old.decode(), new.decode(), codes)
    if old == new:
        return []
    if name.endswith(".pdf"):
        return pdf_differences(old, new)
    if name.endswith(".pptx"):
        return zip_differences(old, new)
    return text_differences(old.decode(errors="replace"), new.decode(errors="replace"))


def text_differences(old: str, new: str) -> list[str]:
    """The first lines that differ. Texts that only differ in line ends or undecodable bytes are different, too."""
    unified = list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))
    changed = [line for line in unified[2:] if not line.startswith("@@")]  # the first two lines are file names
    return _first_lines(changed) or ["same lines; line ends or bytes that are not UTF-8 differ"]


def pdf_differences(old: bytes, new: bytes) -> list[str]:
    """The pages that differ in text, and those that differ in pixels."""
    try:
        pages = list(zip_longest(pdf_pages(old), pdf_pages(new)))
    except pypdfium2.PdfiumError as error:
        return [f"cannot be read as PDF: {error}"]
    found: list[str] = []
    for what, index in (("text", 0), ("pixels", 1)):
        differing = [n for n, (a, b) in enumerate(pages, 1) if a is None or b is None or a[index] != b[index]]
        if differing:
            found.append(f"{what} on page {number_ranges(differing)} of {len(pages)}")
    return found or ["same text and pixels; other bytes differ (structure, fonts, metadata)"]


def pdf_pages(data: bytes) -> list[tuple[str, tuple[int, int, bytes]]]:
    """The text and the picture of each page."""
    pages: list[tuple[str, tuple[int, int, bytes]]] = []
    with pypdfium2.PdfDocument(data) as document:
        for page in cast("Iterable[Any]", document):  # pypdfium2 has no types
            bitmap = page.render(scale=DOTS / 72)
            pages.append((page.get_textpage().get_text_range(), (bitmap.width, bitmap.height, bytes(bitmap.buffer))))
    return pages


def zip_differences(old: bytes, new: bytes) -> list[str]:
    """The parts of a package that differ."""
    try:
        before, after = _parts(old), _parts(new)
    except zipfile.BadZipFile as error:
        return [f"cannot be read as a ZIP file: {error}"]
    found = [f"part only in the working tree: {name}" for name in after if name not in before]
    found += [f"part only in the ref: {name}" for name in before if name not in after]
    found += [f"part differs: {name}" for name in before if name in after and before[name] != after[name]]
    return _first_lines(found) or ["same parts; their order or the ZIP headers differ"]


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def number_ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers with runs joined: "1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def _first_lines(lines: list[str]) -> list[str]:
    more = len(lines) - SHOWN_LINES
    return lines if more <= 0 else [*lines[:SHOWN_LINES], f"… and {more} more"]


# ── output of commands ──────────────────────────────────────────────────────────────────────────────────────────

FINDING = re.compile(r"(?m)^(?:(\S.*?): )?(error|warning|information|answered)\[([a-z0-9-]+)\]: ")
RELATED = re.compile(r"(?m)^  and (\S+:\d+:\d+)$")
SOURCE_LINE = re.compile(r"<checkout>/src/\S+\.py:\d+")  # in a warning of Python, which a move changes
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WORDS = {"message", "hint", "answer"}  # keys of a finding in JSON


def transcript(arguments: Sequence[str], status: int, stdout: str, stderr: str, folders: Mapping[str, Path]) -> str:
    """What a command printed, with the names of `folders` in place of their paths."""
    text = f"$ factpress {' '.join(arguments)}\nexit status {status}\n--- stdout\n{stdout}--- stderr\n{stderr}"
    for name, path in folders.items():
        for written in {str(path.resolve()), str(path)}:
            text = text.replace(written, f"<{name}>")
    return SOURCE_LINE.sub("<source line>", text)


def reports_findings(data: bytes) -> bool:
    """Whether it is the transcript of a command whose output is findings."""
    return re.match(rb"\$ factpress (check|build|audit|evidence|preflight)\b", data) is not None


def finding_differences(old: str, new: str, codes: Codes) -> list[str]:
    """Findings that differ by severity, place or code, and differing exit status or numbers in stdout.

    The words are ignored; codes of the old transcript are mapped first.
    """
    before, after = Counter(_facts(old, codes)), Counter(_facts(new, {}))
    return _first_lines([f"-{line}" for line in (before - after)] + [f"+{line}" for line in (after - before)])


def _facts(text: str, codes: Codes) -> Iterator[str]:
    head, _, printed = text.partition("\n--- stdout\n")
    command, status = head.splitlines()
    yield status
    if "--explain" in command or "--sarif" in command:
        return  # mostly words; the same findings are compared as text and as JSON
    stdout, _, stderr = printed.partition("--- stderr\n")
    if stdout.startswith("{"):
        results: dict[str, Any] = json.loads(stdout)
        for key, value in results.items():
            items = cast("list[object]", value if isinstance(value, list) else [value])
            yield from (f"{key}: {_without_words(item, codes)}" for item in items)
    else:
        yield f"numbers in stdout: {' '.join(NUMBER.findall(stdout))}"
    yield from (f"related place {place}" for place in RELATED.findall(stderr))
    for place, severity, code in FINDING.findall(stderr):
        yield f"{place}: {severity}[{codes.get(code, code)}]"


def _without_words(item: object, codes: Codes) -> str:
    def mapped(pairs: list[tuple[str, object]]) -> dict[str, object]:
        kept = {key: value for key, value in pairs if key not in WORDS}
        code = kept.get("code")
        return {**kept, "code": codes.get(code, code)} if isinstance(code, str) else kept

    return json.dumps(json.loads(json.dumps(item), object_pairs_hook=mapped))


def read_codes(text: str) -> dict[str, str]:
    """The table of `--codes`: an old and a new code in each line; # begins a comment."""
    codes: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.partition("#")[0].split()
        if len(words) not in (0, 2) or words[:1] == words[1:] != [] or (words and words[0] in codes):
            raise CompareError(f"line {number} of the table of codes is not an old code and a new code: {line}")
        codes.update([(words[0], words[1])] if words else [])
    return codes


def with_codes(files: Files, codes: Codes) -> dict[str, bytes]:
    """The files with other codes in the claims' `answers`, so that they fit the version that reads them."""

    def mapped(match: re.Match[bytes]) -> bytes:
        code = match[2].decode()
        return match[1] + codes.get(code, code).encode()

    answer = re.compile(rb"(\bfinding: *)([a-z0-9-]+)")  # bytes, since a broken publication is not UTF-8
    return {name: answer.sub(mapped, data) if name.startswith(FACT_FILES) else data for name, data in files.items()}


# ── running one version ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Version:
    """A checkout whose code, templates and assets are used. `strict` asks for the exit status that a step names."""

    checkout: Path
    bytecode: Path
    strict: bool


def make_result(publication: Publication, version: Version, result: Path) -> None:
    """Run all steps; put new and changed files below `result/files`, transcripts below `result/output`."""
    with tempfile.TemporaryDirectory(prefix="compare-") as temporary:
        folder = Path(temporary) / "publication"
        files = dict(publication.files)
        _write(files, folder)
        for number, step in enumerate(publication.steps, 1):
            if isinstance(step, Edit):
                files = edited(files, step.file, (step.old, step.new))
                _write({step.file: files[step.file]}, folder)
            else:
                name = re.sub(r"[^\w ,.-]+", "_", " ".join(step.arguments))
                _write({f"output/{number:02} {name}.txt": _run(step, version, folder, publication.name)}, result)
        made = {name: data for name, data in files_below(folder).items() if files.get(name) != data}
        _write({f"files/{name}": data for name, data in made.items()}, result)


def _run(step: Run, version: Version, folder: Path, publication: str) -> bytes:
    paths = {
        "PYTHONPATH": str(version.checkout / "src"),
        # bytecode is written once and outside the checkout: otherwise each command compiles all libraries again
        "PYTHONPYCACHEPREFIX": str(version.bytecode),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    done = subprocess.run(
        [sys.executable, "-m", "factpress", *step.arguments],
        cwd=folder,
        env={**os.environ, **ENVIRONMENT, **paths},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=TIMEOUT,
    )
    folders = {"publication": folder, "checkout": version.checkout}
    text = transcript(step.arguments, done.returncode, done.stdout, done.stderr, folders)
    if done.returncode < 0:  # by a signal, for lack of memory for example: no result of that version
        raise CompareError(f"{publication}: the command was stopped by signal {-done.returncode}\n{text}")
    if version.strict and step.status not in (None, done.returncode):
        raise CompareError(f"{publication}: exit status {step.status} was expected of the ref\n{text}")
    return text.encode()


def _write(files: Files, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def cached_result(publication: Publication, version: Version, cache: Path) -> tuple[Path, bool]:
    """The folder with the version's result, and whether it was there already."""
    result = cache / f"{publication.name}-{fingerprint(publication)}"
    if result.is_dir():
        return result, True
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=cache) as unfinished:
        make_result(publication, version, Path(unfinished) / "result")
        if not result.is_dir():  # another run may have been faster
            (Path(unfinished) / "result").rename(result)
    return result, False


def fingerprint(publication: Publication) -> str:
    """A hash of all that a result depends on besides the version: files, steps, libraries, this file."""
    installed = sorted(f"{one.name} {one.version}" for one in importlib.metadata.distributions())
    described = (publication.steps, sys.version, installed, Path(__file__).read_text(encoding="utf-8"))
    digest = hashlib.sha256(repr(described).encode())
    for name, data in sorted(publication.files.items()):
        digest.update(f"\0{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:16]


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────


def compare(options: argparse.Namespace) -> int:
    """Run and compare all publications that the options select; print a line for each artefact and each command."""
    commit = _git("rev-parse", "--verify", "--quiet", f"{options.ref}^{{commit}}").decode().strip()
    codes = read_codes(options.codes.read_text(encoding="utf-8")) if options.codes else None
    with tempfile.TemporaryDirectory(prefix="compare-") as temporary:
        folder = Path(temporary)
        with tarfile.open(fileobj=io.BytesIO(_git("archive", "--format=tar", commit))) as archive:
            archive.extractall(folder / "ref", filter="data")
        ref = Version(folder / "ref", folder / "bytecode", strict=True)
        working = Version(ROOT, folder / "bytecode", strict=False)
        count: Counter[bool] = Counter()
        failed: list[str] = []
        for publication in _selected(ref if options.data == "ref" else working, options):
            files, back = publication.files, {new: old for old, new in (codes or {}).items()}
            begin = time.monotonic()
            try:
                old = replace(publication, files=with_codes(files, back))
                before, cached = cached_result(old, ref, options.cache / commit)
                middle = time.monotonic()
                after = folder / "results" / publication.name
                make_result(replace(publication, files=with_codes(files, codes or {})), working, after)
            except CompareError as error:  # the other publications are compared nevertheless
                print(f"{publication.name} FAILED\n{error}", flush=True)
                failed.append(publication.name)
                continue
            took = "kept" if cached else f"{middle - begin:.1f} s"
            print(f"{publication.name} (ref {took}, working tree {time.monotonic() - middle:.1f} s)", flush=True)
            count.update(_report(publication.name, files_below(before), files_below(after), codes))
            if options.keep:
                shutil.copytree(before, options.keep / "ref" / publication.name, dirs_exist_ok=True)
                shutil.copytree(after, options.keep / "working-tree" / publication.name, dirs_exist_ok=True)
    print(f"{count[True]} same, {count[False]} different{''.join(f', {name} failed' for name in failed)}")
    return FAILED if failed else DIFFERENT if count[False] else SAME


def _selected(data: Version, options: argparse.Namespace) -> list[Publication]:
    every = publications(data.checkout, quick=options.quick)
    chosen = [one for one in every if any(fnmatchcase(one.name, pattern) for pattern in options.only or ["*"])]
    if not chosen:
        raise CompareError(f"no such publication; there are: {', '.join(one.name for one in every)}")
    return chosen


def _report(publication: str, before: Files, after: Files, codes: Codes | None) -> Iterator[bool]:
    """Print what is the same and what differs, and yield it."""
    for name in sorted({*before, *after}):
        found = differences(name, before.get(name), after.get(name), codes)
        print(f"  {'DIFFERS' if found else 'same   '}  {publication}: {name.partition('/')[2]}")
        for line in found:
            print(f"             {line}")
        yield not found


def _git(*arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise CompareError(f"git {' '.join(arguments)}: {done.stderr.decode(errors='replace').strip() or 'failed'}")
    return done.stdout


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="Compare what a git ref and the working tree make of publications.")
    parser.add_argument("ref", metavar="REF", help="the version to compare with: a branch, a tag, a commit")
    parser.add_argument("--only", action="append", metavar="NAME", help="only this publication; * matches any letters")
    parser.add_argument("--quick", action="store_true", help="texts, and few artefacts of the briefing and the starter")
    parser.add_argument("--codes", type=Path, metavar="TABLE", help="compare findings by severity, place and code only")
    parser.add_argument("--data", choices=("ref", "worktree"), default="ref", help="whose publications (default: ref)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="copy both results to this folder")
    parser.add_argument(
        "--cache",
        type=Path,
        metavar="FOLDER",
        default=ROOT / "build" / "compare",
        help="where results of refs are kept",
    )
    options = parser.parse_args(arguments)
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]  # some publications come from the tests
    try:
        return compare(options)
    except CompareError as error:
        print(f"compare_outputs: {error}", file=sys.stderr)
    except Exception:  # noqa: BLE001 - Python's own exit status for it would mean "differences"
        traceback.print_exc()
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
