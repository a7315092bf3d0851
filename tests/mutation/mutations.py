"""The mutations: each makes one small mistake in the files of a publication, chosen by a random generator."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from random import Random

from tests.mutation import words


class Special(Enum):
    """What can stand in place of a file."""

    FOLDER = "folder"
    LOOP = "loop"
    BROKEN_LINK = "broken link"
    LINK_OUTSIDE = "link outside"
    LINK_TO_FOLDER = "link to a folder"
    PIPE = "pipe"
    UNREADABLE = "unreadable"


Content = bytes | Special
Files = dict[str, Content]


@dataclass(frozen=True, slots=True)
class Change:
    """What a mutation did: its kind, the file, its first and last line there, and the words of all lines it changed."""

    kind: str
    file: str
    first: int = 0
    last: int = 0
    words: frozenset[str] = frozenset()


TextEdit = Callable[[Random, str], str]
_WORD = re.compile(r"[\w-]{3,}")
_KEY = re.compile(r"(?m)^( *(?:- +\{?)?|.*[{,] *)([A-Za-z][\w-]*)(:(?= |$))")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+|(?<=`)[a-z][\w/-]*(?=`)|(?m:^[a-z][\w-]*(?=:))|(?<=key: )[a-z][\w-]*")


# ── text of any kind ────────────────────────────────────────────────────────────────────────────────────────────


def _lines(edit: Callable[[Random, list[str], int], None]) -> TextEdit:
    def edited(rng: Random, text: str) -> str:
        lines = text.split("\n")
        edit(rng, lines, rng.randrange(len(lines)))
        return "\n".join(lines)

    return edited


def _delete_line(rng: Random, lines: list[str], at: int) -> None:
    del lines[at : at + rng.choice((1, 1, 1, 2, 5))]


def _duplicate_line(rng: Random, lines: list[str], at: int) -> None:
    lines.insert(rng.choice((at, rng.randrange(len(lines)))), lines[at])


def _swap_lines(rng: Random, lines: list[str], at: int) -> None:
    other = rng.choice((min(at + 1, len(lines) - 1), rng.randrange(len(lines))))
    lines[at], lines[other] = lines[other], lines[at]


def _indent(rng: Random, lines: list[str], at: int) -> None:
    line = lines[at]
    bare = line.lstrip(" ")
    lines[at] = rng.choice(
        (" " + line, "  " + line, "\t" + line, "    " + line, line[1:], line[2:], bare, "\t" + bare, "\u00a0" + line)
    )


def _join_lines(_rng: Random, lines: list[str], at: int) -> None:
    lines[at : at + 2] = [" ".join(lines[at : at + 2])]


def misspelt(rng: Random, word: str) -> str:
    """The word with one slip of the hand."""
    at = rng.randrange(len(word))
    return rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            word.capitalize(),
            word.upper(),
            word + "s",
            word.replace("-", "_"),
            word.replace("_", "-"),
            word.replace("-", "\u2013"),
            word + "\u00a0",
            word.replace("a", "\u0430"),
            word + "\u00e9",
            word.replace("o", "0"),
            word + " " + word,
        )
    )


def _misspell(rng: Random, text: str) -> str:
    found = list(_WORD.finditer(text))
    if not found:
        return text
    word = rng.choice(found)
    return text[: word.start()] + misspelt(rng, word[0]) + text[word.end() :]


def _rename_id(rng: Random, text: str) -> str:
    found = list(_ID.finditer(text))
    if not found:
        return text
    word = rng.choice(found)
    new = rng.choice((misspelt(rng, word[0]), rng.choice(found)[0], word[0] + "-2", "", "x", word[0] + "/"))
    return text[: word.start()] + new + text[word.end() :]


def _insert_character(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(words.CHARACTERS) + text[at:]


def _replace_character(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(words.CHARACTERS) + text[at + 1 :]


def _delete_mark(rng: Random, text: str) -> str:
    found = list(re.finditer(r"[{}\[\]:,\"'`#|>*-]", text))
    if not found:
        return text
    at = rng.choice(found).start()
    return text[:at] + text[at + 1 :]


def _line_ends(rng: Random, text: str) -> str:
    return text.replace("\n", rng.choice(("\r\n", "\r", "\x85", "\u2028", "\n\n", "\x0b", "\n\r")))


def _whole(rng: Random, text: str) -> str:
    return rng.choice(
        (
            "",
            "\n",
            " ",
            "\ufeff",
            "\ufeff" + text,
            "\ufeff\ufeff" + text,
            text + text,
            text.rstrip("\n"),
            text + "\n" * 50,
            "\x00" * 20,
            "# only a comment\n",
            text.upper(),
            text.replace(" ", "\u00a0"),
            text.replace('"', "\u201d"),
            text.replace("-", "\u2013"),
            text[::-1],
        )
    )


def _truncate(rng: Random, text: str) -> str:
    return text[: rng.randrange(len(text) + 1)]


def _move_part(rng: Random, text: str) -> str:
    a, b = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
    b = min(b, a + 200)
    rest = text[:a] + text[b:]
    at = rng.randrange(len(rest) + 1)
    return rest[:at] + text[a:b] + rest[at:]


# ── YAML ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _block(lines: list[str], at: int) -> slice:
    """The line and the deeper lines below it."""
    depth = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > depth):
        end += 1
    return slice(at, end)


def _delete_block(_rng: Random, lines: list[str], at: int) -> None:
    del lines[_block(lines, at)]


def _duplicate_block(rng: Random, lines: list[str], at: int) -> None:
    block = lines[_block(lines, at)]
    where = rng.choice((_block(lines, at).stop, len(lines)))
    lines[where:where] = block


def _empty_block(_rng: Random, lines: list[str], at: int) -> None:
    block = _block(lines, at)
    del lines[block.start + 1 : block.stop]


def _at_key(edit: Callable[[Random, re.Match[str]], str]) -> TextEdit:
    def edited(rng: Random, text: str) -> str:
        found = list(_KEY.finditer(text))
        if not found:
            return text
        key = rng.choice(found)
        return text[: key.start()] + edit(rng, key) + text[key.end() :]

    return edited


_misspell_key = _at_key(lambda rng, key: key[1] + misspelt(rng, key[2]) + key[3])
_other_key = _at_key(lambda rng, key: key[1] + rng.choice(words.VALUES)[:60] + key[3])
_mark_key = _at_key(
    lambda rng, key: (
        key[1] + rng.choice(("&a ", "*", "!!str ", "? ", "- ", "@", "'", '"', "<<: *a, ")) + key[2] + key[3]
    )
)
_no_space = _at_key(lambda rng, key: key[1] + key[2] + rng.choice((":x", " :", "=", "", "::", ": :", "\uff1a")))


def _change_value(rng: Random, text: str) -> str:
    found = list(re.finditer(r"(?<=: )[^\n{}\[\],]+|(?<=[\[,] )[^\n{}\[\],:]+|(?<=: )[\[{][^\n]*", text))
    if not found:
        return text
    value = rng.choice(found)
    return text[: value.start()] + rng.choice(words.VALUES) + text[value.end() :]


def _swap_values(rng: Random, text: str) -> str:
    found = list(re.finditer(r"(?<=: )[^\n{}\[\],]+", text))
    if len(found) < 2:
        return text
    a, b = sorted(rng.sample(found, 2), key=lambda m: m.start())
    return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


def _insert_yaml(rng: Random, lines: list[str], at: int) -> None:
    lines.insert(at, " " * rng.choice((0, 0, 2, 4)) + rng.choice(words.YAML_LINES))


def _deep(rng: Random, text: str) -> str:
    many = rng.choice((30, 60, 3000))
    return text + rng.choice(
        (
            "deep: " + "[" * many + "]" * many,
            "deep: " + "{a: " * many + "}" * many,
            "deep: " + "[1, " * many,
            "x: y\n" * many,
        )
    )


# ── Markdown and the others ─────────────────────────────────────────────────────────────────────────────────────


def _insert(parts: tuple[str, ...], *, alone: bool = False) -> TextEdit:
    def edited(rng: Random, lines: list[str], at: int) -> None:
        part = rng.choice(parts)
        if rng.random() < 0.2 and not alone:
            lines[at] += " " + part
        else:
            lines[at:at] = ["", part, ""] if rng.random() < 0.6 else [part]

    return _lines(edited)


def _delete_fence(rng: Random, text: str) -> str:
    found = list(re.finditer(r"(?m)^:::+.*\n", text))
    if not found:
        return text
    one = rng.choice(found)
    return text[: one.start()] + text[one.end() :]


def _colons(rng: Random, text: str) -> str:
    found = list(re.finditer(r"(?m)^:::+", text))
    if not found:
        return text
    one = rng.choice(found)
    return (
        text[: one.start()]
        + rng.choice(("::", "::::", ":::::", ": : :", "   :::", "    :::", "> :::", "- :::", ":::\u00a0"))
        + text[one.end() :]
    )


def _role(rng: Random, text: str) -> str:
    found = list(re.finditer(r"\{([\w-]+)\}`([^`]*)`|\{(\w+)\} ?(\S*)", text))
    if not found:
        return text
    one = rng.choice(found)
    name, target = one[1] or one[3], one[2] or one[4] or ""
    forms = (
        f"{{{name}}}",
        f"{{{name}}}`{target}",
        f"{{{name}}}{target}",
        f"{{{misspelt(rng, name)}}}`{target}`",
        f"{{{name}}} `{target}`",
    )
    others = (
        f"`{target}`",
        f"{{{name}}}`{misspelt(rng, target or 'x')}`",
        f"{{ {name} }}`{target}`",
        f"{{{name}}}`{target}/1`",
        f"{{{name}}}``{target}``",
    )
    return text[: one.start()] + rng.choice(forms + others) + text[one.end() :]


def _attribute(rng: Random, text: str) -> str:
    found = list(re.finditer(r'[\w:-]+="[^"]*"', text))
    if not found:
        return text
    one = rng.choice(found)
    name = one[0].partition("=")[0]
    values = (
        "",
        "NaN",
        "-1",
        "1e999",
        "0 0 0 0",
        "a b",
        "url(#none)",
        "#",
        "100%",
        "999999999",
        "1" * 400,
        "<",
        "&amp;",
        "M0 0" + "C1" * 900,
    )
    return (
        text[: one.start()]
        + rng.choice((f'{name}="{rng.choice(values)}"', f"{name}=", one[0] * 2, "", name.upper() + '="1"'))
        + text[one.end() :]
    )


def _entities(rng: Random, text: str) -> str:
    laughs = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
    doctypes = (
        '<!DOCTYPE svg [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
        f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]>',
        "<!DOCTYPE html>",
    )
    return rng.choice(doctypes) + text


GENERAL: tuple[TextEdit, ...] = (
    *map(_lines, (_delete_line, _duplicate_line, _swap_lines, _indent, _join_lines)),
    _misspell, _rename_id, _rename_id, _insert_character, _replace_character, _delete_mark, _line_ends, _whole,
    _truncate, _move_part,
)  # fmt: skip
YAML: tuple[TextEdit, ...] = (
    *map(_lines, (_delete_block, _duplicate_block, _empty_block, _insert_yaml)),
    *(_misspell_key,) * 2, _other_key, _mark_key, _no_space, *(_change_value,) * 4, _swap_values, _deep,
)  # fmt: skip
MARKDOWN: tuple[TextEdit, ...] = (_insert(words.MARKDOWN_LINES),) * 5 + (_delete_fence, _colons, _role, _role)
SVG: tuple[TextEdit, ...] = (_insert(words.SVG_PARTS), _attribute, _attribute, _entities)
CSS: tuple[TextEdit, ...] = (_insert(words.CSS_PARTS),) * 3
JINJA: tuple[TextEdit, ...] = (_insert(words.JINJA_PARTS),) * 3
EDITS: Mapping[str, tuple[TextEdit, ...]] = {
    "yaml": YAML, "yml": YAML, "md": MARKDOWN, "svg": SVG, "css": CSS, "jinja": JINJA,
}  # fmt: skip
_NAMES = {id(edit): name.strip("_") for name, edit in list(globals().items()) if callable(edit)}


def _name(edit: TextEdit) -> str:
    inner = getattr(edit, "__closure__", None)
    names = [_NAMES.get(id(cell.cell_contents)) for cell in inner or ()]
    return _NAMES.get(id(edit)) or next((name for name in names if name), "insert")


# ── bytes and files ─────────────────────────────────────────────────────────────────────────────────────────────


def _bytes(rng: Random, data: bytes) -> bytes:
    at, to = rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)
    text = data.decode("utf-8", errors="replace")
    match rng.randrange(9):
        case 0 | 1:
            flipped = bytearray(data or b"\0")
            for _ in range(rng.choice((1, 1, 2, 8))):
                flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
            return bytes(flipped)
        case 2:
            return data[:at]
        case 3:
            return data[:at] + rng.randbytes(rng.choice((1, 2, 4, 60))) + data[at:]
        case 4:
            return data[: min(at, to)] + data[max(at, to) :]
        case 5:
            return text.encode("utf-16")
        case 6:
            return text.replace("e", "\u00e9", 3).encode("latin-1", errors="replace")
        case 7:
            return rng.choice(
                (b"", b"\0", b"PK\x03\x04" + data, b"\xff\xfe", b"%PDF-1.7\n", b"\xff" * 200, rng.randbytes(300))
            )
        case _:
            return text.encode("utf-8").decode("latin-1").encode("utf-8")


def _picture(rng: Random, data: bytes) -> bytes:
    """Another picture in place of this one, or the same, damaged."""
    from PIL import Image

    if rng.random() < 0.6:
        return _bytes(rng, data)
    out = io.BytesIO()
    kind, mode = rng.choice(
        (
            ("PNG", "RGBA"),
            ("PNG", "I;16"),
            ("PNG", "LA"),
            ("PNG", "1"),
            ("JPEG", "CMYK"),
            ("JPEG", "L"),
            ("GIF", "P"),
            ("WEBP", "RGB"),
        )
    )
    size = rng.choice(((1, 1), (100, 100), (640, 480), (3000, 2), (2, 3000)))
    plain = Image.linear_gradient("L").resize(size)
    (Image.new(mode, size, 9000) if mode == "I;16" else plain.convert(mode)).save(out, kind)
    return out.getvalue()


def _file(rng: Random, files: Files, name: str) -> tuple[str, str]:
    """Change the file as a whole. Returns the kind of change and the words that a finding may name."""
    content = files[name]
    match rng.randrange(8):
        case 0 | 1:
            del files[name]
            return "file-deleted", name
        case 2:
            folder, _, last = name.rpartition("/")
            stem, _, end = last.rpartition(".")
            new = rng.choice(
                (
                    f"{stem}.{end.upper()}",
                    f"{stem.upper()}.{end}",
                    f"{stem}.yml",
                    f"{stem}.txt",
                    f"{stem}",
                    f"{misspelt(rng, stem)}.{end}",
                    f" {last}",
                )
            )
            del files[name]
            files[f"{folder}/{new}"] = content
            return "file-renamed", f"{name} {new}"
        case 3 | 4:
            files[name] = rng.choice(list(Special))
            return f"file-is-{files[name].value}", name  # pyright: ignore[reportAttributeAccessIssue]
        case 5:
            other = rng.choice(sorted(files))
            files[name], files[other] = files[other], content
            return "files-swapped", f"{name} {other}"
        case 6:
            folder = name.rpartition("/")[0]
            inside = [one for one in files if one.startswith(folder + "/")]
            for one in inside if folder != "data" else ():
                del files[one]
            return "folder-deleted", " ".join(inside)
        case _:
            new = rng.choice(words.FILE_NAMES)
            files[new] = content
            return "file-added", new


def mutate(rng: Random, files: Files) -> Change:
    """One mutation of the files, in place."""
    name = rng.choice(sorted(name for name, content in files.items() if isinstance(content, bytes)))
    before = files[name]
    end = name.rpartition(".")[2]
    if rng.random() < 0.08:
        kind, about = _file(rng, files, name)
        inside = before.decode("utf-8", errors="replace") if isinstance(before, bytes) else ""
        about += " " + " ".join(_ID.findall(inside))
        return Change(kind, name, words=frozenset({*_WORD.findall(about), *about.split()}))
    assert isinstance(before, bytes)
    if end not in EDITS:
        files[name] = _picture(rng, before)
        return Change("picture", name, words=frozenset({name}))
    if rng.random() < 0.08:
        after, kind = _bytes(rng, before), "bytes"
    else:
        edit = rng.choice(GENERAL + EDITS[end] * 2)
        kind = _name(edit)
        after = edit(rng, before.decode("utf-8", errors="replace")).encode("utf-8", errors="replace")
    files[name] = after
    return changed(kind, name, before, after)


def changed(kind: str, name: str, before: bytes, after: bytes) -> Change:
    """The change between two contents of a file: the lines of the new one that differ."""
    old, new = (data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n") for data in (before, after))
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    differing = b"\n".join([*old[head : len(old) - tail], *new[head : len(new) - tail]]).decode(
        "utf-8", errors="replace"
    )
    return Change(kind, name, head + 1, max(head + 1, len(new) - tail), frozenset(_WORD.findall(differing)))
