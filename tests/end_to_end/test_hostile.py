"""Hostile notes and issues against the whole of Duly: nothing crashes, nothing live leaves, the other notes go on."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
import pytest_asyncio
from markdown_it import MarkdownIt

from bot.core.config.schema import Config
from bot.core.issues import marker
from bot.core.issues.marker import Marker
from bot.core.model.notes import NoteFile
from bot.core.reports.listing import rows
from bot.sandbox.github.state.git import Leaf
from bot.sandbox.github.state.records import Issue
from tests.support import rendered as page
from tests.support.duly import NAME, Hurry, Stage, staged

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
    "long line": "* [ ] " + "carry stones along the quay wall " * 1_500,
    "300 sub-bullets": "* [ ] the long list of things\n"
    + "\n".join(f"    * thing number {n} of it, " + "x" * 150 for n in range(300)),
    "300 boxes below": "* [ ] the long list of boxes\n"
    + "\n".join(f"    * [ ] box number {n} of it, " + "y" * 150 for n in range(300)),
    "emoji and Arabic": "* [ ] 🎉👩‍💻 طلاء جدار الميناء باللون الأخضر\n* [ ] שלום עולם טוב\n* [ ] ｆｕｌｌ ｗｉｄｔｈ ＠ada",
    "controls": "* [ ] bell\x07 and \x1b[31mred\x1b[0m and \x00null and \x7f",
    "other line ends": "* [ ] one\u2028## two\u2028@ada\u2029three\x85four\x0bfive\x0csix",
    "brackets": "* [ ] " + "[" * 5_000 + "\n* [ ] " + "![" * 5_000 + "\n* [ ] " + "(" * 5_000,
    "stars": "* [ ] " + "*" * 5_000 + "\n* [ ] " + "`" * 5_000 + "\n* [ ] " + "<" * 5_000,
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
    "2,000 boxes each under the last": HEAD.encode()
    + b"".join(b" " * (2 * n) + b"* [ ] deep %d\n" % n for n in range(480)),
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
    found |= {path: listing(f"* [ ] (Ada) look after file {number}a", "* [ ] ") for number, path in enumerate(PATHS)}
    found["big/2024-03-05.md"] = listing(*(f"* [ ] box {n} of a note that is too long to be read" for n in range(6000)))
    return found | {GOOD: listing("* [ ] (Ada) paint the harbour wall green")}


def config(paths: Mapping[str, object]) -> str:
    """Each note a series of its own: so all of them are the newest."""
    globs = [re.sub(r"[^A-Za-z0-9 /.-]", "?", path) for path in paths]
    return "people: {Ada: ada}\nmax_new_issues: 1000\nmax_closes: 1000\nnotes:\n" + "".join(
        f"  - '{glob}'\n" for glob in globs
    )


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


def permalinks(issues: list[Issue]) -> dict[str, str]:
    """Title → the path that the body's permalink names, as a browser would ask for it."""
    found = {
        issue.title: re.search(r"\]\((\S+/blob/[0-9a-f]{40}/(\S+)\?plain=1#L\d+)\)", issue.body or "")
        for issue in issues
    }
    return {
        title: unquote(match[2]) for title, match in found.items() if match and not set(match[1]) & set(" \n\"'<>()")
    }


@pytest.mark.slow
async def test_hostile_notes_leave_nothing_live_and_hold_nothing_up(act: Act) -> None:
    repository = act.stage.repository
    await pushed(act, files())
    issues = repository.issues
    assert {issue.title: wrong_with(issue) for issue in issues if wrong_with(issue)} == {}
    assert "paint the harbour wall green" in {issue.title for issue in issues}
    found = permalinks(issues)
    assert len(found) == len({issue.title for issue in issues})
    assert {path for path in found.values() if path.startswith("n/")} == set(PATHS)
    check = repository.checks[-1]
    assert check.conclusion == "neutral", "its notes have mistakes that a person corrects"
    assert page.live(check.summary or "", "") == []
    assert "big/2024-03-05.md" in {remark.path for remark in check.annotations}

    # The same again, and a line more: nothing is written twice.
    repository.writes.clear()
    await pushed(act, {GOOD: listing("* [ ] (Ada) paint the harbour wall green", "")})
    assert [path for _, path in repository.writes if "check-runs" not in path] == []

    # Ticked everywhere: every issue closes.
    ticked = {path: text.replace("[ ]", "[x]") for path, text in files().items() if isinstance(text, str)}
    await pushed(act, {path: text for path, text in ticked.items() if path.startswith(("w/", "n/", "good/"))})
    left = {issue.title for issue in repository.open_issues}
    assert {path.split("/")[0] for title, path in permalinks(repository.open_issues).items()} == {"b"}, left


# --- issues and comments of strangers


async def test_markers_that_strangers_forge_have_no_effect(tmp_path: Path) -> None:
    hurry = Hurry()
    async with staged(tmp_path, hurry=hurry) as stage:
        repository = stage.repository
        await stage.note(DAY, "* [ ] paint the harbour wall green", "* [ ] order rope for spring")
        real = repository.issue(1)
        key = marker.key_of(real.body or "") or ""
        forged = repository.open_issue(real.title, real.body or "", by="stranger")
        repository.open_issue("Rope", marker.write(Marker(key=key, duplicate_of=1)) + "\nmine", by="stranger")
        repository.comment(real.number, "stranger", marker.write(Marker(key=key)))
        repository.comment(real.number, "stranger", f"{marker.comment_marker(key)}\n/done")
        repository.edit_issue(forged.number, by="stranger", body="no marker any more")
        repository.edit_issue(forged.number, by="stranger", body=real.body or "")
        await stage.rest()
        repository.writes.clear()
        await stage.tick(DAY, "harbour wall")
        assert [(issue.number, issue.state) for issue in repository.issues] == [
            (1, "closed"),
            (2, "open"),
            (forged.number, "open"),
            (forged.number + 1, "open"),
        ]
        assert {path.rpartition("/issues/")[2] for _, path in repository.writes if "/issues/" in path} == {"1"}
        assert hurry.pauses == []


async def test_a_strangers_comment_marker_hides_no_report(tmp_path: Path) -> None:
    hurry = Hurry()
    async with staged(tmp_path, hurry=hurry) as stage:
        theirs = stage.repository.open_issue("Wall", "please paint it", by="cyd")
        await stage.note(DAY, f"* [ ] paint the harbour wall green, tracked in #{theirs.number}")
        items = rows([NoteFile("n.md", stage.repository.read(f"notes/{DAY}.md") or "")], Config())[0]
        for item in {row.item for row in items}:
            stage.repository.comment(theirs.number, "stranger", marker.comment_marker(f"ticked.{item}.{DAY}"))
        await stage.tick(DAY, "harbour wall")
        said = [comment.user.login for comment in stage.repository.issue(theirs.number).comments]
        assert said[-1].endswith("[bot]")
        assert (stage.repository.issue(theirs.number).state, len(stage.repository.issues)) == ("open", 1)
        assert hurry.pauses == []


TRUSTED = [
    pytest.param("<!-- duly:1 {not json} -->", id="unreadable"),
    pytest.param('<!-- duly:1 {"key":"' + "k" * 60_000 + '"} -->', id="huge"),
    pytest.param('<!-- duly:1 {"key":7,"applied":[]} -->', id="wrong types"),
    pytest.param('<!-- duly:1 {"key":"x","meeting":"2024-13-45"} -->', id="a day that is none"),
    pytest.param('<!-- duly:1 {"key":"x","waiting":{"@bea, fixes #1":0}} -->', id="somebody to tell"),
]


@pytest.mark.parametrize("line", TRUSTED)
async def test_a_trusted_writers_marker_that_cannot_be_read_is_left_alone(tmp_path: Path, line: str) -> None:
    hurry = Hurry()
    async with staged(tmp_path, config="trusted_writers: [ada]\n", hurry=hurry) as stage:
        issue = stage.repository.open_issue("Mine", f"{line}\nmy words", by="ada")
        await stage.note(DAY, "* [ ] paint the harbour wall green")
        assert (issue.body, issue.state) == (f"{line}\nmy words", "open")
        assert [each.title for each in stage.repository.issues] == ["Mine", "paint the harbour wall green"]
        assert hurry.pauses == []


# --- pushes that ask for nothing


async def test_tags_deletions_and_other_branches_make_no_call(tmp_path: Path) -> None:
    async with staged(tmp_path, hurry=Hurry()) as stage:
        await stage.note(DAY, "* [ ] paint the harbour wall green")
        calls, sent = len(stage.sandbox.recorder), len(stage.sandbox.deliveries)
        stage.repository.tag("v1")
        stage.repository.push({f"notes/{DAY}.md": listing("* [ ] from a branch")}, branch="draft", author="ada")
        stage.repository.delete_branch("draft")
        await stage.rest()
        assert (len(stage.sandbox.recorder), len(stage.sandbox.deliveries) - sent) == (calls, 3)


async def test_a_forced_push_is_read_as_it_stands(tmp_path: Path) -> None:
    hurry = Hurry()
    async with staged(tmp_path, hurry=hurry) as stage:
        before = stage.repository.head
        await stage.note(DAY, "* [ ] paint the harbour wall green")
        again = stage.repository.commit({f"notes/{DAY}.md": listing("* [ ] order rope for spring")}, parent=before)
        stage.repository.move("main", again, by="ada", force=True)
        await stage.rest()
        found = [(issue.title, issue.state) for issue in stage.repository.issues]
        assert found == [("paint the harbour wall green", "open"), ("order rope for spring", "open")]
        assert hurry.pauses == []


# --- trees


@pytest.mark.slow
async def test_links_and_submodules_are_no_notes_and_a_large_tree_is_read(tmp_path: Path) -> None:
    hurry = Hurry()
    async with staged(tmp_path, hurry=hurry) as stage:
        state = stage.repository.state
        store = state.store
        note = store.add_blob(listing("* [ ] paint the harbour wall green").encode())
        evil = store.add_blob(listing("* [ ] read me through a link").encode())
        leaves = {f"{n:05}.txt": Leaf("100644", note) for n in range(50_000)}
        leaves |= {"link 2024-03-05.md": Leaf("120000", evil), "module 2024-03-05.md": Leaf("160000", evil)}
        leaves |= {"2024-03-05.md": Leaf("100755", note)}
        top = dict(store.trees[store.commits[stage.repository.head].tree]) | {
            "many": Leaf("040000", store.add_tree(leaves))
        }
        head = store.commits[stage.repository.head]
        commit = store.add_commit(store.add_tree(top), (head.sha,), "Many files", head.author)
        stage.repository.move("main", commit.sha, by="ada")
        await stage.rest()
        assert [issue.title for issue in stage.repository.issues] == ["paint the harbour wall green"]
        assert hurry.pauses == []
