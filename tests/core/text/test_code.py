"""Names of files and branches, and messages of servers, are shown as text wherever they stand."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.carry import pull_request, summary
from bot.core.carry.next_note import Carried, CarryOptions
from bot.core.carry.pull_request import Pull
from bot.core.config.problem import Problem
from bot.core.issues.phrases import permalink, place, ticked
from bot.core.model.issues import Head
from bot.core.model.notes import Line, State
from bot.core.model.plan import Plan
from bot.core.reports import check_run
from bot.core.reports.changes import View
from bot.core.text.code import code, in_commit, named
from bot.core.text.outgoing import cell
from tests.support import rendered as page

VIEW = View(Head("octo/notes", "main", "c0ffee", "https://github.com/octo/notes"))

OWN = "owner/notes"
HEAD = Head(OWN, "main", "c" * 40, f"https://github.com/{OWN}")
TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ"
Z = "\u200b"

SPANS = [
    ("a path", "notes/2024-03-05.md", "`notes/2024-03-05.md`"),
    ("nothing", "", "`?`"),
    ("backticks", "a`b``c", "``` a`b``c ```"),
    ("a backtick at the end", "a`", "`` a` ``"),
    ("line ends", "a\n\nb\r\nc", "`a b c`"),
    ("a mention", "`@org/team`.md", f"`` `@{Z}org/team`.md ``"),
    ("a link", "[x](https://e.org)", "`[x](https://e.org)`"),
    ("a tag", "<b>", f"`<{Z}b>`"),
    ("a secret", f"notes/{TOKEN}.md", "`notes/[redacted]`"),
    ("hidden characters", "a\u202eb", "`ab`"),
]


@pytest.mark.parametrize(("text", "span"), [row[1:] for row in SPANS], ids=[row[0] for row in SPANS])
def test_code(text: str, span: str) -> None:
    assert code(text) == span


HOSTILE = [
    "notes/`@org/team`.md",
    "notes/``\n\n@org/team [free](https://evil.example)\n\n``.md",
    "![x](https://evil.example/pixel.png)",
    "<img src=https://evil.example>.md",
    "a | b ` c.md",
    "fixes #1 `closes #2`.md",
    "fixes https://github.com/o/r/issues/3",
    "x`\n\n# Heading\n\n@ada",
    "www.github.com/o/r/issues/1",
    f"notes/{TOKEN}.md",
    "-->\n<!-- duly:1 {} -->",
]


def line(path: str) -> Line:
    return Line(
        path=path,
        number=3,
        note_date=date(2024, 3, 5),
        checkbox=True,
        state=State.OPEN,
        text="paint",
        wording="paint",
        markdown="paint",
    )


def shown(name: str) -> dict[str, str]:
    """Everything that shows a name, as it would be posted."""
    pull = Pull(1, "", "", open=True, merged=False, branch=name, commit="c", fork=False)
    carried = Carried("", "* [ ] paint\n", "")
    told = summary.CarrySummary(source=name, added=1)
    plan = Plan(problems=(Problem(name, 3, "is no note"), Problem(f"{name}2", 3, "is no note")))
    return {
        "committed": pull_request.committed(name, carried, HEAD, "d" * 40),
        "unchanged": pull_request.unchanged(name, carried),
        "posted": pull_request.posted(name, carried, pull_request.refused(name)),
        "obstacle": pull_request.obstacle(pull, CarryOptions(), name),
        "carried": summary.summary(told),
        "nothing to add": summary.summary(replace(told, added=0, there=1)),
        "nothing open": summary.summary(replace(told, added=0)),
        "check run": check_run.summary(plan, VIEW),
        "reason": cell(f"ticked in {place(line(name))}"),
        "link": f"[{cell(place(line(name)))}]({permalink(line(name), HEAD)})",
        "comment": ticked(line(name), HEAD, closing=True),
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_has_no_effect_wherever_it_is_shown(name: str) -> None:
    for where, text in shown(name).items():
        assert page.live(text, OWN) == [], where
        assert "evil.example" not in [urlsplit(url).hostname for url in page.pieces(text, "url")], where
        assert TOKEN not in text, where


def test_each_place_shows_an_ordinary_name() -> None:
    for where, text in shown("notes/2024-03-05.md").items():
        assert "notes/2024-03-05.md" in text, where


NAMED = [
    ("a path", "notes/2020_01/a-b.c d.md:3:1", "notes/2020_01/a-b.c d.md:3:1"),
    ("letters of any script", "протоколы/é.md", "протоколы/é.md"),
    ("emphasis", "_a_.md", "`_a_.md`"),
    ("a link", "[a](b).md:3", "`[a](b).md:3`"),
    ("a secret", f"{TOKEN}", "`[redacted]`"),
]


@pytest.mark.parametrize(("text", "said"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_named(text: str, said: str) -> None:
    assert named(text) == said


COMMITS = [
    ("a path", "notes/a.md", "notes/a.md"),
    ("a trailer", "a\n\nCo-authored-by: Eve <eve@e.org>", "a Co-authored-by: Eve <[redacted]>"),
    ("a closing word", "fixes #1.md", f"f{Z}ixes #1.md"),
    ("a mention", "@ada.md", f"@{Z}ada.md"),
    ("a secret", TOKEN, "[redacted]"),
]


@pytest.mark.parametrize(("text", "left"), [row[1:] for row in COMMITS], ids=[row[0] for row in COMMITS])
def test_in_commit(text: str, left: str) -> None:
    assert in_commit(text) == left


@settings(max_examples=300, deadline=None)
@given(st.text("`ab \n@#1[]()<>!|\\*_&;~", max_size=60))
@example("`" * 40)
def test_a_span_is_one_span(text: str) -> None:
    """Whatever the name is, the page has one span of code and nothing beside it."""
    assert page.pieces(f"a {code(text)} b", "text") == ["a ", " b"]
    assert page.pieces(f"a {code(text)} b", "html") == []
