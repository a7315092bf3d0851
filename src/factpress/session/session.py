"""An open publication: what it says, what is found about it, and the changes that are made to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factpress.checks.registry import explain
from factpress.core.diagnostics import Diagnostic, Findings, Problems, Severity
from factpress.core.opening import today as this_day
from factpress.core.paths import READING, Places, require_publication
from factpress.document.resolve.citations import load_citations
from factpress.edition import Edition
from factpress.i18n import Language, builtin_language
from factpress.publication.editing.edits import Edit, EditConflict, apply_edits
from factpress.publication.editing.files import read_content, write_contents
from factpress.publication.editing.source_text import SourceText
from factpress.publication.facts.claims import FactBook
from factpress.publication.facts.load import fact_files
from factpress.session.claim_edits import field_edits
from factpress.session.claim_fields import ClaimData
from factpress.session.claim_forms import FormReader, source_names
from factpress.session.claim_list import ClaimList, group_title, new_errors, owners
from factpress.session.field_text import FieldError
from factpress.session.file_edits import FileEdits
from factpress.session.finding_words import claim_findings, general_finding
from factpress.session.forms import ClaimForm, FieldFinding, Group, field_word
from factpress.session.history import Entry, History, lines_changed
from factpress.session.reading import Reader, Reading
from factpress.session.unread_claims import FaultyClaim, broken_files, faulty_claims, with_last_claims


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change.

    `saved` is whether it is in the file; `lines` are the lines that it changed. `errors` kept it from being saved.
    `form` is the claim as it is now, or would be. `contents` are the files as they would be.
    """

    saved: bool
    lines: int = 0
    errors: tuple[FieldFinding, ...] = ()
    findings: tuple[FieldFinding, ...] = ()
    form: ClaimForm | None = None
    contents: Mapping[Path, bytes] = field(default_factory=dict[Path, bytes])


class Session:
    """One publication that is open. Not safe for threads: its user calls one method at a time.

    Raises ToolError if the folder has no publication.
    """

    def __init__(
        self, root: Path, *, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC).astimezone()
    ) -> None:
        require_publication(root)
        self.root, self.now = root.resolve(), now
        self.history = History.read(self.root)
        self._reader = Reader(self.root)
        self._stamps: dict[Path, tuple[int, int]] = {}
        self._reading = Reading(None, ())
        self._last: Edition | None = None
        self.book = FactBook({}, {})  # the claims and sources, those of a broken file as they were read last
        self._faulty: tuple[FaultyClaim, ...] = ()
        self._names: tuple[object, dict[str, str]] | None = None
        self.changed: set[str] = set()
        self.reload()

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────

    def reload(self) -> None:
        """Read the publication from its files."""
        self._stamps = self._stamps_now()
        self._take(self._reader.read(this_day()))

    def refresh(self) -> tuple[Path, ...]:
        """Read the files again if another program changed some, and return these."""
        stamps = self._stamps_now()
        changed = tuple(
            sorted(path for path in stamps.keys() | self._stamps.keys() if stamps.get(path) != self._stamps.get(path))
        )
        if changed:
            self.reload()
        return changed

    def _stamps_now(self) -> dict[Path, tuple[int, int]]:
        found: dict[Path, tuple[int, int]] = {}
        for folder in ("data", "assets", "templates"):
            for path in (self.root / folder).rglob("*"):
                try:
                    stat = path.stat()
                except OSError:
                    continue
                if path.is_file() and not path.name.startswith("."):
                    found[path.relative_to(self.root)] = (stat.st_mtime_ns, stat.st_size)
        return found

    def _take(self, reading: Reading) -> None:
        self._reading = reading
        edition, places = reading.edition, Places.of(self.root)
        if edition is not None:
            self._last = edition
            self.book = with_last_claims(edition.book, self.book, reading.errors)
            self._faulty = faulty_claims(self.root, self.book, fact_files(places, Problems()))

    @property
    def edition(self) -> Edition | None:
        """The edition as it was read last without a whole part missing."""
        return self._last

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """All findings of the sources."""
        return self._reading.found

    @property
    def language(self) -> Language:
        """The language of the publication; English as long as it cannot be read."""
        return self._last.language if self._last is not None else builtin_language("en")

    @property
    def broken(self) -> tuple[FieldFinding, ...]:
        """The files that cannot be read, each as its first finding."""
        return tuple(general_finding(one, self.language) for one in broken_files(self.found))

    @property
    def title(self) -> str:
        """The title of the publication, or the name of its folder."""
        return self._last.document.title if self._last is not None else self.root.name

    @property
    def source_names(self) -> dict[str, str]:
        """The names of the sources, by id, as notes have them."""
        return self._source_names(self.book)

    def _source_names(self, book: FactBook) -> dict[str, str]:
        if self._names is None or self._names[0] is not book.sources:
            read = (book, self.language, Places.of(self.root), Problems(), self.root / READING)
            citations = load_citations(*read) if self._last is not None else None
            self._names = (book.sources, source_names(citations, book))
        return self._names[1]

    # ── claims ──────────────────────────────────────────────────────────────────────────────────────────────────

    def groups(self, query: str = "", show: str = "all") -> tuple[Group, ...]:
        """Return the claims that match a search, by file; `show` is one of `SHOWN`."""
        return self.claim_list().groups(query, show)

    def counts(self) -> dict[str, int]:
        """Return how many claims each choice of `SHOWN` shows."""
        return self.claim_list().counts()

    def claim_list(self) -> ClaimList:
        """Return the list of all claims."""
        return ClaimList(self.book, self._faulty, self.found, self.forms(), self.changed, this_day())

    def forms(self, book: FactBook | None = None, language: Language | None = None) -> FormReader:
        """Return what makes forms of claims, and says their values."""
        book = book if book is not None else self.book
        return FormReader(language or self.language, book, self._source_names(book))

    def file_of(self, claim: str) -> Path | None:
        """Return the file that has a claim; None if there is none."""
        known = self.book.claims.get(claim) or next((one for one in self._faulty if one.id == claim), None)
        return known.location.path if known is not None else None

    def claim(self, claim: str) -> ClaimForm | None:
        """Return the form of a claim; None if there is none. Raises Findings if its file cannot be read."""
        file = self.file_of(claim)
        return self._form(claim, file, read_content(self.root, file), self.book) if file is not None else None

    def _form(
        self, claim: str, file: Path, content: bytes, book: FactBook, language: Language | None = None
    ) -> ClaimForm | None:
        data = ClaimData.of(claim, SourceText(content.decode(), file))
        return self.forms(book, language).form(data, group_title(file)) if data is not None else None

    def claim_findings(self, claim: str) -> tuple[FieldFinding, ...]:
        """Return the findings about a claim, each at its field."""
        file = self.file_of(claim)
        if file is None:
            return ()
        return self._findings_in(claim, file, read_content(self.root, file), self.found)

    def _findings_in(
        self, claim: str, file: Path, content: bytes, found: Iterable[Diagnostic]
    ) -> tuple[FieldFinding, ...]:
        try:
            data = ClaimData.of(claim, SourceText(content.decode(), file))
        except Findings as error:
            return tuple(general_finding(one, self.language) for one in error.found)
        return tuple(claim_findings(found, data, self.language)) if data is not None else ()

    def all_findings(self) -> tuple[FieldFinding, ...]:
        """Return all findings of the sources, errors first, each with its claim if it is in the lines of one."""
        owner = owners(self.book, self._faulty)
        about = (one for one in self.found if one.severity is not Severity.INFORMATION)
        shown = sorted(about, key=lambda one: one.severity is not Severity.ERROR)
        return tuple(general_finding(one, self.language, owner(one)) for one in shown)

    @property
    def newest(self) -> float:
        """When a file of the publication was last changed, in seconds since 1970."""
        return max((stamp / 1e9 for stamp, _ in self._stamps.values()), default=0.0)

    # ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────

    def change_field(
        self,
        claim: str,
        field: str,
        text: str,
        base: str | None,
        *,
        write: bool,
        foreseen: Callable[[Mapping[Path, bytes]], None] = lambda _: None,
    ) -> Outcome:
        """Give a field of a claim a new text; it is saved if `write` is true and it makes no new error.

        `foreseen` is called with the files as they would be, before they are read.
        Raises ConflictError if another value is there now than the one that has the digest `base`.
        """
        file = self.file_of(claim)
        if file is None:
            raise FieldError("This claim is no longer there.", "Choose another one in the list.")
        words = f"{self._name_of(claim)}: {field_word(field)}"

        def step(edits: FileEdits) -> None:
            field_edits(edits, claim, field, text, self.language, base)
            if edits.edits:
                foreseen({file: edits.content})

        return self.change(claim, words, file, step, write=write)

    def _name_of(self, claim: str) -> str:
        return self.book.claims[claim].claim if claim in self.book.claims else claim

    def change(self, about: str, words: str, file: Path, step: Callable[[FileEdits], None], *, write: bool) -> Outcome:
        """Make the changes of a step in one file; see `change_field`. `about` is the claim or text that is changed."""
        return self.change_files(about, words, {file: step}, write=write)

    def change_files(
        self, about: str, words: str, steps: Mapping[Path, Callable[[FileEdits], None]], *, write: bool
    ) -> Outcome:
        """Make the changes of steps, each in its file: all of them, or none."""
        before = {file: read_content(self.root, file) for file in steps}
        changed = [FileEdits.of(file, content) for file, content in before.items()]
        try:
            for edits, step in zip(changed, steps.values(), strict=True):
                step(edits)
        except FieldError as error:
            finding = FieldFinding("", "error", "field", error.message, error.hint, error.proposal)
            return Outcome(saved=False, errors=(finding,))
        except Findings as error:
            found = tuple(general_finding(one, self.language) for one in error.found)
            return Outcome(saved=False, errors=found)
        return self._outcome(about, words, changed, before, write=write)

    def _outcome(
        self, about: str, words: str, changed: Sequence[FileEdits], before: Mapping[Path, bytes], *, write: bool
    ) -> Outcome:
        edits = [edit for file in changed for edit in file.edits]
        contents = {file.file: file.content for file in changed}
        file = self.file_of(about) or changed[0].file
        after = contents.get(file) or read_content(self.root, file)
        if not edits:
            form = self._preview(about, file, contents).form  # another program may have changed the file just now
            return Outcome(saved=True, findings=self.claim_findings(about), form=form)
        if not write:
            return self._preview(about, file, contents)
        reading, new = self.foresee(contents)
        findings = self._findings_in(about, file, after, reading.found)
        edition = reading.edition
        book, language = (edition.book, edition.language) if edition is not None else (self.book, None)
        form = self._form(about, file, after, book, language)
        if new:
            errors = self._errors_at(about, file, after, new)
            return Outcome(saved=False, errors=errors, findings=findings, form=form, contents=contents)
        self._save(about, words, edits, before, reading)
        return Outcome(saved=True, lines=lines_changed(edits), findings=findings, form=form, contents=contents)

    def save_edits(self, about: str, words: str, *edits: Edit) -> tuple[Diagnostic, ...]:
        """Save edits of a text and what belongs to it if they make no new error, and return these."""
        before = {edit.file: read_content(self.root, edit.file) for edit in edits}
        reading, new = self.foresee(apply_edits(before, edits))
        if not new:
            self._save(about, words, edits, before, reading)
        return new

    def foresee(self, contents: Mapping[Path, bytes], *, rules: bool = True) -> tuple[Reading, tuple[Diagnostic, ...]]:
        """Return the publication with files as they would be, and the errors that it has not now.

        The `rules` take longer than the rest.
        """
        reading = self._reader.read(this_day(), contents) if rules else self._reader.sketch(contents)
        return reading, new_errors(self._reading.errors, reading.errors)

    def _preview(self, about: str, file: Path, contents: Mapping[Path, bytes]) -> Outcome:
        """What would be, as far as the facts alone tell, in a twentieth of a second; `judge` finds the rest."""
        book, found = self._reader.facts(contents, self.language)
        after = contents.get(file) or read_content(self.root, file)
        errors = [one for one in found if one.severity is Severity.ERROR]
        new = new_errors(self._reading.errors, errors)
        form = self._form(about, file, after, book)
        return Outcome(saved=False, errors=self._errors_at(about, file, after, new), form=form, contents=contents)

    def judge(self, about: str, contents: Mapping[Path, bytes]) -> tuple[FieldFinding, ...]:
        """Return all findings about a claim with files as they would be."""
        file = self.file_of(about)
        if file is None:
            return ()
        reading, new = self.foresee(contents)
        after = contents.get(file) or read_content(self.root, file)
        here = self._findings_in(about, file, after, reading.found)
        known = {one.place for one in here}
        return (*here, *(one for one in self._errors_at(about, file, after, new) if one.place not in known))

    def _errors_at(self, about: str, file: Path, content: bytes, new: Sequence[Diagnostic]) -> tuple[FieldFinding, ...]:
        here = self._findings_in(about, file, content, new)
        known = {one.place for one in here}
        others = (general_finding(one, self.language) for one in new if str(one.location) not in known)
        return (*here, *others)

    def _save(
        self,
        about: str,
        words: str,
        edits: Sequence[Edit],
        before: Mapping[Path, bytes],
        reading: Reading,
        *,
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> None:
        contents = apply_edits({file: read_content(self.root, file) for file in before}, edits)
        # the history first: a change that is in a file, but not in the history, could not be undone
        self.history.add(about, words, edits, before, now=self.now(), undoes=undoes, redoes=redoes)
        try:
            write_contents(self.root, contents)
        except BaseException:
            self.history.take_back()
            raise
        self.wrote(contents)
        self._take(reading)
        self.changed.add(about)

    def wrote(self, files: Iterable[Path]) -> None:
        """Take note of files that were written here, not by another program."""
        for file in files:
            stat = (self.root / file).stat()
            self._stamps[file] = (stat.st_mtime_ns, stat.st_size)

    def undo(self, number: int | None = None) -> Entry | None:
        """Take the last change back, or the one of that number, and return it; None if there is none.

        Raises EditConflict if something later touched the same words, Findings if the publication would have errors
        without the older change, and ToolError.
        """
        standing = self.history.standing()
        entry = next((one for one in reversed(standing) if number in (None, one.number)), None)
        if entry is not None:
            self._repeat(entry, undo=True, last=entry is standing[-1])
        return entry

    def redo(self) -> Entry | None:
        """Make the change again that was undone last, and return it; None if there is none."""
        entry = self.history.redoable
        if entry is not None:
            self._repeat(entry, undo=False)
        return entry

    def restore(self, about: str, since: dt.datetime) -> int:
        """Take all changes of one claim since then back, newest first, and return how many there were."""
        entries = [entry for entry in self.history.of(about) if entry.at >= since]
        for entry in entries:
            self._repeat(entry, undo=True)
        return len(entries)

    def _repeat(self, entry: Entry, *, undo: bool, last: bool = True) -> None:
        placed = reversed(entry.edits) if undo else entry.edits
        files = {one.edit.file for one in entry.edits}
        before = {file: read_content(self.root, file) for file in files}
        contents, edits = dict(before), list[Edit]()
        for one in placed:
            edit = one.undone(contents[one.edit.file], redo=not undo)
            contents = apply_edits(contents, [edit])
            edits.append(edit)
        reading = self._reader.read(this_day(), contents)
        if not last and (new := new_errors(self._reading.errors, reading.errors)):
            raise Findings(new)
        number = {"undoes": entry.number} if undo else {"redoes": entry.number}
        self._save(entry.about, entry.words, edits, before, reading, **number)


__all__ = ["EditConflict", "Outcome", "Session", "explain"]
