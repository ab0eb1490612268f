"""Markdown as the page shows it: boxes with the numbers of their lines, links that stay inside, nothing that acts."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.markdown.source import document
from bot.sandbox.demo.page.markdown import MAX_TEXT, PageContext, render
from tests.support.paths import CORPUS, need

HERE = PageContext(("http://127.0.0.1:1/harbour/notes", "https://github.com/harbour/notes"), {3: 7})
TAGS = frozenset(
    [
        "a",
        "b",
        "blockquote",
        "br",
        "code",
        "del",
        "details",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "input",
        "ins",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "small",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES = frozenset(
    [
        "aria-label",
        "checked",
        "class",
        "data-box",
        "data-dropped",
        "data-issue",
        "data-key",
        "data-line",
        "href",
        "rel",
        "start",
        "target",
        "type",
    ]
)


class Reader(HTMLParser):
    """Collects what a browser would make of it."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.boxes: list[tuple[int, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in TAGS or not given.keys() <= ATTRIBUTES:
            self.wrong.append(f"{tag} {given}")
        if not re.match(r"#/|https?://|mailto:", given.get("href") or "#/", re.IGNORECASE):
            self.wrong.append(f"{tag} {given}")
        if "data-box" in given:
            self.boxes.append((int(given["data-box"] or 0), "checked" in given))


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("plain", '<p data-line="1">plain</p>\n', id="plain"),
        pytest.param("<!-- duly:1 {} -->\nx", '\n<p data-line="2">x</p>', id="a marker is hidden"),
        pytest.param("<sub>x</sub>", "<sub>x</sub>", id="a harmless tag"),
        pytest.param("<SUB >x</SUB>", "<sub >x</sub>", id="a harmless tag in capitals"),
        pytest.param("a <b onclick=x>", "&lt;b onclick=x&gt;", id="a tag that acts"),
        pytest.param("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", id="script"),
        pytest.param("<!-- <b> --> <script>", " &lt;script&gt;", id="a comment and script"),
        pytest.param("<!-->\n<script>", "&lt;script&gt;", id="a comment of three signs"),
        pytest.param("[a](javascript:x)", "[a](javascript:x)", id="javascript"),
        pytest.param("[a](data:text/html,x)", "[a](data:text/html,x)", id="data"),
        pytest.param("[a](/sandbox/push)", "<a>a</a>", id="a link into the sandbox"),
        pytest.param("[a](//example.org)", "<a>a</a>", id="a link without scheme"),
        pytest.param("![a](https://example.org/b.png)", 'href="https://example.org/b.png"', id="a picture is a link"),
        pytest.param("see https://example.org/a_b).", '<a href="https://example.org/a_b"', id="a bare link"),
        pytest.param("`https://example.org` a#1 &#35;2", "<code>https://example.org</code> a#1", id="no link"),
        pytest.param("#12", '<a href="#/issues/12">#12</a>', id="an issue"),
        pytest.param("in notes/a.md:12", '<a href="#/notes/notes/a.md:12">notes/a.md:12</a>', id="a line"),
        pytest.param(
            "[a](http://127.0.0.1:1/harbour/notes/blob/c0ffee/n/a%20b.md?plain=1#L12)",
            '<a href="#/notes/n/a b.md:12">',
            id="a permalink",
        ),
        pytest.param("https://github.com/harbour/notes/issues/3", '<a href="#/issues/3">', id="an issue's address"),
        pytest.param(
            "https://github.com/harbour/noteshop/issues/3", 'href="https://github.com/harbour/n', id="another's"
        ),
        pytest.param("|a|\n|-:|\n|1|", '<th class="right">a</th>', id="a column to the right"),
        pytest.param('```"onload="x\n<b>\n```', "&lt;b&gt;", id="a fence's language"),
        pytest.param("> [!WARNING]\n> held", "markdown-alert-warning", id="an alert"),
        pytest.param("[" * 600, "[" * 600, id="a bracket bomb"),
        pytest.param("x" * (MAX_TEXT + 1), "<pre>x", id="too long"),
    ],
)
def test_safe_html(text: str, html: str) -> None:
    made = render(text, HERE)
    assert html in made
    assert read(made).wrong == []


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        pytest.param("[a] [ ]b", [], id="none"),
        pytest.param("* [ ] a\n    - [x] b\n* [X] c", [(1, False), (2, True), (3, True)], id="nested"),
        pytest.param("---\ntitle: x\n---\n* [ ] a", [(4, False)], id="front matter"),
        pytest.param("* ( ) [ ] a\n\n[ ] b\n[x] c [ ] not", [(1, False), (3, False), (4, True)], id="loose"),
        pytest.param("* [x] a\n        * [ ] b", [(1, True), (2, False)], id="indented too far"),
        pytest.param("```\n* [ ] a\n```\n\n<!--\n* [ ] b\n-->", [], id="code and comment"),
        pytest.param("> * [ ] a\n\n* [~] b", [(1, False), (3, False)], id="quoted and dropped"),
        pytest.param("\ufeff* [ ]\u00a0a\r\n* [x] b\r\n", [(1, False), (2, True)], id="BOM, CRLF and NBSP"),
        pytest.param("* [ ] <b>x", [(1, False)], id="with a tag"),
    ],
)
def test_boxes_have_the_numbers_of_their_lines(text: str, boxes: list[tuple[int, bool]]) -> None:
    assert read(render(text, HERE)).boxes == boxes


def test_each_line_of_a_comment_is_one_of_its_own() -> None:
    assert "/plan<br>\n/help" in render("/plan\n/help", replace(HERE, breaks=True))
    assert "/plan\n/help" in render("/plan\n/help", HERE)


def test_a_line_that_has_an_issue_shows_it() -> None:
    html = render("# a\n\n* [ ] b\n* [ ] c\n", HERE)
    assert html.count('<a class="chip" data-issue="7" href="#/issues/7">#7</a>') == 1


def test_every_box_of_real_notes_can_be_ticked() -> None:
    need(CORPUS)
    for path in sorted((CORPUS / "conda-forge").glob("2020-*.md")):
        text = path.read_text(encoding="utf-8")
        shown = read(render(text, HERE))
        assert shown.wrong == [], path.name
        seen = [block.number for block in document(text).blocks if block.box is not None]
        assert [number for number, _ in shown.boxes] == seen, path.name


SIGNS = ("<", ">", '"', "'", "`", "[", "](", ")", "!", "|", "\\", "\n", "    ", "\t", "\u202e")
WORDS = ("* [ ] ", "<script>", "</a>", "<!--", "-->", "&lt;", "&#106;", "javascript:", "https://x.org", "#1", "a.md:2")
TRICKS = ("<b>", "<img src=x>", " onload=x ", "<a href='x' onclick=y>", "<!-->", "[x]: javascript:y")
PIECES = st.sampled_from((*SIGNS, *WORDS, *TRICKS))


@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join))
def test_any_text_has_no_effect(text: str) -> None:
    assert read(render(text, HERE)).wrong == []
