"""Hostile notes and issues against the whole of Duly: nothing crashes, nothing live leaves, the other notes go on."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from markdown_it import MarkdownIt

from bot.core import marker
from bot.core.marker import Applied, Marker
from bot.sandbox.git import Leaf
from bot.sandbox.state import Issue
from tests import page
from tests.stage import CONFIG, NAME, Hurry, Stage, staged

DAY = "2024-03-05"
HEAD = f"# {DAY} meeting\n\n## Action items\n\n"


def listing(*lines: str) -> str:
    """A note whose action list is `lines`."""
    return HEAD + "\n".join(lines) + "\n"


WORDS = {
    "mentions": "* [ ] ask @ada, @harbour/crew, &#64;ada, (@bea) and [@cyd](https://e.org) about the rope",
    "closing keywords": "* [ ] fixes #1, closes harbour/notes#1, Resolved: https://github.com/harbour/notes/issues/1 today",
    "references": "* [ ] see other/repo#12, GH-1, https://github.com/other/repo/issues/12 and [x](https://github.com/o/r/pull/3)",
    "HTML": '* [ ] <img src="https://e.org/x.png"> <script>alert(1)</script> <details open> <!-- hidden --> --> <b>bold</b> <!--',
    "end of Duly's part": "* [ ] stop here <!-- /duly --> and go on\n    * <!-- /duly -->\n    * text `<!-- /duly -->` text",
    "box of Duly's": "* [ ] parent of a box\n    * [ ] child <!-- duly:box x -->\n    * [ ] other <!-- duly:box 1-000000000000 -->",
    "marker in a line": '* [ ] <!-- duly:1 {"key":"0a1b2c3d","applied":{"open":false}} --> stolen marker here',
    "fences": "* [ ] fence below this\n    * ```\n    * ~~~~\n      * ```html\n      * <b>",
    "table": "* [ ] a | b\n  --|--\n  @ada | fixes #1",
    "setext": "* [ ] becomes a heading\n  ===\n* [ ] becomes a heading too\n  ---",
    "definitions": "* [ ] [line 5]: https://evil.example/\n* [ ] more words here\n    * [redacted]: https://evil.example/\n    * [^1]: https://evil.example/",
    "block quote": "* [ ] quoted\n    > @ada said\n    > > fixes #1\n\n    # heading\n\n    ---",
    "bidi and zero width": "* [ ] pay \u202eadA\u202c @\u200bada f\u200bixes #1 \u2066now\u2069",
    "nothing to see": "* [ ] \u200b\u2060\u200b\n* [ ] \u202e\u202c\n* [ ] &#8203;\n* [ ] <!-- x -->\n* [ ] (Ada) \u200b",
    "names": "* [ ] (__proto__) paint\n* [ ] ({{x}}) caulk\n* [ ] (<b>Bea</b>) sweep\n* [ ] (@ada; fixes #1) tar\n* [ ] ($(id)) sand",
    "many owners": "* [ ] (" + ", ".join(f"@owner{n}" for n in range(30)) + ") carry the boat up",
    "long word": "* [ ] " + "w" * 10_000 + " and more",
    "long line": "* [ ] " + "carry stones along the quay wall " * 3_000,
    "300 sub-bullets": "* [ ] the long list of things\n" + "\n".join(f"    * thing number {n} of it, " + "x" * 300 for n in range(300)),
    "300 boxes below": "* [ ] the long list of boxes\n" + "\n".join(f"    * [ ] box number {n} of it, " + "y" * 300 for n in range(300)),
    "emoji and Arabic": "* [ ] 🎉👩‍💻 طلاء جدار الميناء باللون الأخضر\n* [ ] שלום עולם טוב\n* [ ] ｆｕｌｌ ｗｉｄｔｈ ＠ada",
    "controls": "* [ ] bell\x07 and \x1b[31mred\x1b[0m and \x00null and \x7f",
    "other line ends": "* [ ] one\u2028## two\u2028@ada\u2029three\x85four\x0bfive\x0csix",
    "brackets": "* [ ] " + "[" * 20_000 + "\n* [ ] " + "![" * 5_000 + "\n* [ ] " + "(" * 20_000,
    "stars": "* [ ] " + "*" * 20_000 + "\n* [ ] " + "`" * 20_000 + "\n* [ ] " + "<" * 20_000,
    "numbers that are not its own": "* [ ] blocked by #1 and #999999999\n* [ ] tracked in #1\n* [ ] moved to #424242\n* [ ] → #٣",
    "secret in a heading": "## Action items for passcode: 12345 @ada fixes #1\n\n**@ada fixes #1**\n* [ ] under a bad topic",
}
"""Id → the action list of a note, each a series of its own."""

BYTES: dict[str, bytes] = {
    "NUL bytes": listing("* [ ] nul \x00 inside", "\x00* [ ] nul in front").encode(),
    "invalid UTF-8": HEAD.encode() + b"* [ ] caf\xe9 \xff\xfe tables\n",
    "UTF-16": listing("* [ ] two bytes each").encode("utf-16"),
    "only a byte order mark": b"\xef\xbb\xbf",
    "empty": b"",
    "CR only": listing("* [ ] old Macintosh file", "* [ ] second line of it").replace("\n", "\r").encode(),
    "front matter without end": b"---\n" + HEAD.encode() + b"* [ ] front matter goes on\n",
    "front matter that is no YAML": b"---\ntitle: [\n&a: *a\n---\n" + HEAD.encode() + b"* [ ] odd front matter here\n",
    "2,000 boxes each under the last": HEAD.encode() + b"".join(b" " * (2 * n) + b"* [ ] deep %d\n" % n for n in range(480)),
}

PATHS = (
    "n/with space 2024-03-05.md",
    "n/what?#100%25%.md",
    "n/\"quotes\" 'n' <b>@ada.md",
    "n/ünï—код🎉.md",
    "n/new\nline.md",
    "n/--json.md",
    "n/-rf.md",
    "n/Notes.MD",
    "n/notes.md",
    "n/a\\b.md",
    "n/fixes #1.md",
)

GOOD = "good/2024-03-05.md"


def files() -> dict[str, str | bytes]:
    """All hostile notes, and one that is none."""
    found: dict[str, str | bytes] = {f"w/{name}.md": listing(text) for name, text in WORDS.items()}
    found |= {f"b/{name}.md": content for name, content in BYTES.items()}
    found |= {path: listing(f"* [ ] (Ada) look after file {number}a") for number, path in enumerate(PATHS)}
    found["big/2024-03-05.md"] = listing(*(f"* [ ] box {n} of a note that is too long to be read" for n in range(6000)))
    return found | {GOOD: listing("* [ ] (Ada) paint the harbour wall green")}


def config(paths: Mapping[str, object]) -> str:
    """Each note a series of its own: so all of them are the newest."""
    globs = [re.sub(r"[^A-Za-z0-9 /.-]", "?", path) for path in paths]
    return "people: {Ada: ada}\nmax_new_issues: 1000\nnotes:\n" + "".join(f"  - '{glob}'\n" for glob in globs)


@dataclass(slots=True)
class Act:
    """A stage on which nobody waits, and where every pause of a job is noted."""

    stage: Stage
    hurry: Hurry


@pytest_asyncio.fixture
async def act(tmp_path: Path) -> AsyncIterator[Act]:
    hurry = Hurry()
    async with staged(tmp_path, config=config(files()), hurry=hurry) as made:
        yield Act(made, hurry)


OURS = re.compile(r"<!-- duly:1 \{[^\n]*\} -->|<!-- /duly -->|<!-- duly:box [\w-]+ -->|</?sub>")
WAITING = re.compile(r"^- \*\*Owner\*\* @[\w-]{1,39}(?:, @[\w-]{1,39})*(?=: please leave a comment here)", re.MULTILINE)
"""The one mention that Duly makes: of owners who cannot be assigned yet."""


def foreign_html(body: str) -> list[str]:
    """HTML on the page of an issue's body that is not Duly's own."""
    return [found for found in page.pieces(body, "html") if OURS.sub("", found).strip()]


def escaped(body: str) -> list[str]:
    """What is wrong with the structure of a body: the marker on top, the quote, Duly's words, the end, and nothing else."""
    _, part, rest = marker.split(body)
    wrong = [] if part and rest == "\n" and body.count(marker.END) == 1 else ["the delimiters"]
    environment: dict[str, object] = {}
    tokens = MarkdownIt("gfm-like2", {"html": True, "linkify": False}).parse(part or "", environment)
    wrong += [f"definition of {name}" for name in environment.get("references", {})]  # type: ignore[attr-defined]
    top = [token.type for token in tokens if token.level == 0 and token.nesting >= 0]
    lists = top.count("bullet_list_open")
    if top != ["blockquote_open", *["bullet_list_open"] * lists, "paragraph_open"] or lists not in {1, 2}:
        wrong.append(f"the blocks {top}")
    return wrong


def wrong_with(issue: Issue) -> list[str]:
    """All that is live or out of bounds in an issue."""
    body = issue.body or ""
    found = foreign_html(body) + escaped(body)
    found += page.live(WAITING.sub("", OURS.sub("", body)), NAME)
    found += [issue.title] if page.acts(issue.title, NAME) or page.refers(issue.title, NAME) else []
    if not issue.title.strip() or len(issue.title) > 256 or len(body) > 65_536 or len(issue.assignees) > 10:
        found.append("its size")
    return found


async def pushed(act: Act, files: Mapping[str, str | bytes | None]) -> None:
    """Push files and wait until Duly has come to rest; every failure of a job fails the test, with its words."""
    act.stage.repository.push(files, author="ada")
    while not act.hurry.pauses:
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                return await act.stage.rest()
    pytest.fail(str(act.hurry.pauses[0]))


async def test_hostile_notes_leave_nothing_live_and_hold_nothing_up(act: Act) -> None:
    await pushed(act, files())
    issues = act.stage.repository.issues
    assert {issue.title: wrong_with(issue) for issue in issues if wrong_with(issue)} == {}
    assert "paint the harbour wall green" in {issue.title for issue in issues}
