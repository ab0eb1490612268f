"""Which note a pull request brings, whether a commit to it would last, and the words of the answer."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from bot.core.carry.missing import Missing
from bot.core.carry.next_note import Carried, CarryOptions
from bot.core.carry.pull_request import (
    MAX_ANSWER,
    Changed,
    Pull,
    branch_of,
    candidates,
    committed,
    newest,
    number_of,
    obstacle,
    posted,
    raised_before,
    refused,
    to_paste,
    unchanged,
)
from bot.core.config.schema import Config
from bot.core.model.issues import Head, Issue
from bot.core.model.notes import NoteFile
from bot.core.model.snapshot import Snapshot

HEAD = Head("harbour/notes", "main", "c" * 40, "https://github.com/harbour/notes")
PULL = Pull(7, "Notes of March", "", open=True, merged=False, branch="march", commit="d" * 40, fork=False)
CARRIED = Carried("# March\n\n* [ ] oil\n", "* [ ] oil\n", "1 item carried.")
GLOB = Config(notes=("notes/*.md",))


@pytest.mark.parametrize(
    ("pull", "how", "why"),
    [
        pytest.param({}, "", "", id="nothing stands against it"),
        pytest.param({}, "commit", "", id="nothing to insist on"),
        pytest.param({}, "preview", "preview", id="a preview"),
        pytest.param({"open": False, "merged": True}, "", "merged", id="merged"),
        pytest.param({"open": False}, "", "closed", id="closed"),
        pytest.param({"open": False}, "commit", "closed", id="closed, whatever is asked"),
        pytest.param({"fork": True}, "", "fork", id="from a fork"),
        pytest.param({"fork": True}, "commit", "fork", id="from a fork, whatever is asked"),
        pytest.param({"body": "Live at https://hackmd.io/@harbour/march"}, "", "HackMD", id="a link to HackMD"),
        pytest.param({"body": "https://harbour.hackmd.io/x"}, "", "HackMD", id="a link to a team's HackMD"),
        pytest.param({"title": "Sync from hackmd"}, "", "HackMD", id="the word in the title"),
        pytest.param({"body": "See HackMD."}, "commit", "", id="HackMD, but a commit is asked for"),
        pytest.param({"body": "<!-- paste from HackMD\nhere -->"}, "", "", id="only a hint of the template"),
        pytest.param({"branch": "main"}, "commit", "default", id="from the default branch, whatever is asked"),
        pytest.param({"body": "<!--" * 16_000 + "HackMD"}, "", "HackMD", id="hints that nobody ends"),
        pytest.param({"body": "hackmdify"}, "", "", id="another word"),
    ],
)
def test_obstacle(pull: dict[str, bool], how: str, why: str) -> None:
    said = obstacle(replace(PULL, **pull), CarryOptions(how), "main")  # type: ignore[arg-type]
    assert why in said
    assert bool(said) == bool(why)


@pytest.mark.parametrize(
    ("config", "paths", "chosen"),
    [
        pytest.param(GLOB, ["notes/2024-03-05.md", "README.md", "notes/a.txt"], ["notes/2024-03-05.md"], id="a glob"),
        pytest.param(Config(), ["2024-03-05.md", "a/b.md", ".github/x.md"], ["2024-03-05.md", "a/b.md"], id="none"),
        pytest.param(Config(), ["2024-03-05.rst", "guide.rst"], ["2024-03-05.rst"], id="both forms"),
    ],
)
def test_candidates(config: Config, paths: list[str], chosen: list[str]) -> None:
    assert [file.path for file in candidates([Changed(path, "1") for path in paths], config)] == chosen


@pytest.mark.parametrize(
    ("notes", "chosen"),
    [
        pytest.param({"notes/2024-03-05.md": "", "notes/2024-02-06.md": ""}, "notes/2024-03-05.md", id="by name"),
        pytest.param({"notes/z.md": "# 2024-04-02 meeting", "notes/2024-02-06.md": ""}, "notes/z.md", id="by heading"),
        pytest.param({"notes/a.md": "# About"}, None, id="no date, no note"),
        pytest.param({}, None, id="nothing"),
    ],
)
def test_newest(notes: dict[str, str], chosen: str | None) -> None:
    found = newest([NoteFile(path, text) for path, text in notes.items()], (), GLOB)
    assert (found.path if found else None) == chosen


def issue(number: int) -> Issue:
    return Issue(number=number, title="x", body="", open=True, author="ada")


@pytest.mark.parametrize(
    ("notes", "lowered"),
    [
        pytest.param({"2024-02-06": "* [ ] the lamp #9"}, [9], id="open in the last note"),
        pytest.param({"2024-02-06": "* [x] the lamp #9"}, [9], id="done in the last note"),
        pytest.param({"2024-02-06": "* [ ] https://github.com/harbour/notes/issues/9"}, [9], id="named by its address"),
        pytest.param({"2024-02-06": "* [ ] https://github.com/else/where/issues/9"}, [], id="another repository's"),
        pytest.param({"2024-01-02": "* [ ] the lamp #9", "2024-02-06": "none"}, [], id="in an older note only"),
        pytest.param({"2024-03-05": "* [ ] the lamp #9"}, [], id="in the note itself, as it was merged before"),
        pytest.param({"2024-04-02": "* [ ] the lamp #9"}, [], id="in a later note"),
        pytest.param({}, [], id="no notes yet"),
    ],
)
def test_raised_before(notes: dict[str, str], lowered: list[int]) -> None:
    files = tuple(NoteFile(f"notes/{day}.md", f"## Action items\n\n{text}\n") for day, text in notes.items())
    snapshot = Snapshot(head=HEAD, config=GLOB, notes=files, issues=(), writer="duly[bot]")
    found = raised_before(snapshot, NoteFile("notes/2024-03-05.md", ""), (issue(8), issue(9)))
    assert [one.number for one in found] == lowered


def test_words() -> None:
    assert committed("a.md", CARRIED, HEAD, "e" * 40) == (
        "Carried into `a.md` in [eeeeeee](https://github.com/harbour/notes/commit/" + "e" * 40 + ").\n\n1 item carried."
    )
    assert committed("a.md", CARRIED, HEAD, "").startswith("Carried into `a.md`.\n")
    assert unchanged("a.md", CARRIED).startswith("`a.md` stays as it is.\n\n")
    assert refused("No.\n\nNot here.") == "I could not commit to this branch. GitHub answered: `No. Not here.`"


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("* [ ] oil\n", id="plain"),
        pytest.param("* [ ] oil\n\n```\nfence\n```\n* [ ] tar\n", id="a fence in it"),
        pytest.param("* [ ] oil\n\n``````` a long one\nfence\n", id="a long fence that is left open"),
        pytest.param("~~~\nnot closed\n", id="another kind of fence"),
        pytest.param("<details>\n\n* [ ] @ada fixes #1\n", id="nothing in it acts"),
    ],
)
def test_the_block_to_paste_stands_whole_in_one_fence(block: str) -> None:
    text = posted("a.md", replace(CARRIED, block=block), "Because.")
    tokens = MarkdownIt().parse(text)
    (fence,) = (token for token in tokens if token.type == "fence")
    assert fence.content == block.rstrip() + "\n"
    assert [token.content for token in tokens if token.type == "inline"] == [
        "Because.",
        "To paste into `a.md`:",
        "1 item carried.",
    ]


@pytest.mark.parametrize(
    ("missing", "place"),
    [
        pytest.param(Missing("* [ ] oil\n", below="Actions"), ", below `Actions`:", id="a list that is there"),
        pytest.param(Missing("## A\n\n* [ ] oil\n", parts=True), ", each part below its heading:", id="all are there"),
        pytest.param(
            Missing("## A\n\n* [ ] oil\n\n## B\n\n* [ ] tar\n", parts=True, new=("B",)),
            ", each part below its heading (new there: `B`):",
            id="one is new",
        ),
        pytest.param(Missing("## B\n\n* [ ] tar\n", new=("B",)), ":", id="all are new"),
    ],
)
def test_where_the_block_goes_is_said(missing: Missing, place: str) -> None:
    text = to_paste("https://pad.example.org/march", replace(CARRIED, missing=missing))
    assert text.startswith(f"To paste into https://pad.example.org/march{place}\n")


@pytest.mark.parametrize(
    ("lines", "summary"),
    [
        pytest.param(5_000, 1, id="a long block"),
        pytest.param(1, 5_000, id="a long summary"),
        pytest.param(5_000, 5_000, id="both"),
    ],
)
def test_an_answer_fits_into_a_comment_and_says_what_is_missing(lines: int, summary: int) -> None:
    row = "* [ ] (Zoë) größere Fässer Öl für die Kräne bestellen → morgen\n"
    carried = replace(CARRIED, block=row * lines, summary=row * summary)
    for text in (posted("a.md", carried, "Because."), committed("a.md", carried, HEAD, ""), unchanged("a.md", carried)):
        assert len(text.encode()) <= MAX_ANSWER
    text = posted("a.md", carried, "Because.")
    kept = text.count(row.strip())
    if lines > 1:
        (fence,) = (token for token in MarkdownIt().parse(text) if token.type == "fence")
        assert f"**{lines - fence.content.count('[ ]')} more lines" in text
    if summary > 1:
        assert "… and more" in text
    assert kept > 100


@pytest.mark.parametrize(
    ("branch", "number"),
    [
        (branch_of(7), 7),
        (branch_of(1234), 1234),
        ("duly/carry-", None),
        ("duly/carry-007", None),
        ("duly/carry-7-again", None),
        ("duly/carry-²", None),
        (f"duly/carry-{'9' * 5000}", None),
        ("fork/duly/carry-7", None),
    ],
    ids=["one", "many digits", "no number", "zeros", "more behind", "no digit", "too long", "more in front"],
)
def test_only_the_very_name_is_a_branch_of_carry(branch: str, number: int | None) -> None:
    assert number_of(branch) == number
