"""What only the notes of a series show together: lines of templates, boxes in every note, how boxes are used."""

from collections.abc import Mapping

import pytest

from bot.core.config.schema import Config
from bot.core.config.selection import is_read, is_template, selects
from bot.core.items.series.notes import read_notes
from bot.core.model.notes import NoteFile


def told(notes: Mapping[str, str], config: Config | None = None) -> dict[str, list[str]]:
    """Note → its lines: the words, in brackets where they open nothing, and why."""
    files = [NoteFile(path, text) for path, text in notes.items()]
    return {
        note.path: [
            f"({line.text}) {line.why}" if line.only_shown or not line.why.is_work else f"{line.text} {line.why}"
            for line in note.lines
        ]
        for found in read_notes(files, config or Config()).values()
        for note in found
    }


def days(*texts: str) -> dict[str, str]:
    """A note of each day of May 2024."""
    return {f"2024-05-{day:02}.md": text for day, text in enumerate(texts, 1)}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("template.md", True),
        ("notes/_TEMPLATE.md", True),
        ("notes/meeting-template.markdown", True),
        ("docs/DEV_MEETING_TEMPLATE.md", True),
        (".github/ISSUE_TEMPLATE/meeting.md", True),
        ("2024-05-01-template-review.md", False),
        ("templates/2024-05-01.md", False),
        ("templates/all-hands.md", True),
        ("docs/Templates/board.md", True),
        ("docs/template-engine/board.md", False),
        ("docs/atas/modelo-ata.md", True),
        ("Protokolle/_Vorlage.md", True),
        ("議事録/テンプレート.md", True),
        ("notlar/toplantı_şablonu.md", True),
        ("plantillas/acta.md", True),
        ("templating.md", False),
        ("template.txt", False),
        ("2024-05-01.md", False),
    ],
)
def test_templates(path: str, expected: bool) -> None:
    config = Config(notes=("**/*.md",))
    assert is_template(path) is expected
    assert is_read(config, path) is (expected or path.endswith(".md"))
    if expected:
        assert selects(config, path) is None


@pytest.mark.parametrize("template", ["template.md", ".github/ISSUE_TEMPLATE/meeting.md"])
def test_a_line_of_a_template_is_no_work(template: str) -> None:
    note = "## Actions\n* [ ] order cake for the\n  birthdays\n* [x] Say hello\n* [ ] order tar"
    found = told(
        {"2024-05-01.md": note, template: "## To do\n- [ ] Order  cake for the birthdays\n* say hello\n\n[ ]\n"}
    )
    assert found == {
        "2024-05-01.md": ["(order cake for the) template", "(Say hello) template", "order tar listed"],
    }


def test_a_template_of_another_form_changes_nothing() -> None:
    found = told({"2024-05-01.md": "## Actions\n* [ ] order tar\n", "template.md": "## Actions\n* [ ]\n* [ ] order\n"})
    assert found == {"2024-05-01.md": ["order tar listed"]}


FORM = "* words\n* [ ] send the recording\n* words\n"


def test_a_box_in_nearly_every_note_is_part_of_its_form() -> None:
    found = told(days(*[FORM] * 4, "* words", f"{FORM}* [ ] order tar\n* words"))
    assert found["2024-05-06.md"] == ["(send the recording) repeated", "order tar typed"]


@pytest.mark.parametrize(
    "notes",
    [
        pytest.param([FORM] * 4, id="few notes"),
        pytest.param([FORM, "* words", FORM, "* words", FORM, "* words"], id="not in most"),
    ],
)
def test_a_box_in_some_notes_is_work(notes: list[str]) -> None:
    assert told(days(*notes))["2024-05-01.md"] == ["send the recording typed"]


def test_a_list_may_repeat_itself() -> None:
    assert told(days(*["## Actions\n* [ ] order tar"] * 6))["2024-05-06.md"] == ["order tar listed"]


AGENDA = "## Agenda\n* [ ] the bell\n    * [ ] it is loud\n* [ ]\n"


@pytest.mark.parametrize(
    ("config", "last", "expected"),
    [
        pytest.param(Config(), "* [x] the bell", ["(the bell) topic", "(it is loud) remark", "() empty"], id="topics"),
        pytest.param(
            Config(agenda_boxes="work"), "", ["the bell agenda-box", "it is loud agenda-box", "() empty"], id="work"
        ),
        pytest.param(
            Config(agenda_boxes="auto"),
            "* [x] the bell",
            ["the bell agenda-box", "it is loud agenda-box", "() empty"],
            id="auto, ticked later",
        ),
        pytest.param(
            Config(agenda_boxes="auto"),
            "* [ ] the bell",
            ["(the bell) topic", "(it is loud) remark", "() empty"],
            id="auto",
        ),
    ],
)
def test_agenda_boxes(config: Config, last: str, expected: list[str]) -> None:
    assert told(days(AGENDA, f"## Agenda\n{last}"), config)["2024-05-01.md"] == expected


PLAIN = "## Actions\n* order tar\n* TODO: paint\n\n## Notes and actions\n* talk"
SHOWN = ["(order tar) listed", "(paint) listed", "(talk) listed"]
TRACKED = ["order tar listed", "paint listed", "(talk) listed"]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([], TRACKED, id="no boxes"),
        pytest.param(
            ["## Attendees\n* [x] Ann\n## Actions\n* [ ]\n* tar"], TRACKED, id="a roll call and a template's box"
        ),
        pytest.param(["## Project Staff\n* [x] Ann Lind\n## Actions\n* tar"], TRACKED, id="a roll call of staff"),
        pytest.param(["## Actions\n* [x] order oil"], SHOWN, id="a box in a list"),
        pytest.param(["## Actions\n* oil\n## Agenda\n* [ ] the bell"], SHOWN, id="a box in an agenda"),
        pytest.param(["## Actions\n* [ ] oil", *["## Actions\n* tar"] * 9], TRACKED, id="a box eleven meetings ago"),
        pytest.param(["## Actions\n* [ ] oil", *["## Actions\n* tar"] * 8], SHOWN, id="a box ten meetings ago"),
        pytest.param(["## Actions\n* [ ] oil", *["* words"] * 12], SHOWN, id="meetings without work do not count"),
    ],
)
def test_without_box_auto(others: list[str], expected: list[str]) -> None:
    notes = days(*others, PLAIN)
    assert told(notes, Config(without_box="auto"))[max(notes)] == expected
    assert told(notes, Config(without_box="explicit"))[max(notes)] == SHOWN
