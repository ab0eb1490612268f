"""The account: its sums hold over all notes at hand, and what it says first to whom nothing can be done for."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.core.config.load import load
from bot.core.config.schema import Config, Headings
from bot.core.issues.decide import decide
from bot.core.items.series.notes import read_notes
from bot.core.model.account import Account, Elsewhere, Exclusion, Standing
from bot.core.model.issues import Head
from bot.core.model.notes import Kind, NoteFile, State
from bot.core.model.plan import Plan
from bot.core.model.reasons import LEFT_OUT
from bot.core.model.snapshot import Snapshot
from bot.core.onboarding.text import merge_text
from bot.core.reports.account import account_lines, obstacle
from bot.core.reports.changes import View
from bot.core.reports.check_run import conclusion, headline, outcome, summary
from bot.core.text.outgoing import cell
from tests.support.paths import CORPUS, SHARED, need
from tests.support.tracker import Tracker

VIEW = View(Head("octo/notes", "main", "c0ffee", "https://github.com/octo/notes"))

NOTE = "## Action items\n\n* [ ] (Ada) paint the wall\n* order the rope\n"
BOXLESS = "# Changes\n\n## 2024-01-01\n\nThe wall was built.\n\n## 2024-02-01\n\nIt was painted.\n"
GLOBS = [Config(), Config(notes=("**/*.md",)), Config(without_box="report"), Config(max_new_issues=0)]


def plan_of(texts: Mapping[str, str], config: Config | None = None, **more: tuple[str, ...]) -> Plan:
    head = Head("harbour/notes", "main", "HEAD", "https://github.com/harbour/notes")
    files = tuple(NoteFile(path, text) for path, text in texts.items())
    snapshot = Snapshot(head=head, config=config or Config(), notes=files, issues=(), writer="duly[bot]")
    return decide(replace(snapshot, **more))  # type: ignore[arg-type]


def account_of(texts: Mapping[str, str], config: Config | None = None, **more: tuple[str, ...]) -> Account:
    account = plan_of(texts, config, **more).account
    assert account is not None
    return account


# --- the sums


@pytest.mark.sampled(4)
@pytest.mark.parametrize("config", GLOBS, ids=["defaults", "globs", "report", "held"])
@pytest.mark.parametrize("folder", [CORPUS, CORPUS / "conda-forge", SHARED / "cases"], ids=lambda folder: folder.name)
def test_the_sums_hold(folder: Path, config: Config) -> None:
    need(folder)
    texts = {
        str(path.relative_to(folder)): path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*.md")
    }
    plan = plan_of(texts, config, unmatched=("README.md",))
    account = plan.account
    assert account is not None
    assert account.files.all == len(texts) + 1
    read = read_notes((NoteFile(path, text) for path, text in texts.items()), config)
    lines = [line for notes in read.values() for note in notes for line in note.lines]
    open_work = [line for line in lines if line.open and line.kind is not Kind.AGENDA and line.wording]
    assert account.lines >= len(open_work)
    assert account.lines == sum(account.lines_of.values()) + sum(account.excluded.values())
    assert account.open_items == sum(each.item.state is State.OPEN for each in plan.items)
    idle = [line for line in lines if line.open and line.checkbox and line.kind is Kind.AGENDA and line.wording]
    left_out = [line for line in idle if line.why in LEFT_OUT]
    assert sum(account.boxes.values()) >= len(idle) - len(left_out)
    assert set(account.boxes) - set(Exclusion) == {line.why for line in idle if line.why not in LEFT_OUT}


def test_every_group_of_an_account() -> None:
    tracker = Tracker(config=Config(notes=("notes/*.md",), ignore=("standing",)))
    tracker.notes["notes/undated.md"] = NOTE
    tracker.write("2023-03-05", "* [ ] (Ada) sell the ferry")
    tracker.write(
        "2024-03-05",
        *("* [ ] (Ada) paint the wall", "    * [ ] two coats", "* [ ] standing: greet everybody", "* order the rope"),
    )
    account = tracker.plan().account
    assert account is not None
    assert account.items == {
        Standing.OPENED: 1,
        Standing.IN_PARENT: 1,
        Standing.NO_BOX: 1,
        Standing.NOT_FRESH: 1,
    }
    assert (account.lines, account.excluded) == (7, {Exclusion.UNDATED: 2, Exclusion.IGNORED: 1})
    tracker.sync()
    tracker.tick("2024-03-05", "two coats")
    tracker.write("2024-03-12", "* [x] (Ada) paint the wall", "* [ ] (Bea) oil the winch")
    tracker.config = replace(tracker.config, max_new_issues=0)
    account = tracker.plan().account
    assert account is not None
    assert account.items == {Standing.HELD: 1, Standing.NO_BOX: 1, Standing.NOT_FRESH: 1}
    assert account.excluded[Exclusion.SETTLED] == 1


def test_several_boxes_in_one_cell_count_each_for_itself() -> None:
    row = "| ☐ paint the wall<br>☐ order the rope<br>☑ sell the ferry | Ada |"
    account = account_of({"2024-03-05.md": f"## Action items\n\n| Task | Owner |\n|--|--|\n{row}\n"})
    assert (account.lines, account.lines_of, account.excluded) == (2, {Standing.OPENED: 2}, {})


def test_lines_below_a_date_that_cannot_be_read_are_counted() -> None:
    sections = ("## 2024-05-03", "## 2024-04-??", "## 2024-03-05")
    rolling = "# Meetings\n\n" + "\n\n".join(
        f"{day}\n\nAction items:\n- [ ] order the rope of {day[-2:]}" for day in sections
    )
    account = account_of({"meetings.md": rolling + "\n"})
    assert account.lines_of == {Standing.OPENED: 1, Standing.NOT_FRESH: 1}
    assert account.excluded == {Exclusion.UNDATED: 1}


# --- in words


def test_the_account_in_words() -> None:
    texts = {
        "notes/2024-03-05.md": NOTE,
        "notes/2019-03-05.md": "## Action items\n\n* [ ] (Ada) sell the ferry\n",
        "about.md": "# About\n",
        "board.md": "## Attendees\n\n* Ada\n\n## Agenda\n\n* the wall\n",
        "blog/2024-01-01.md": "# A year\n\nIt was good.\n",
    }
    account = account_of(texts, unmatched=(".github/x.md",))
    assert account_lines(account) == (
        "6 Markdown files: 2 notes, 1 without a date (board.md), 1 without a date that does not look like notes, "
        "1 with a date but not of meetings (`blog/2024-01-01.md`; put it into `notes` if it is one), 1 hidden.",
        "3 open lines of work: 3 for 3 open items.",
        "3 open items: 1 whose issue is opened now, 1 without a box (a box opens each, `without_box: all` those "
        "below a heading for nothing but work), 1 not fresh (last listed 2019-03-05 or before; the newest meeting was 2024-03-05).",
    )


TALKED = "# Meeting\n\nPresent: Ann, Bob\n\n## Old items\n\n- [ ] Ann: the wall\n  - [ ] the paint\n- [x] Bob: the rope\n- [ ]\n"
LISTED = "\n## Action items\n\n- [ ] (Ann) sell the ferry\n"
FIGURES = "### Meeting 1\n\n- [ ] plot the noise\n- [x] plot the rest\n- [ ] count the spikes\n"
KEY = "`agenda_boxes: work` takes them for work"
HEADING = "`headings: {action: […]}` those below a heading"
BOXES = [
    pytest.param(
        {"2024-03-05.md": TALKED},
        Config(),
        f"2 open boxes not taken for work: 1 outside the action lists, taken for topics ({KEY}, {HEADING}), "
        f"1 below a topic, taken for remarks ({KEY}); `duly items --explain` names each.",
        f"2 open boxes stand outside such lists; {KEY}.",
        id="no other work",
    ),
    pytest.param(
        {"2024-03-05.md": TALKED + LISTED},
        Config(ignore=("paint",)),
        f"2 open boxes not taken for work: 1 outside the action lists, taken for topics ({KEY}, {HEADING}), "
        "1 ignored by `ignore`; `duly items --explain` names each.",
        "",
        id="other work, and one ignored",
    ),
    pytest.param(
        {"a.md": TALKED, "2024-03-05.md": TALKED},
        Config(notes=("*.md",)),
        f"4 open boxes not taken for work: 1 outside the action lists, taken for topics ({KEY}, {HEADING}), "
        f"1 below a topic, taken for remarks ({KEY}), 2 in notes without a date; `duly items --explain` names each.",
        f"2 open boxes stand outside such lists; {KEY}.",
        id="without a date",
    ),
    pytest.param(
        {"2024-03-05.md": "## Attendance\n\n- [ ] Ann\n- [ ] Bob\n" + LISTED},
        Config(),
        "2 open boxes not taken for work: 2 in lists of people; `duly items --explain` names each.",
        "",
        id="people",
    ),
    pytest.param(
        {"lab/2024-03-05.md": FIGURES},
        Config(),
        "2 open boxes in files with a date but not of meetings: a glob for them in `notes` (such as `lab/2024-03-05.md`) makes "
        "them notes, beside the globs for all others, and `agenda_boxes: work` takes boxes outside action lists for work.",
        "2 open boxes stand in them. If they are notes, put the date into their names or these globs into `notes`, and their headings "
        "into `headings`.",
        id="no notes of meetings",
    ),
]


@pytest.mark.parametrize(("texts", "config", "said", "first"), BOXES)
def test_open_boxes_that_are_no_work(texts: dict[str, str], config: Config, said: str, first: str) -> None:
    plan = plan_of(texts, config)
    assert plan.account is not None
    assert [line for line in account_lines(plan.account) if "open box" in line] == [said]
    assert obstacle(plan.account).endswith(first)
    assert bool(obstacle(plan.account)) == bool(first)
    assert cell(said) in summary(plan, VIEW)
    assert cell(said) in merge_text(plan)


DAY = "2024-03-05.md"
LED = "# Meeting\n\nPresent: Ann, Bob\n\n"
REVIEW = "## Review of actions\n\n* the hook: it works\n"
SAYS = "## Action items\n\n* Ann reported that the hook works\n"
LOOSE = "## Deliverables\n\n* The new bot\n"
ABOVE = "## Action items\n\n* the bot\n    * ACTION: Ann to mow\n"
PRICES = "## Action items\n\n| Budget | Total |\n|--|--|\n| the lawn | 12 |\n"
MIXED = "## Notes / action items / misc\n\n* Order the rope\n"
ADVICE = [
    ("a box", REVIEW, "with a box they count", REVIEW.replace("* the", "* [ ] the"), Config()),
    ("ACTION", REVIEW, "and outside tables with `ACTION:`", REVIEW.replace("* the", "* ACTION: the"), Config()),
    ("a box, of a report", SAYS, "with a box they count", SAYS.replace("* Ann", "* [ ] Ann"), Config()),
    ("ACTION, of a report", SAYS, "outside tables with `ACTION:`", SAYS.replace("* Ann", "* ACTION: Ann"), Config()),
    (
        "a box, below a loose heading",
        LOOSE,
        "(an owner or a box makes them work)",
        LOOSE.replace("* T", "* [ ] T"),
        Config(),
    ),
    ("a box, of a subject", ABOVE, "with a box they count", ABOVE.replace("* the", "* [ ] the"), Config()),
    ("a box, in a table", PRICES, "with a box they count", PRICES.replace("the lawn", "[ ] the lawn"), Config()),
    ("a column", PRICES, "such as “Action” or “Task”", PRICES.replace("Budget", "Action"), Config()),
    (
        "without_box",
        NOTE,
        "`without_box: all` those below a heading for nothing but work",
        NOTE,
        Config(without_box="all"),
    ),
    ("a box, where that is mixed", MIXED, "(a box opens each,", MIXED.replace("* O", "* [ ] O"), Config()),
    ("prose", f"{LED}Ann will mow.\n", "or behind `ACTION:`", f"{LED}ACTION: Ann will mow.\n", Config()),
    (
        "prose, below",
        f"{LED}Ann will mow.\n",
        "below “Action items”",
        f"{LED}## Action items\n\nAnn will mow.\n",
        Config(),
    ),
    (
        "headings",
        f"{LED}## Dowork\n\n* a\n",
        "`headings: {action: […]}`",
        f"{LED}## Dowork\n\n* a\n",
        Config(headings=Headings(action=("dowork",))),
    ),
]


@pytest.mark.parametrize(
    ("text", "said", "mended", "config"), [row[1:] for row in ADVICE], ids=[row[0] for row in ADVICE]
)
def test_what_the_account_advises_makes_work_of_a_line(text: str, said: str, mended: str, config: Config) -> None:
    before, after = account_of({DAY: text}), account_of({DAY: mended}, config)
    opens = [sum(each.items[kind] for kind in (Standing.OPENED, Standing.UNAPPROVED)) for each in (before, after)]
    assert said in " ".join((*account_lines(before), obstacle(before)))
    assert opens[1] == opens[0] + 1


WITHOUT_DAY = f"# Week 3\n{LISTED}"
DATED = [
    ("name", {DAY: WITHOUT_DAY}),
    ("front matter", {"a.md": f"---\ndate: 2024-03-05\n---\n## Agenda\n\n* a\n{LISTED}"}),
    ("heading", {"a.md": f"# Team meeting\n\n## 5 March 2024\n{LISTED}"}),
    ("line", {"a.md": f"# Week 3\n\nDate: 2024-03-05\n\nPresent: Ann, Bob\n{LISTED}"}),
]


@pytest.mark.parametrize("texts", [row[1] for row in DATED], ids=[row[0] for row in DATED])
def test_a_date_where_the_account_asks_for_it_makes_a_note(texts: dict[str, str]) -> None:
    said = obstacle(account_of({"a.md": WITHOUT_DAY}))
    assert "into the name of the file (YYYY-MM-DD.md)" in said
    assert "attendees, an agenda or a title such as “Team meeting” it may also stand in front matter" in said
    assert account_of(texts).items == {Standing.OPENED: 1}


def test_the_folder_with_most_of_the_open_work_is_named() -> None:
    page = f"---\ndate: 2024-01-01\n---\n{NOTE}"
    account = account_of(posts("blog/2024-01-01", "blog/2024-02-01") | {"docs/a.md": page})
    assert account.elsewhere == Elsewhere(boxes=1, work=1, glob="docs/a.md")


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        pytest.param({}, "nothing to do: no notes found", id="no file"),
        pytest.param({"about.md": "# About\n"}, "nothing to do: no notes found", id="none with a date"),
        pytest.param(
            {"2024-03-05.md": "## Attendees\n\n* Ada\n"}, "nothing to do: no action items found", id="no list"
        ),
        pytest.param({"2024-03-05.md": "## Action items\n\n* [x] mow\n"}, "nothing to do", id="nothing open"),
    ],
)
def test_a_check_run_that_finds_nothing_is_neutral_and_its_title_says_so(texts: dict[str, str], title: str) -> None:
    plan = plan_of(texts)
    snapshot = Tracker().snapshot()
    assert outcome(snapshot, plan) == title
    assert conclusion(snapshot, plan) == ("success" if title == "nothing to do" else "neutral")


OPENED = [
    pytest.param({"2024-03-05.md": TALKED}, Config(agenda_boxes="work"), 2, id="no other work"),
    pytest.param({"lab/2024-03-05.md": FIGURES}, Config(agenda_boxes="work", notes=("lab/*.md",)), 2, id="named notes"),
    pytest.param(
        {"2024-03-05.md": TALKED.replace("  - [ ] the paint\n", "")},
        Config(headings=Headings(action=("old items",))),
        1,
        id="a heading",
    ),
]


@pytest.mark.parametrize(("texts", "config", "lines"), OPENED)
def test_the_keys_that_the_account_names_open_boxes(texts: dict[str, str], config: Config, lines: int) -> None:
    account = account_of(texts, config)
    assert (account.lines, account.boxes, account.elsewhere) == (lines, {}, Elsewhere())
    assert account.items[Standing.OPENED] >= 1


def test_dates_that_are_not_certain() -> None:
    files = account_lines(account_of({"03-04-2024.md": NOTE, "about.md": "# About\n"}))
    assert files[:2] == (
        "2 Markdown files: 1 with a date that is not certain (03-04-2024.md), 1 without a date that does not look like notes.",
        "No open line of work in notes with a date.",
    )


def test_notes_without_a_date_may_have_open_work() -> None:
    files = account_lines(account_of({"board.md": f"## Attendees\n\n* Ann\n{LISTED}"}))
    assert files == ("1 Markdown file: 1 without a date (board.md).", "No open line of work in notes with a date.")


def test_days_without_a_year_look_like_notes() -> None:
    days = "# Mill\n\n## 12-03\n\n* talk\n\n## 11-26\n\n* talk\n"
    assert account_lines(account_of({"meeting_notes.md": days}))[0] == (
        "1 Markdown file: 1 without a date (meeting_notes.md)."
    )
    assert account_lines(account_of({"rules.md": days}))[0].endswith("1 without a date that does not look like notes.")
    named = account_lines(account_of({"minutes-3-june.md": "* talk\n"}))[0]
    assert named == "1 Markdown file: 1 without a date (minutes-3-june.md)."


def posts(*places: str, text: str = BOXLESS) -> dict[str, str]:
    """Dated files that are no notes of meetings by what they say."""
    return {f"{place}.md": text for place in places}


LEFT = [
    pytest.param(posts("blog/2024-01-01"), (), id="one file"),
    pytest.param(posts("blog/2024-01-01", "blog/2024-02-01"), (), id="a folder"),
    pytest.param(posts("2024-01-01", "2024-02-01"), (), id="the root"),
    pytest.param(posts("blog/2023/2023-01-01", "blog/2024/2024-02-01"), (), id="folders for years"),
    pytest.param(posts("blog/2023/2023-01-01", "blog/2024-02-01"), (), id="some in folders for years"),
    pytest.param(
        posts("20240101-lab/a", "20240201-lab/a", "20240101-fair/a", "20240201-fair/a"), (), id="a folder each"
    ),
    pytest.param(posts("app/[term] {a}/2024-01-01", "app/[term] {a}/2024-02-01"), (), id="signs of globs in a name"),
    pytest.param(posts("posts/2024-01-01", "posts/CHANGELOG"), (), id="a changelog among them"),
    pytest.param({"a/2024-01-01.md": BOXLESS, "a/2024-02-01.markdown": BOXLESS}, (), id="two suffixes"),
    pytest.param(posts("docs/a", "docs/b", text=f"---\ndate: 2024-01-01\n---\n{NOTE}"), (), id="documents"),
    pytest.param(posts("talks/06-west/2024-06-01", "talks/2024-01-01"), ("wg/*.md", "**/*.md"), id="a glob for all"),
]


@pytest.mark.parametrize(("texts", "notes"), LEFT)
def test_the_globs_that_the_account_names_take_what_was_left_out(texts: dict[str, str], notes: tuple[str, ...]) -> None:
    kept = {"wg/2024-03-05.md": NOTE, "wg/2024-03-12.md": NOTE}
    before = account_of(texts | kept, Config(notes=notes))
    globs = [glob for glob in before.files.other_folders if f"`{glob}`" in account_lines(before)[0]]
    assert sum(before.files.other_folders.values()) == len(texts)
    config, problems = load(yaml.dump({"notes": [*globs, "wg/*.md"]}))
    assert config is not None
    assert problems == ()
    after = account_of(texts | kept, config)
    assert (after.files.notes, after.files.other_folders) == (len(texts) + 2, {})


BELOW = [
    pytest.param("talks/**/*.md", {"talks/06-west/2024-06-01.md": BOXLESS}, 1, id="a folder that is named"),
    pytest.param("talks/**/*.md", {"talks/CHANGELOG.md": BOXLESS}, 0, id="a changelog in it"),
    pytest.param("**/*.md", {"talks/06-west/2024-06-01.md": BOXLESS}, 0, id="every folder"),
]


@pytest.mark.parametrize(("glob", "texts", "count"), BELOW)
def test_a_glob_for_a_folder_and_those_below_it(glob: str, texts: dict[str, str], count: int) -> None:
    assert account_of(texts, Config(notes=(glob,))).files.notes == count


OUTLINE = "# Meeting minutes\n\n## Agenda\n\n* how to add a topic\n"
ABOUT = [
    pytest.param("minutes/README.md", OUTLINE, "1 without a date that does not look like notes", id="an index"),
    pytest.param("minutes/_index.md", OUTLINE, "1 without a date that does not look like notes", id="an index of Hugo"),
    pytest.param("minutes/HOWTO-meetings.md", OUTLINE, "1 without a date that does not look like notes", id="a guide"),
    pytest.param("minutes/README.md", f"{OUTLINE}{LISTED}", "1 without a date (minutes/README.md)", id="with a list"),
    pytest.param(
        "minutes/README.md", "## Present\n\n* Ann\n", "1 without a date (minutes/README.md)", id="with people"
    ),
    pytest.param("minutes/first.md", OUTLINE, "1 without a date (minutes/first.md)", id="another file"),
]


@pytest.mark.parametrize(("path", "text", "said"), ABOUT)
def test_an_index_of_notes_is_no_note_without_a_date(path: str, text: str, said: str) -> None:
    assert account_lines(account_of({path: text}))[0] == f"1 Markdown file: {said}."


def test_many_folders_of_dated_files_are_named_in_one_place() -> None:
    texts = {f"{folder}/2024-01-0{day}.md": "It was good.\n" for folder in "abcdefg" for day in (1, 2)} | {
        "h/2024-01-01.md": "It was good.\n",
        "notes/2024-03-05.md": NOTE,
    }
    assert account_lines(account_of(texts))[0] == (
        "16 Markdown files: 1 note, 15 with a date but not of meetings (`a/*.md`: 2, `b/*.md`: 2, `c/*.md`: 2, `d/*.md`: 2, "
        "`e/*.md`: 2 and 3 more; put these into `notes` if they are)."
    )


def test_files_in_restructuredtext_are_not_called_markdown() -> None:
    texts = {"2024-03-05.rst": NOTE, "a.md": "# A\n"}
    assert account_lines(account_of(texts))[0].startswith("2 Markdown or reStructuredText files: 1 note, ")


FIRST = [
    ("nothing", {}, Config(), "No Markdown file was found, and no reStructuredText file with a date in its path"),
    (
        "no date in rst",
        {"a.rst": NOTE},
        Config(notes=("*.rst",)),
        "No date of a meeting with its year was found in 1 Markdown or reStructuredText file.",
    ),
    ("a template only", {"template.md": NOTE}, Config(), "There are no notes to read in 1 Markdown file (1 template)."),
    ("globs", {}, Config(notes=("minutes/*.md",)), "`notes` (minutes/*.md) matches none of 1 Markdown file (a.md)"),
    ("no date", {"a.md": NOTE}, Config(), "No date of a meeting with its year was found in 1 Markdown file."),
    (
        "no date, globs",
        {"a.md": NOTE},
        Config(notes=("*.md",)),
        "No date of a meeting with its year was found in 1 Markdown file.",
    ),
    (
        "dates not certain",
        {"03-04-2024.md": NOTE},
        Config(),
        "No date of a meeting is certain: 1 Markdown file (03-04-2024.md) has one that may be another day. Write it as",
    ),
    (
        "no notes of meetings",
        {"blog/2024-03-05.md": "We sail.\n"},
        Config(),
        "few or none of the dated files and sections in `blog/2024-03-05.md` have attendees",
    ),
    (
        "no known heading",
        {"2024-03-05.md": "## Agenda\n\n* the wall\n"},
        Config(),
        "Name your own headings with `headings:",
    ),
    ("notes", {"2024-03-05.md": NOTE}, Config(), ""),
]


@pytest.mark.parametrize(("texts", "config", "words"), [row[1:] for row in FIRST], ids=[row[0] for row in FIRST])
def test_what_a_new_user_reads_first(texts: dict[str, str], config: Config, words: str) -> None:
    unmatched = ("a.md",) if config.notes and not texts else ()
    plan = plan_of(texts, config, unmatched=unmatched)
    assert plan.account is not None
    said = obstacle(plan.account)
    assert said.startswith(words) or words in said
    assert bool(said) == bool(words)
    assert summary(plan, VIEW).startswith("> [!WARNING]") == bool(words)


def test_every_open_item_has_its_issue_is_said_only_where_it_is_true() -> None:
    said = "Every open item has its issue."
    tracker = Tracker()
    tracker.write("2024-03-05", "* [ ] (Ada) paint the wall")
    assert said not in summary(tracker.plan(), VIEW)
    tracker.sync()
    assert said in summary(tracker.plan(), VIEW)
    tracker.write("2024-03-12", "* [ ] (Ada) paint the wall", "* order the rope")
    tracker.sync()
    assert said not in summary(tracker.plan(), VIEW)
    assert said not in summary(Tracker().plan(), VIEW)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param(".drafts/2024-03-05.md", "in 1 Markdown file (1 hidden). Write some with the date", id="hidden"),
        pytest.param(
            "a.rst", "file (1 in reStructuredText without a date in its path). Write some", id="documentation"
        ),
        pytest.param("2024-03-05.adoc", "Duly does not read: 1 dated file (2024-03-05.adoc). Write", id="another form"),
    ],
)
def test_what_is_read_first_where_no_file_is_looked_at(path: str, words: str) -> None:
    plan = plan_of({}, Config(), unmatched=(path,))
    assert plan.account is not None
    said = obstacle(plan.account)
    assert said.startswith("There are no notes to read")
    assert words in said
    assert headline(plan) == "nothing to do: no notes found"
