"""What is put into the files: wrong values, characters and lines, as people and programs leave them."""

from __future__ import annotations

VALUES = (
    "", "~", "null", "[]", "{}", "[1, 2]", "{a: b}", "- x", "true", "no", "yes", "on", "0", "-1", "1", "12", "3.5", "3,5",
    "12.480", "12,480", "1_000", "1 000", "1\u00a0000", "0x1F", "0o17", "017", "1e3", "1e400", "-1e-400", ".nan", ".inf",
    "NaN", "9" * 28, "9" * 29, "9" * 31, "9" * 400, "0.000000000000000000000000000001", "12:30", "72%", "\u00bd", "\u0661\u0662",
    "2026-11-22", "2026-13-45", "2026-11", "2022-23", "2022/2023", "2023/2022", "0000", "99999", "-0044", "2026-11-22T10:00",
    "22.11.2026", "11/22/2026", "'", '"', "'unclosed", '"unclosed', '"\\x"', '"\\u00e9"', '"\\uD800"', "\u201cquoted\u201d",
    "a: b", "a #b", "#b", "&a", "*a", "&a x", "!!int 3", "!!python/object:os.system x", "!own x", "<<", "@x", "`x`", "%x", "|",
    ">", "? x", "[", "]", "{", "}", "[a, [b, [c]]]", "x" * 5000, "visitors", "visitors/counted", "no-such-thing", "../../etc/passwd",
    "/etc/passwd", "data", "data/content", ".", "a/b/c", "x\\y", "CON", "http://", "https://example.org/ a", "javascript:alert(1)",
    "mailto:a@b", "en", "en-US", "xx", "en_GB", "km", "ar", "10mm", "-10mm", "10", "10 mm", "1e9mm", "0mm", "1in", "mm", "#fff",
    "#GGGGGG", "red", "people", "percent", "dollars", "{claim}`visitors/counted`", "{claim}`nothing`", "{", "$x", "{{ x }}",
    "\u00e9t\u00e9", "\u1780\u17b6", "\u0627\u0628", "e\u0301", "\U0001f600", "a\u00adb", "a\u200bb", "a\u00a0b", "\ufeffx", "K\u212a", "\u0391",
    "verified", "reported", "withdrawn", "booklet", "deck", "story", "line", "ranges", "fonts/SourceSans3-Bold.ttf", "Noto Sans Khmer",
)  # fmt: skip
"""Values in place of others."""

CHARACTERS = (
    "\x00", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b", "\x1b[31m", "\x7f", "\x85", "\x9b", "\u00a0", "\u00ad", "\u061c", "\u200b",
    "\u200e", "\u200f", "\u2028", "\u2029", "\u202e", "\u2066", "\u2060", "\ufeff", "\ufffe", "\ufffd", "\U000e0041", "\U0010ffff", "\t",
    "\r", "\n", "\n\n", " ", "{", "}", "[", "]", ":", ": ", ",", "#", " #", "'", '"', "`", "*", "_", "|", ">", "<", "&", "\\", "~", "^", "%",
    "$", "-", "- ", "\u2212", "\u2013", "\u2014", "\u2026", "\u201c", "\u2019", "7", "1975", "\u00b2", "\u00bd", "\u0667", "\u2167", "\u2460",
    "\u0301", "\u0300" * 40, "\U0001f468\u200d\U0001f469", "\u2603\ufe0e", "\u1780", "\u0627", "\u6f22", "\ue000", "\u2126", "\ufb01",
)  # fmt: skip
"""Characters between others."""

YAML_LINES = (
    "---", "...", "%YAML 1.1", "\tkey: value", "key", "- item", "? complex", "key: value", "<<: *base", "a: &a 1", "[]", "{}", "'",
    "# a comment", ":", "x: |", "x: >", "  x: y", "? [a]: b", "12: x", "null: x", "true: x", "? ", "standing: verified", "key: 1", "@",
)  # fmt: skip

MARKDOWN_LINES = (
    ":::", "::::", ":::::::", ":::{lead}", ":::{leed}", ":::{slide}", ":::{slide} A title", ":::{only} booklet", ":::{only} paper",
    ":::{only}", ":::{statistic} visitors/counted", ":::{statistic}", ":::{chart} nothing", ":::{image} assets/no.png", ":::{image}",
    ":::{quotation} visitors", ":::{event} nothing", ":::{notes} A title", ":::{aside}", ":::{lines}", ":::{boxes}", ":::", ":::{",
    "::: {lead}", ":::lead", "```{lead}", "```", "~~~", "    code", "\tcode", "# Top", "## Again {#counted}", "## {#x}", "##", "#### Four",
    "###### Six", "##No space", "Setext\n===", "Setext\n---", "---", "***", "| a | b |\n| --- | --- |\n| c |", "| a | b |\n| --- |\n| c | d |",
    "| a |", "| a | b |\n|---|:-:|\n| {claim}`nothing` | \\| |", "> quote", "> > > deep", ">" * 60 + " deep", "- a\n  - b\n    - c\n      - d",
    "1. one\n2. two\n   1. three", "3) three\n7) seven", "- [ ] task\n- [x] done", "* a\n+ b\n- c", "Term\n: definition", "~~struck~~",
    "a[^1]\n\n[^1]: a note", "a[^missing]", "[^unused]: a note", "^[inline note]", "<b>bold</b>", "<div>\nhtml\n</div>", "<script>x</script>",
    "<!-- comment -->", "<br>", "&nbsp; &copy; &#0; &#x1F;", "[a](b)", "[a](<b c>)", "[a]()", "[](https://x.org)", "[a](javascript:x)",
    "[a](#counted)", "[a](#nowhere)", "[a][b]", "[a][b]\n\n[b]: https://example.org", "![alt](assets/x.png)", "![](x)", "<https://example.org>",
    "<a@b.org>", "https://example.org/" + "long/" * 60, "www.example.org", "a@example.org", "$x^2$", "$$\nx\n$$", "*a", "**a", "***a", "*a**",
    "_a_b_", "`code`", "``", "`", "\\", "\\{claim}`x`", "a  \nb", "a\\\nb", "{claim}`visitors/counted", "{claim}", "{claim}``", "{claim} `x`",
    "{claim}`nothing`", "{claim}`visitors`", "{claim}`visitors/by-year@2021`", "{claim}`visitors/by-year@1900`", "{claim}`a b`", "{clam}`visitors`",
    "{lang}`fr:mot`", "{lang}`xx`", "{lang}`:`", "{cite}`nothing`", "{cite}`annual-report,`", "{consent}`nobody`", "{years}`oldest-book`",
    "{number}`visitors/counted`{number}`visitors/counted`", "{claim}`" + "x" * 3000 + "`", "In 1975 there were 12,480 and \u00bd.",
    "seventeen thousand people", "half of them", "a dozen", "\u0661\u0662\u0663", "XIV", "word " * 2000, "x" * 8000, "a" + "\u0301" * 500,
    "{#id}", "{.class}", "[span]{.x}", ":title: x", ":alt:", "{{ title }}", "{% x %}", "---\ntitle: x\n---", "+++", "\\newpage", "(c) (tm) ...",
    "@username", "#hashtag", "1975", "- " * 50 + "x", "[" * 300, "*" * 300, "`" * 299, "(" * 300 + ")" * 300, "![" * 200, "> - " * 40,
)  # fmt: skip

SVG_PARTS = (
    "<script>alert(1)</script>", "<foreignObject><p>x</p></foreignObject>", '<image href="https://example.org/a.png"/>',
    '<image href="data:image/png;base64,AAAA"/>', '<use href="#p"/>', '<use href="#none"/>', '<use href="other.svg#a"/>', '<g id="g"><use href="#g"/></g>',
    "<text>words 12</text>", '<text font-family="Comic Sans MS">words</text>', "<style>@import url(x.css);</style>", "<style>path{fill:url(#x)}</style>",
    '<path d="M0 0 L"/>', '<path d="M 1e999 0 h9"/>', '<path d="' + "L 1 1 " * 3000 + '"/>', '<path d="M0,0C1,1"/>', '<path d="z"/>', '<path d="M0 0a0 0 9 9 9 9 9"/>',
    '<circle r="-1"/>', '<rect width="1e9" height="NaN"/>', '<polygon points="1"/>', '<g transform="rotate()"/>', '<g transform="scale(0)"><path d="M0 0h9"/></g>',
    '<linearGradient id="x" href="#x"/>', '<path fill="url(#x)" d="M0 0h9v9z"/>', '<filter id="f"><feGaussianBlur stdDeviation="99999"/></filter>',
    '<path filter="url(#f)" d="M0 0h9v9z"/>', '<a href="javascript:x"><path d="M0 0h9v9z"/></a>', '<svg viewBox="0 0 0 0"/>', "<animate/>", "&xxe;", "<!-- -- -->",
    '<path stroke-dasharray="0 0" stroke="red" d="M0 0h9"/>', '<path style="fill:;stroke" d="M0 0h9"/>', '<marker id="m"/>', "</g>", "<g>", "<?xml version='1.0'?>",
    '<mask id="m"><path d="M0 0h9v9z"/></mask>', '<switch/>', '<symbol id="s"/>', '<g clip-path="url(#none)"><path d="M0 0h9"/></g>', "<title/>", '<g onclick="x()"/>',
)  # fmt: skip

CSS_PARTS = (
    "}", "{", "@import url(https://example.org/x.css);", "@import 'other.css';", ".lead { background: url(file:///etc/passwd) }", "a { color: }",
    ".lead { background: url(missing.png) }", ".lead { content: 'unclosed }", "@page { size: 10mm 10mm }", "* { font-size: 900pt }", "@font-face { src: url(x.ttf) }",
    ".side > .title { width: -5mm; foo: bar }", "/* unclosed", "* { display: none }", "* { position: absolute; left: 999mm }", "@media print { p { float: footnote } }",
    "p { font-family: 'Comic Sans MS' }", ".lead { color: #12345 }", ".lead::before { content: '1975' }", "\\", "@charset 'x';", ".x { width: calc(1mm / 0) }",
)  # fmt: skip

JINJA_PARTS = (
    "{{", "}}", "{%", "{% for x in y %}", "{% endfor %}", "{{ nothing }}", "{{ nothing.more }}", "{{ ''.__class__.__mro__ }}", "{{ 1 / 0 }}", "{% include 'no' %}",
    "{% for i in range(1000000000) %}x{% endfor %}", "{{ 'x' * 10000000000 }}", "{{ title | nofilter }}", "{% extends 'x' %}", "<p>In 1975 and 12,480</p>", "<img src='x.png'>",
    "<img src='https://example.org/x.png'>", "<script>x</script>", "<p>", "</section>", "{# unclosed", "{% set x = sides %}{{ x }}", "<link rel=stylesheet href='template:no.css'>",
    "{% if %}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "<object data='x'></object>", "<p style='position:fixed'>x</p>", "{{ sides[99] }}", "{{ document.nothing }}",
)  # fmt: skip

FILE_NAMES = (
    "data/facts/extra.yaml", "data/facts/extra.yml", "data/facts/extra.csv", "data/facts/extra.xlsx", "data/facts/sub/extra.yaml", "data/extra.yaml", "data/source.yaml",
    "data/content/briefing.de.md", "data/content/briefing.docx", "data/content/prints/extra.en.md", "data/products/extra.yaml", "data/products/a b.yaml", "data/languages/de.yaml",
    "data/printers/extra.yaml", "data/dignity/fr.yaml", "data/Facts/x.yaml", "data/facts/na\u00efve.yaml", "data/facts/a\nb.yaml", "data/facts/\x1b[31m.yaml",
    "data/facts/" + "n" * 200 + ".yaml", "data/facts/.hidden.yaml", "data/facts/~$lock.yaml", "data/facts/copy (1).yaml", "assets/x.HEIC", "templates/x.jinja", "data/brand.yaml",
)  # fmt: skip
