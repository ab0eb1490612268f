"""What the demo tries Duly on: the sample has every trap, and anyone's folder will do."""

from pathlib import Path

import pytest

from bot.core.config.load import load
from bot.core.config.selection import selects
from bot.core.notes import parse
from bot.sandbox.demo.community import NoCommunity, from_folder, made_up, sample

TRAPS = {
    "passcode in the header": "Passcode: 417 900\n",
    "edit link": "?edit",
    "password of a meeting": "?pwd=",
    "attendee table": "| Initials |",
    "attendee list": "- AB: Ada Brandt (@adabrandt)",
    "agenda box": "* [x] hello",
    "restated from the agenda": "        * [ ] (AB) ask the mirror operators for their quotas",
    "topic that ends at a blank line": "(and others)\n\n* [ ] Ingrid",
    "nobody's": "(???)",
    "empty owner": "( )",
    "two owners": "(YS, MO)",
    "owners with a slash": "(MO / TR)",
    "login as owner": "(samkel)",
    "owner in prose": "Ingrid to write",
    "two owners in prose": "milokaf & treyes to sync",
    "only an owner": "* [ ] (TR)\n    * answer",
    "empty box": "* [ ]\n",
    "wrapped": "and bring\n  them",
    "quoted box": "> * [ ]",
    "box in code": "      * [ ] this is output",
    "over-indented child": "mirror\n      * [ ] (MO)",
    "closing keyword and mention": "closes #12 and ask @priya",
    "passcode in an item": "(Passcode: 882 104)",
    "link to its issue": "\n    * https://github.com/harbour/meeting-notes/issues/1",
    "all buckets": "### 3 meetings ago",
    "for the tracker": "### Move to Issue Tracker",
    "reworded": "run out of disk space",
    "hard tokens": "3.9 rebuild",
}


@pytest.mark.parametrize("piece", [pytest.param(piece, id=name) for name, piece in TRAPS.items()])
def test_the_sample_has_every_trap(piece: str) -> None:
    assert any(piece in text for _, text in sample().notes)


def test_the_samples_config_is_good_and_its_notes_are_in_order() -> None:
    subject = sample()
    settings, problems = load(subject.config)
    assert settings is not None
    assert problems == ()
    assert [path for path, _ in subject.notes] == sorted(path for path, _ in subject.notes)
    assert all(selects(settings, path) for path, _ in subject.notes)
    assert {"adabrandt", "treyes"} <= subject.people
    assert "beavos" not in subject.people


def test_items_of_the_sample_are_carried_reworded_ticked_and_lost() -> None:
    subject = sample()
    settings, _ = load(subject.config)
    notes = [{line.text: line.open for line in parse.read(path, text, settings).lines} for path, text in subject.notes]
    carried = "write up how a vote works"
    assert all(note[carried] for note in notes)
    assert [note.get("ask the mirror operators for their quotas") for note in notes] == [
        True,
        True,
        False,
        None,
        None,
        None,
    ]
    assert [note.get("rotate the upload keys") for note in notes] == [True, True, None, None, None, None]
    assert [note.get("start the monthly cadence builds") for note in notes] == [True, False, None, True, False, None]
    assert [note.get("update the release calendar") for note in notes] == [None, None, True, False, True, False]


def test_a_folder_of_notes_is_read_by_date_with_a_config_made_up(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "b-2024-01-01.md").write_text('### Subteam updates\n#### ARM\n#### A "b"\n### Else\n#### Not\n')
    (tmp_path / "a-2024-02-01.md").write_text("## Action items\n* [ ] (@octo) sail\n")
    (tmp_path / "old" / "2023-01-01.md").write_bytes("# Gr\xfc\xdfe\n".encode("latin-1"))
    subject = from_folder(tmp_path)
    assert [path for path, _ in subject.notes] == ["old/2023-01-01.md", "b-2024-01-01.md", "a-2024-02-01.md"]
    assert subject.people == {"octo"}
    settings, problems = load(subject.config)
    assert problems == ()
    assert settings is not None
    assert settings.max_new_issues == 500
    assert [(one.name, one.label) for one in settings.subteams] == [("ARM", "arm"), ('A "b"', 'a "b"')]


def test_notes_in_all_forms_that_are_read(tmp_path: Path) -> None:
    (tmp_path / "2024-01-01.rst").write_text("Subteam updates\n===============\n\nARM\n---\n\nElse\n====\n\nNot\n---\n")
    (tmp_path / "2024-01-15.markdown").write_text("## Action items\n* [ ] (@octo) sail\n")
    (tmp_path / "2024-01-29.MD").write_text("## Action items\n")
    (tmp_path / "map.txt").write_text("no note\n")
    (tmp_path / "folder.md").mkdir()
    subject = from_folder(tmp_path)
    assert [path for path, _ in subject.notes] == ["2024-01-01.rst", "2024-01-15.markdown", "2024-01-29.MD"]
    assert subject.people == {"octo"}
    settings, _ = load(subject.config)
    assert settings is not None
    assert [one.name for one in settings.subteams] == ["ARM"]


def test_one_note_and_a_config_of_its_own(tmp_path: Path) -> None:
    note, own = tmp_path / "2024-01-01.md", tmp_path / "mine.yml"
    note.write_text("x")
    own.write_text("labels: [work]\n")
    subject = from_folder(note, own)
    assert (subject.notes, subject.config) == ((("2024-01-01.md", "x"),), "labels: [work]\n")


def test_a_folder_without_notes_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NoCommunity, match="no file in Markdown or reStructuredText"):
        from_folder(tmp_path)


@pytest.mark.parametrize("name", [".github/duly.yaml", "duly.yaml", "duly.yml"])
def test_the_config_of_a_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / ".github").mkdir()
    (tmp_path / "2024-01-01.md").write_text("x")
    (tmp_path / name).write_text("labels: [work]\n")
    assert from_folder(tmp_path).config == "labels: [work]\n"


def test_two_configs_in_a_folder(tmp_path: Path) -> None:
    for name in ("2024-01-01.md", "duly.yml", "duly.yaml"):
        (tmp_path / name).write_text("")
    with pytest.raises(NoCommunity, match=r"duly\.yaml: duly\.yml is a config too; delete one of them"):
        from_folder(tmp_path)


def test_a_config_made_up_for_notes_without_subteams_raises_the_brake_alone() -> None:
    assert made_up([("a.md", "# A\n")]) == "max_new_issues: 500\nmax_closes: 500\n"
