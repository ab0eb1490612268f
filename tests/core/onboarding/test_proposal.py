"""A config made from notes: it is always a good one, and says only what the notes show."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.config.load import load
from bot.core.config.schema import Config
from bot.core.items.series.notes import read_notes
from bot.core.model.notes import NoteFile
from bot.core.onboarding.proposal import Proposal, as_yaml, propose

LIST = "## Action items\n\n* [ ] (AL) paint the wall\n"


def proposed(*files: tuple[str, str], labels: tuple[str, ...] = (), logins: set[str] | None = None) -> Proposal:
    notes = read_notes([NoteFile(path, text) for path, text in files], Config())
    return propose((note for found in notes.values() for note in found), labels, logins)


GLOBS = [
    pytest.param(["notes/2024-01-10.md"], ("notes/*.md",), id="a folder"),
    pytest.param(["2024-01-10.md"], ("*.md",), id="the root"),
    pytest.param(["notes/2024/2024-01-10.md"], ("notes/**/*.md",), id="a folder of years"),
    pytest.param(["notes/2024-01-10.md", "notes/2023/2023-01-10.md"], ("notes/**/*.md",), id="the newest above"),
    pytest.param(
        ["2023/docs/2023-01-10.md", "2024/docs/2024-01-10.md", "2024/web/2024-01-10.md", "2024/2024-01-10.md"],
        ("20*/docs/*.md", "20*/web/*.md", "**/*.md"),
        id="groups below years",
    ),
    pytest.param(["2024/05/docs/2024-05-10.md", "2024/11/docs/2024-11-10.md"], ("20*/*/docs/*.md",), id="months"),
    pytest.param(["core/2024-01-10.md", "docs/2024-01-10.md"], ("core/*.md", "docs/*.md"), id="two folders"),
]


@pytest.mark.parametrize(("paths", "globs"), GLOBS)
def test_globs(paths: list[str], globs: tuple[str, ...]) -> None:
    assert proposed(*((path, LIST) for path in paths)).notes == globs


def test_a_folder_without_work_is_no_series() -> None:
    assert proposed(("notes/2024-01-10.md", LIST), ("blog/2024-01-11.md", "# News\n\nWords.\n")).notes == (
        "notes/*.md",
    )


ATTENDEES = "## Attendees\n\n| Name | Initials | GitHub ID |\n|---|---|---|\n| Ada Lind | AL | ada-l |\n| Bea Moss | BM | bea |\n\n"


def test_people_are_those_of_attendee_blocks_with_access() -> None:
    found = proposed(("notes/2024-01-10.md", ATTENDEES + LIST), logins={"ada-l"}).people
    assert set(found.values()) == {"ada-l"}
    assert found["AL"] == "ada-l"


def test_initials_of_two_people_are_left_out() -> None:
    other = ATTENDEES.replace("Ada Lind | AL | ada-l", "Alf Lund | AL | alf")
    found = proposed(("notes/2024-01-10.md", ATTENDEES + LIST), ("notes/2024-02-10.md", other + LIST)).people
    assert "AL" not in found
    assert found["BM"] == "bea"


def test_subteams_are_headings_that_are_labels() -> None:
    text = "## Action items\n\n### Docs\n\n* [ ] write the page\n\n### Misc\n\n* [ ] tidy up\n"
    found = proposed(("notes/2024-01-10.md", text), ("notes/2024-02-10.md", text), labels=("Docs", "bug")).subteams
    assert found == {"docs": "Docs"}


def test_an_empty_proposal_is_all_defaults_and_a_board() -> None:
    assert load(as_yaml(Proposal((), {}, {}))) == (Config(board=True), ())


names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20)


@given(
    st.dictionaries(
        names.filter(lambda name: name.strip() == name), st.sampled_from(["ada", "bea-l", "c9"]), max_size=5
    )
)
@example({"@": "ada"})
def test_whatever_names_say_the_config_is_a_good_one(people: dict[str, str]) -> None:
    distinct = {name.casefold(): (name, login) for name, login in people.items()}
    config, problems = load(as_yaml(Proposal(("notes/*.md",), {"Docs": "Docs"}, dict(distinct.values()))))
    assert problems == ()
    assert config is not None
    assert config.notes == ("notes/*.md",)
    assert [team.label for team in config.subteams] == ["Docs"]
