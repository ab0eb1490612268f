"""The command line: its output for people and for programs, and its exit codes."""

import json
import os
import pty
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.core.config.reference import table
from bot.core.config.schema import Config
from bot.sandbox import Repository, Sandbox
from tests.support import process
from tests.support.archive import archive
from tests.support.duly import NAME, PEOPLE
from tests.support.paths import ROOT, SEED, need

Row = dict[str, Any]

NOTE = """# 2024-03-05 meeting

## Attendees
* Ada Lovelace (AL) (@ada)

## Action items

* [ ] (AL) paint the harbour wall green
* [x] (Bea) sweep the pier
* [ ] (Zoe) mend the pump
"""
KEYS = [
    "path",
    "line",
    "checkbox",
    "open",
    "text",
    "owners",
    "assignees",
    "kind",
    "section",
    "topic",
    "parent_line",
    "links",
    "labels",
    "note_date",
    "item",
    "due",
]
"""A fixed interface: keys may be added, none may be removed."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with one note."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/2024-03-05.md").write_text(NOTE, encoding="utf-8")
    return tmp_path


def duly(*arguments: object, **env: str) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], env={"COLUMNS": "80", **env})


def rows_of(text: str) -> list[Row]:
    return [json.loads(line) for line in text.splitlines()]


# --- items


def test_items_of_no_note(folder: Path) -> None:
    (folder / "empty").mkdir()
    done = duly("items", "empty", "--json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "no note" in done.stderr


def test_items_as_json(folder: Path) -> None:
    done = duly("items", "notes", "--json")
    assert done.exit_code == 0
    rows = rows_of(done.stdout)
    assert [list(row)[: len(KEYS)] for row in rows] == [KEYS] * 3
    assert rows[0] | {"item": ""} == {
        "path": "notes/2024-03-05.md",
        "line": 8,
        "checkbox": True,
        "open": True,
        "text": "paint the harbour wall green",
        "owners": ["AL"],
        "assignees": ["ada"],
        "kind": "action",
        "section": "Action items",
        "topic": None,
        "parent_line": None,
        "links": [],
        "labels": ["action-item"],
        "note_date": "2024-03-05",
        "item": "",
        "due": None,
    }
    assert len({row["item"] for row in rows}) == 3


@pytest.mark.parametrize("path", ["notes/2024-03-05.md", "notes", ".", "./notes", "../{name}/notes", "{absolute}"])
def test_paths_stay_as_given(folder: Path, path: str) -> None:
    given = path.format(name=folder.name, absolute=folder / "notes")
    done = duly("items", given, "--json")
    paths = {row["path"] for row in rows_of(done.stdout)}
    assert paths == {str(next(iter(Path(given).rglob("*.md")), Path(given)))}


def test_the_starting_note() -> None:
    need(SEED)
    rows = rows_of(duly("items", os.path.relpath(SEED), "--json").stdout)
    assert sum(row["checkbox"] for row in rows) == 47
    work = [row for row in rows if row["checkbox"] and row["open"] and row["kind"] != "agenda"]
    items: dict[str, list[Row]] = defaultdict(list)
    for row in work:
        items[row["item"]].append(row)
    assert len(items) == 28
    lines = {row["line"] for row in work}
    nested = [lined for lined in items.values() if any(row["parent_line"] in lines for row in lined)]
    assert len(nested) == 1


TEAMS = "people: {Bea: bea}\nsubteams: {pumps: {label: team/pumps, words: [pump]}}\n"


def test_items_show_which_rule_gave_a_label(folder: Path) -> None:
    (folder / "duly.yml").write_text(TEAMS, encoding="utf-8")
    shown = duly("items", "notes", "--config", "duly.yml", COLUMNS="120").stdout
    assert "mend the pump  team/pumps (word “pump”)" in shown


def test_items_show_each_box_as_it_is(folder: Path) -> None:
    boxes = ("[ ]", "[x]", "[~]", "[>]")
    lines = "".join(f"* {box} mow the lawn of house {number}\n" for number, box in enumerate(boxes))
    (folder / "notes" / "2024-03-05.md").write_text(f"# Meeting\n\n## Action items\n\n{lines}")
    shown = duly("items", "notes", COLUMNS="120").stdout
    assert re.findall(r"^ +\d+ +(\[.\]) +mow", shown, re.MULTILINE) == ["[ ]", "[x]", "[~]", "[>]"]


def test_items_explained(folder: Path) -> None:
    (folder / "duly.yml").write_text(TEAMS, encoding="utf-8")
    (folder / "notes/2024-03-12.md").write_text("## Agenda\n* [ ] the crane\n", encoding="utf-8")
    done = duly("items", "notes", "--explain", "--config", "duly.yml", COLUMNS="150")
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.endswith(".md")] == ["notes/2024-03-05.md", "notes/2024-03-12.md"]
    margins = dict(line.split(" ← ") for line in lines if " ← " in line)
    assert {source.strip(): " ".join(said.split()) for source, said in margins.items()} == {
        "1  # 2024-03-05 meeting": "no action list",
        "3  ## Attendees": "people · English “attendees”",
        "4  * Ada Lovelace (AL) (@ada)": "Ada Lovelace, AL → @ada",
        "6  ## Action items": "an action list · English “action items”",
        "8  * [ ] (AL) paint the harbour wall green": "work, open · below “Action items” · AL → @ada (the note's",
        "9  * [x] (Bea) sweep the pier": "work, done · below “Action items” · Bea → @bea (people)",
        "10  * [ ] (Zoe) mend the pump": "work, open · below “Action items” · Zoe: login unknown ·",
        "1  ## Agenda": "an agenda · English “agenda”",
        "2  * [ ] the crane": "no work · a topic outside the action lists [in the note]",
    }
    assert [line for line in lines if line != line.rstrip()] == []
    ways = [line.split()[0] for line in lines if line.startswith("[")]
    assert ways == ["[people]", "[subteams]", "[in"]
    assert lines[-1] == "4 lines, 2 open items"
    assert 'add "Zoe: their-login"' in done.stderr


def test_items_name_an_unknown_name_of_many_notes_once(folder: Path) -> None:
    for day in ("12", "19", "26"):
        (folder / f"notes/2024-03-{day}.md").write_text(
            "## Action items\n* [ ] (Zoe) mend the pump\n", encoding="utf-8"
        )
    said = [line for line in duly("items", "notes").stderr.splitlines() if "Zoe" in line]
    assert len(said) == 1
    assert said[0].startswith("notes/2024-03-05.md:10: ")
    assert said[0].endswith("(also in 3 lines more)")


def test_items_explained_for_programs(folder: Path) -> None:
    plain, more = (rows_of(duly("items", "notes", "--json", *flag).stdout) for flag in ((), ("--explain",)))
    assert [list(row) for row in plain] == [KEYS] * 3
    assert [{key: row[key] for key in KEYS} for row in more] == plain
    assert [row["why"] for row in more] == ["listed"] * 3
    assert [[who["rule"] for who in row["people"]] for row in more] == [["attendees"], ["unknown"], ["unknown"]]


def test_plan_explained(folder: Path) -> None:
    for day, version in (("05", "3.8"), ("12", "3.9")):
        text = f"# Meeting\n\n## Action items\n\n* [ ] (Ada) roll out release {version} on all cranes\n"
        (folder / f"notes/2024-03-{day}.md").write_text(text)
    said = duly("plan", "notes", "--explain").stdout
    assert (
        "is not “roll out release 3.8 on all cranes” (notes/2024-03-05.md:5): words kept: roll, release, cranes" in said
    )
    assert "is not" not in duly("plan", "notes").stdout
    row = rows_of(duly("plan", "notes", "--explain", "--json").stdout)[-1]
    assert (row["path"], row["line"], row["joined"]) == ("notes/2024-03-12.md", 5, None)
    assert (row["nearest"]["line"], row["nearest"]["likeness"]) == (5, 0.73)


OTHER_FILES = [
    pytest.param(NOTE.encode(), id="UTF-8"),
    pytest.param(NOTE.replace("\n", "\r\n").encode(), id="CRLF"),
    pytest.param(b"\xef\xbb\xbf" + NOTE.encode(), id="BOM"),
    pytest.param(NOTE.replace("Ada Lovelace", "Adé Lovelace").encode("latin-1"), id="Latin-1"),
]


@pytest.mark.parametrize("content", OTHER_FILES)
def test_files_as_people_store_them(folder: Path, content: bytes) -> None:
    (folder / "notes/2024-03-05.md").write_bytes(content)
    rows = rows_of(duly("items", "notes", "--json").stdout)
    assert [(row["line"], row["assignees"]) for row in rows] == [(8, ["ada"]), (9, []), (10, [])]


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    unreadable = Path("/proc/self/mem")
    if not unreadable.exists():
        pytest.skip("there is no file here that even root cannot read")
    (folder / "notes/2024-03-12.md").symlink_to(unreadable)
    done = duly("items", "notes")
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: notes/2024-03-12.md cannot be read: ")


def test_folders_that_are_called_like_notes(folder: Path) -> None:
    (folder / "notes/2024-03-12.md").mkdir()
    (folder / "notes/lost.md").symlink_to("nowhere.md")
    (folder / "notes/.hidden.md").write_text(NOTE, encoding="utf-8")
    assert len(rows_of(duly("items", "notes", "--json").stdout)) == 3


# --- the config


def test_a_mistake_in_the_config_stands_with_its_place(folder: Path) -> None:
    (folder / "duly.yml").write_text("#\n#\n#\n  lables: [x]\n", encoding="utf-8")
    for command in ("items", "plan"):
        done = duly(command, "notes", "--config", "duly.yml", "--json")
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr == "duly.yml:4:3: unknown key 'lables', did you mean 'labels'?\n"


def test_two_configs_are_a_mistake(folder: Path) -> None:
    for name in ("duly.yml", "duly.yaml"):
        (folder / name).write_text("", encoding="utf-8")
    done = duly("items", "notes", "--config", "duly.yaml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "duly.yaml: duly.yml is a config too; delete one of them\n"


def test_schema(folder: Path) -> None:
    described = json.loads(duly("schema").stdout)
    assert described["properties"].keys() == {each.name for each in fields(Config)}
    assert duly("schema", "--table").stdout == table()


def test_globs_start_from_where_the_config_belongs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".github").mkdir()
    (folder / ".github/duly.yml").write_text("notes: [notes/*.md]\n", encoding="utf-8")
    (folder / "draft.md").write_text(NOTE, encoding="utf-8")
    expected = [f"{folder}/notes/2024-03-05.md"] * 3
    monkeypatch.chdir("/")
    done = duly("items", folder, "--config", folder / ".github/duly.yml", "--json")
    assert [row["path"] for row in rows_of(done.stdout)] == expected


# --- plan


@pytest.mark.parametrize(
    ("checkout", "working", "given"),
    [
        pytest.param(False, ".", "notes", id="below"),
        pytest.param(False, "notes", "../notes", id="beside"),
        pytest.param(True, "notes", "2024-03-05.md", id="inside a checkout"),
        pytest.param(True, "notes", "../notes/2024-03-05.md", id="beside, in a checkout"),
    ],
)
def test_permalinks_do_not_lead_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch, checkout: bool, working: str, given: str
) -> None:
    if checkout:
        (folder / ".git").mkdir()
    monkeypatch.chdir(folder / working)
    bodies = [row["body"] for row in rows_of(duly("plan", given, "--json").stdout) if row.get("change") == "open"]
    assert len(bodies) == 2
    assert all("/blob/HEAD/notes/2024-03-05.md?plain=1#L" in body for body in bodies)


def test_two_files_stay_two_however_they_are_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "inner").mkdir()
    for place in ("notes", "inner/notes"):
        (folder / place).mkdir(exist_ok=True)
        (folder / place / "2024-03-05.md").write_text(NOTE, encoding="utf-8")
    monkeypatch.chdir(folder / "inner")
    rows = rows_of(duly("items", "notes", "../notes", "--json").stdout)
    assert {row["path"] for row in rows} == {"notes/2024-03-05.md", "../notes/2024-03-05.md"}
    assert len(rows) == 6


def test_plan_of_the_starting_note() -> None:
    need(SEED)
    rows = rows_of(duly("plan", os.path.relpath(SEED), "--json").stdout)
    opened = [row for row in rows if row.get("change") == "open"]
    assert len(opened) == 27
    parents = [row for row in opened if re.search(r"^- \[ \] Add linting hints", row["body"], re.MULTILINE)]
    assert [row["title"] for row in parents] == ["Static libraries stuff"]


SECRETS = (
    "bjRCWmVJRW1oTGJhN09VUmxtTTJOUT09",
    "eyJ1cmwiOi",
    "hunter2hunter2",
    "998877",
    "pMyutUJWQfSsI3lo2ijC2Q",
    "pwd=",
)


def test_plan_mentions_nobody_and_shows_nothing_private(folder: Path) -> None:
    need(SEED)
    words = "work with dockerhub to see if we can get OSS status"
    private = f"{words} @jakirkham https://zoom.us/j/123?pwd=hunter2hunter2 Passcode: 998877"
    edit = "https://hackmd.io/pMyutUJWQfSsI3lo2ijC2Q?edit"
    text = SEED.read_text(encoding="utf-8")
    assert text.count(words) == 1
    (folder / "2020-08-26.md").write_text(text.replace(words, f"{private}\n    * {edit}"), encoding="utf-8")
    for command in (("plan",), ("plan", "--json")):
        done = duly(*command, "2020-08-26.md")
        assert done.exit_code == 0
        assert "work with dockerhub" in done.stdout
        assert [secret for secret in SECRETS if secret in done.output] == []
    bodies = [row["title"] + row["body"] for row in rows_of(done.stdout) if row.get("change") == "open"]
    assert re.findall(r"(?<![A-Za-z0-9])@[A-Za-z0-9]", "\n".join(bodies)) == []


@pytest.mark.parametrize(
    ("config", "files", "said", "code"),
    [
        pytest.param("", {}, "No Markdown file was found", 1, id="an empty folder"),
        pytest.param(
            "notes: minutes/*.md",
            {"docs/2024-03-05.md": ""},
            "`notes` (minutes/*.md) matches none of 1 Markdown file (docs/2024-03-05.md)",
            1,
            id="globs that match nothing",
        ),
        pytest.param(
            "notes: docs",
            {"docs/2024-03-05.md": ""},
            "matches none of 1 Markdown file (docs/2024-03-05.md); write `docs/**` for what is in that folder.",
            1,
            id="a folder for a glob",
        ),
        pytest.param(
            "",
            {"docs/a.md": "# Docs\n"},
            "No date of a meeting with its year was found in 1 Markdown file.",
            1,
            id="no dates",
        ),
        pytest.param(
            "",
            {"notes/call.md": "# Call\n\nDate: 04-05-2024\n\n## Agenda\n\n* the fair\n"},
            "No date of a meeting is certain",
            1,
            id="no certain date",
        ),
        pytest.param(
            "",
            {"notes/2024-03-05.md": "## Agenda\n\n* the fair\n"},
            "No action items were found in 1 note",
            0,
            id="notes without work",
        ),
    ],
)
def test_plan_says_first_why_it_finds_nothing(
    tmp_path: Path, config: str, files: Mapping[str, str], said: str, code: int
) -> None:
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/duly.yml").write_text(config)
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    found = duly("plan", tmp_path, "--config", tmp_path / ".github/duly.yml")
    assert said in found.stderr.splitlines()[0]
    assert found.exit_code == code


def test_the_config_of_the_repository_is_read(tmp_path: Path) -> None:
    notes = tmp_path / "docs/notes"
    notes.mkdir(parents=True)
    (notes / "2024-03-05.md").write_text("## Crew duties\n\n* [ ] Ada to paint the wall\n")
    config = tmp_path / ".github/duly.yml"
    config.parent.mkdir()
    config.write_text("headings: {action: [Crew duties]}\n")
    # Another repository, whose config the notes have nothing to do with.
    (tmp_path / "docs/.git").mkdir()
    assert "config:" not in duly("plan", notes).stderr
    (tmp_path / "docs/.git").rmdir()
    for command, said in (("plan", "Would be done: 1 to open"), ("items", "1 line, 1 open item")):
        done = duly(command, notes)
        assert f"config: {config}" in done.stderr
        assert said in done.stdout
    config.write_text("lables: a\n")
    assert "unknown key 'lables'" in duly("plan", notes).stderr
    assert "config:" not in duly("plan", notes, "--config", "/dev/null").stderr


def test_plan_says_what_is_held(folder: Path) -> None:
    (folder / "duly.yml").write_text("max_new_issues: 1\n", encoding="utf-8")
    done = duly("plan", "notes", "--config", "duly.yml", "--json")
    assert ["held" in row for row in rows_of(done.stdout) if row.get("change") == "open"] == [True, True]
    assert duly("plan", "notes", "--config", "duly.yml").stdout.splitlines()[-1] == "Would be done: 2 held"


def test_plan_names_what_waits_for_its_first_approval(tmp_path: Path) -> None:
    (tmp_path / "2024-03-05.md").write_text("## Action items\n\n* Ada to paint the wall\n* ACTION: Bea to order rope\n")
    said = duly("plan", tmp_path).stdout
    words = " ".join(said.split())
    assert "open “Ada to paint the wall”" in words
    assert "held; open in" in words
    assert "comment `/approve` on any issue or pull request" in words
    assert "set `without_box: explicit`" in words
    assert said.splitlines()[-1] == "Would be done: 1 to open, 1 held"


# --- exit codes

ENDS = [
    pytest.param(("items", "notes"), 0, id="items"),
    pytest.param(("plan", "notes"), 0, id="plan"),
    pytest.param(("items", "notes", "--check"), 1, id="items with problems, to be checked"),
    pytest.param(("plan", "notes", "--check"), 1, id="plan with problems, to be checked"),
    pytest.param(("items", "notes", "--check", "--config", "people.yml"), 0, id="items without problems"),
    pytest.param(("plan", "notes", "--check", "--config", "people.yml"), 0, id="plan without problems"),
    pytest.param(("--version",), 0, id="version"),
    pytest.param(("plan", "--help"), 0, id="help"),
    pytest.param((), 2, id="no command"),
    pytest.param(("items",), 2, id="no path"),
    pytest.param(("items", "absent.md"), 2, id="a path that is not there"),
    pytest.param(("plan", "notes", "--config", "absent.yml"), 2, id="a config that is not there"),
    pytest.param(("plan", "notes", "--config", "notes"), 2, id="a config that is a folder"),
    pytest.param(("itmes", "notes"), 2, id="unknown command"),
    pytest.param(("items", "notes", "--jsno"), 2, id="unknown option"),
    pytest.param(("sync", "notes"), 2, id="sync of no OWNER/REPO"),
    pytest.param(("sync", "owner/notes"), 1, id="sync without credentials"),
]


@pytest.mark.parametrize(("arguments", "code"), ENDS)
def test_how_it_ends(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    (folder / "people.yml").write_text("people: {Bea: bea, Zoe: zoe}\n", encoding="utf-8")
    done = duly(*arguments)
    assert done.exit_code == code, done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("arguments", "env", "said"),
    [
        pytest.param(("sync", "a/b"), {}, "Error: no credentials: set APP_ID and PRIVATE_KEY", id="no credentials"),
        pytest.param(("sync", "a/b"), {"APP_ID": "1"}, "Error: APP_ID is set, but neither PRIVATE_KEY", id="no key"),
        pytest.param(("sync", "a/b"), {"PORT": "x"}, "Error: PORT='x' is not a number", id="a wrong setting"),
        pytest.param(("serve",), {"APP_ID": "1"}, "duly: the server needs WEBHOOK_SECRET", id="serve"),
        pytest.param(("sync", "ab"), {}, "'ab' is not of the form OWNER/REPO", id="no repository"),
    ],
)
def test_what_is_missing_is_said(arguments: tuple[str, ...], env: Mapping[str, str], said: str, folder: Path) -> None:
    # In its own process, because `serve` configures logging for the whole process.
    done = process.run("bot", *arguments, cwd=folder, env={"PATH": os.environ["PATH"], **env})
    assert said in done.error
    assert "Traceback" not in done.error
    assert done.out == ""


def test_python_m_bot_is_duly(folder: Path) -> None:
    ways = [[sys.executable, "-m", "bot"], [str(Path(sys.executable).with_name("duly"))]]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    said = {subprocess.check_output([*way, "items", "notes", "--json"], cwd=folder, text=True, env=env) for way in ways}
    assert len(said) == 1
    assert len(rows_of(said.pop())) == 3


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("seed", "arguments", "below"),
    [
        pytest.param("1", ("notes",), "", id="hashed otherwise"),
        pytest.param("2", ("notes/2024-03-05.md", "notes"), "", id="named in another order"),
        pytest.param("3", (".",), "notes", id="from another folder"),
    ],
)
def test_items_are_the_same_on_every_run(folder: Path, seed: str, arguments: tuple[str, ...], below: str) -> None:
    """To the byte; from another folder except for the paths."""
    for path, text in archive(12).notes.items():
        (folder / path).write_text(text, encoding="utf-8")

    def said(seed: str, folder: Path, *paths: str) -> str:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "bot", "items", *paths, "--json"]
        return subprocess.check_output(command, cwd=folder, text=True, env=env)

    expected = said("0", folder, "notes")
    found = said(seed, folder / below, *arguments)
    assert (found.replace('"path": "', '"path": "notes/') if below else found) == expected


# --- report


def test_report_of_notes(folder: Path) -> None:
    found = duly("report", "notes")
    assert found.exit_code == 0
    assert re.search(r"^ada +1 +2024-03-05 +0", found.output, re.MULTILINE)
    assert re.search(r"^Zoe +1 +2024-03-05 +0", found.output, re.MULTILINE)
    assert found.output.splitlines()[-1] == "2 open items, 0 unowned, 0 vanished"


def test_report_says_how_many_it_leaves_out(folder: Path) -> None:
    (folder / "notes/2024-03-05.md").write_text("## Action items\n* [ ] (Zoe) mend the pump\n* paint the wall\n")
    found = duly("report", "notes")
    said = "1 open item, 0 unowned, 0 vanished, 1 more without a box left out (`duly items --explain` says why)"
    assert found.output.splitlines()[-1] == said


def test_report_for_programs(folder: Path) -> None:
    (folder / "notes/2024-03-12.md").write_text("# Meeting\n\n## Action items\n\n* [ ] find a crane for the pier\n")
    rows = rows_of(duly("report", "notes", "--json").output)
    assert [(row["figure"], row.get("owner") or row["text"]) for row in rows] == [
        ("open", "find a crane for the pier"),
        ("unowned", "find a crane for the pier"),
        ("vanished", "paint the harbour wall green"),
        ("vanished", "mend the pump"),
    ]
    assert rows[0] | {"item": ""} == {
        "figure": "open",
        "item": "",
        "text": "find a crane for the pier",
        "path": "notes/2024-03-12.md",
        "line": 5,
        "first": "2024-03-12",
        "carried": 0,
        "missed": 0,
    }


def test_report_of_no_note(folder: Path) -> None:
    (folder / "empty").mkdir()
    found = CliRunner().invoke(main, ["report", "empty"])
    assert (found.exit_code, found.stdout) == (0, "0 open items, 0 unowned, 0 vanished\n")


# --- sync


@asynccontextmanager
async def github() -> AsyncIterator[tuple[Sandbox, Repository]]:
    sandbox = Sandbox()
    async with sandbox.serve():
        files = {".github/duly.yml": "people: {Bea: bea, Zoe: zoe}\n", "notes/2024-03-05.md": NOTE}
        yield sandbox, sandbox.create_repository(NAME, collaborators=PEOPLE, files=files)


async def run(sandbox: Sandbox, *arguments: str, token: str = "") -> process.Done:
    """`duly` as a process, with a person's token or as the App."""
    app = {"APP_ID": str(sandbox.app.id), "PRIVATE_KEY": sandbox.app.private_key}
    who = {"GITHUB_TOKEN": token} if token else app
    env = {"PATH": os.environ["PATH"], "GITHUB_API_URL": sandbox.url, "DULY_WRITE_INTERVAL": "0", **who}
    return await process.run_beside("bot", *arguments, env=env)


@pytest.mark.parametrize("who", ["the App", "a person"])
async def test_sync(who: str) -> None:
    async with github() as (sandbox, repository):
        token = sandbox.person("ada") if who == "a person" else ""
        dry = await run(sandbox, "sync", NAME, "--dry-run", "--json", token=token)
        assert dry.code == 0, dry.error
        assert (repository.issues, repository.checks) == ([], [])
        planned = [row for row in rows_of(dry.out) if row.get("change") == "open"]
        assert [row["title"] for row in planned] == ["paint the harbour wall green", "mend the pump"]
        done = await run(sandbox, "sync", NAME, "--json", token=token)
        assert done.code == 0, done.error
        made = [row for row in rows_of(done.out) if row.get("change") == "open"]
        assert [(row["number"], row["title"]) for row in made] == [
            (issue.number, issue.title) for issue in repository.issues
        ]
        assert {issue.user.login for issue in repository.issues} == {"ada" if token else "duly[bot]"}
        again = await run(sandbox, "sync", NAME, token=token)
        assert again.code == 0
        assert again.out.splitlines() == [*ACCOUNT, "Done: nothing to do"]
        assert token not in done.error or not token


ACCOUNT = [
    "1 Markdown file: 1 note.",
    "2 open lines of work: 2 for 2 open items.",
    "2 open items: 2 with an issue.",
]


async def test_sync_under_another_login_opens_nothing_twice() -> None:
    async with github() as (sandbox, repository):
        await run(sandbox, "sync", NAME, token=sandbox.person("ada"))
        held = await run(sandbox, "sync", NAME)
        assert (held.code, held.out.splitlines()[-1]) == (0, "Done: 2 held")
        assert "trusted_writers: ['ada']" in " ".join(held.out.split())
        assert len(repository.issues) == 2
        repository.push({".github/duly.yml": "people: {Bea: bea, Zoe: zoe}\ntrusted_writers: ['ada']\n"})
        done = await run(sandbox, "sync", NAME)
        assert (done.code, len(repository.issues)) == (0, 2)
        assert done.out.splitlines() == [*ACCOUNT, "Done: nothing to do"]


async def test_sync_applies_what_is_held_if_asked_to() -> None:
    async with github() as (sandbox, repository):
        repository.push({".github/duly.yml": "max_new_issues: 0\n"})
        held = await run(sandbox, "sync", NAME)
        assert (held.out.splitlines()[-1], len(repository.issues)) == ("Done: 2 held", 0)
        done = await run(sandbox, "sync", NAME, "--approve")
        assert (done.out.splitlines()[-1], len(repository.issues)) == ("Done: 2 opened", 2)


async def test_sync_for_people_says_what_was_done() -> None:
    async with github() as (sandbox, _):
        assert (await run(sandbox, "sync", NAME, "--dry-run")).out.splitlines()[-1] == "Would be done: 2 to open"
        assert (await run(sandbox, "sync", NAME)).out.splitlines()[-1] == "Done: 2 opened"


FAILED = [
    pytest.param({".github/duly.yml": None}, 0, "there is no config on the default branch", id="no config"),
    pytest.param({".github/duly.yml": "lables: []\n"}, 1, "duly.yml:1:1: unknown key 'lables'", id="bad config"),
    pytest.param({".github/duly.yaml": ""}, 1, "duly.yaml: .github/duly.yml is a config too", id="two configs"),
]


@pytest.mark.parametrize(("files", "code", "said"), FAILED)
async def test_sync_that_writes_nothing(files: Mapping[str, str | None], code: int, said: str) -> None:
    async with github() as (sandbox, repository):
        repository.push(files)
        done = await run(sandbox, "sync", NAME)
        assert (done.code, done.out) == (code, "Done: nothing to do\n")
        assert said in done.error
        assert repository.issues == []


async def test_sync_of_what_is_not_there() -> None:
    async with github() as (sandbox, _):
        done = await run(sandbox, "sync", "harbour/absent")
        assert done.code == 1
        assert "Error: the App is not installed in harbour/absent" in done.error


# --- on a terminal


def on_a_terminal(*arguments: str, columns: int = 80) -> str:
    """The output of `duly` on a terminal of that width: stdout and stderr together, without colours."""
    ours, theirs = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI")}
    env |= {"TERM": "xterm", "COLUMNS": str(columns), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", *arguments]
    with subprocess.Popen(command, env=env, stdin=theirs, stdout=theirs, stderr=theirs) as shown_there:
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
        assert shown_there.wait(60) == 0
    os.close(ours)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux reports the closed other end this way
        return b""


@pytest.mark.parametrize("columns", [80, 50])
def test_tables_fit_and_cut_nothing(folder: Path, columns: int) -> None:
    long = NOTE.replace("wall green", "wall green " + "again and again " * 10)
    (folder / "notes/2024-03-12.md").write_text(long, encoding="utf-8")
    shown = on_a_terminal("items", "notes", columns=columns)
    assert "Reading notes" in shown, "a progress bar"
    lines = re.split(r"[\r\n]+", shown[: shown.index("nobody knows")])[:-1]
    assert max(map(len, lines)) <= columns
    assert sum(line.count("again") for line in lines) == 20
    assert lines[-1] == "6 lines, 2 open items"


@pytest.mark.parametrize("columns", [120, 60])
def test_an_explained_note_fits(folder: Path, columns: int) -> None:
    shown = on_a_terminal("items", "notes", "--explain", columns=columns)
    lines = re.split(r"[\r\n]+", shown[: shown.index("nobody knows which")])[:-1]
    assert max(map(len, lines)) <= columns
    words = " ".join(" ".join(lines).split())
    assert "8 * [ ] (AL) paint the harbour wall green ← work, open · below “Action items” · AL" in words


def test_a_plan_on_a_terminal_shows_for_whom_and_why(folder: Path) -> None:
    shown = on_a_terminal("plan", "notes")
    lines = re.split(r"[\r\n]+", shown[: shown.index("nobody knows")])[:-1]
    assert max(map(len, lines)) <= 80
    words = " ".join(" ".join(lines).split())
    for said in ("open “paint the harbour", "@ada", "action-item", "notes/2024-03-05.md:8"):
        assert said in words
    assert shown.rstrip().endswith("Would be done: 2 to open")
