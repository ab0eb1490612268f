"""Lines that can be ticked: a box and the topic in front of what comes from elsewhere, placeholders give way, one heading."""

import pytest

from bot.core.carry.next_note import carry
from bot.core.config.schema import Config
from bot.core.model.notes import NoteFile
from tests.support.tracker import REPOSITORY, Tracker

FIRST, SECOND = "2024-03-05", "2024-03-19"
TEMPLATE = "# Meeting\n\n## Action items\n"
PLAIN = Config(numbers="plain")


def carried(text: str, template: str = TEMPLATE, config: Config = PLAIN, *, synced: bool = False) -> str:
    """What a note's text leaves below the headings of the next; a second run changes no byte."""
    tracker = Tracker(config=config, notes={f"notes/{FIRST}.md": text})
    if synced:
        tracker.sync()
    path = f"notes/{SECOND}.md"
    done = carry(tracker.snapshot(), NoteFile(path, template)).text
    assert carry(tracker.snapshot(), NoteFile(path, done)).text == done
    return done


def listed(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.lstrip().startswith(("* ", "- "))]


@pytest.mark.parametrize(
    ("agenda", "line"),
    [
        pytest.param("ACTION: Ada to mow the lawn", "* [ ] ACTION: Ada to mow the lawn", id="a paragraph"),
        pytest.param("* ACTION: Ada to mow the lawn", "* [ ] ACTION: Ada to mow the lawn", id="a bullet"),
        pytest.param(
            "* Docker hub\n    * ACTION: Bea to ask for the status",
            "* [ ] ACTION: Docker hub: Bea to ask for the status",
            id="below a topic of the agenda",
        ),
        pytest.param(
            "* OVH\n    * ACTION: Bea to thank them for it",
            "* [ ] ACTION: About OVH: Bea to thank them for it",
            id="below a topic that could be initials",
        ),
        pytest.param(
            "* Docker hub\n    * ACTION: Docker hub wants our logo",
            "* [ ] ACTION: Docker hub wants our logo",
            id="a topic that the words have already",
        ),
        pytest.param(
            "* Docker hub asked us to say whether we are a business or not, at last\n    * ACTION: Bea to ask them",
            "* [ ] ACTION: Bea to ask them",
            id="a sentence is no topic",
        ),
    ],
)
def test_what_comes_from_the_agenda_gets_a_box_and_its_topic(agenda: str, line: str) -> None:
    text = f"# Meeting\n\n## Agenda\n\n{agenda}\n"
    assert listed(carried(text, synced=True)) == [f"{line} #1"]


@pytest.mark.parametrize(
    "agenda",
    [
        pytest.param("ACTION: Ada to mow the lawn", id="a paragraph"),
        pytest.param("* ACTION: Ada to mow the lawn", id="another bullet"),
        pytest.param("| Topic | Action |\n|---|---|\n| garden | ☐ mow the lawn |", id="a row of a table"),
    ],
)
def test_what_comes_from_the_agenda_stands_in_one_list_with_the_others(agenda: str) -> None:
    text = f"# Meeting\n\n## Agenda\n\n{agenda}\n\n## Action items\n\n- [ ] oil the gate\n"
    lines = listed(carried(text, synced=True))
    assert len(lines) == 2
    assert all(line.startswith("- [ ] ") for line in lines)


def test_a_line_without_an_issue_keeps_its_words_by_which_it_is_known() -> None:
    text = "# Meeting\n\n## Agenda\n\n* Docker hub\n    * ACTION: Bea to ask for the status\n"
    assert listed(carried(text)) == ["* [ ] ACTION: Bea to ask for the status"]


def test_a_list_below_a_label_has_the_topic_in_front() -> None:
    text = "# Meeting\n\n## Action items\n\n**Docker hub**\n\n* [ ] Bea to ask for the status\n"
    done = carried(text, "# Meeting\n\n## Agenda\n\nAction items:\n", synced=True)
    assert listed(done) == ["* [ ] Docker hub: Bea to ask for the status #1"]
    assert "**Docker hub**" not in done


@pytest.mark.parametrize("box", ["- [ ] ...", "- [ ] …", "- [ ]", "- [ ] TBD"])
def test_a_placeholder_of_the_template_gives_way(box: str) -> None:
    template = f"# Meeting\n\n## Action items\n\n{box}\n\n## Notes\n"
    done = carried("# Meeting\n\n## Action items\n\n- [ ] mow the lawn\n", template)
    assert done == "# Meeting\n\n## Action items\n\n- [ ] mow the lawn\n\n## Notes\n"


def test_a_placeholder_stays_where_nothing_is_carried_and_is_never_carried() -> None:
    template = "# Meeting\n\n## From previous meetings\n\n- [ ] ...\n"
    last = "# Meeting\n\n## Agenda\n\n- [x] the budget\n\n## Deferred to next meeting\n\n- [ ] ...\n"
    assert carried(last, template) == template


def test_a_topic_that_was_deferred_takes_the_place_of_the_placeholder() -> None:
    template = "# Meeting\n\n## From previous meetings\n\n- [ ] ...\n\n## Deferred to next meeting\n\n- [ ] ...\n"
    last = "# Meeting\n\n## Agenda\n\n- [x] the budget\n\n## Deferred to next meeting\n\n- [ ] talk about virtual packages\n"
    assert carried(last, template) == template.replace("...", "talk about virtual packages", 1)


@pytest.mark.parametrize(
    ("last", "template"),
    [
        pytest.param(("Action items", "Next steps"), "TODOs", id="two lists into the template's one"),
        pytest.param(("Action Items (AIs)",), "Actions", id="other words"),
        pytest.param(("Aufgaben",), "Action items", id="another language"),
    ],
)
def test_headings_of_one_meaning_become_the_one_that_the_template_has(last: tuple[str, ...], template: str) -> None:
    lists = "".join(f"\n## {title}\n\n* [ ] mow the lawn of house {n}\n" for n, title in enumerate(last))
    done = carried(f"# Meeting\n{lists}", f"# Meeting\n\n## {template}\n")
    assert [line for line in done.splitlines() if line.startswith("## ")] == [f"## {template}"]
    assert len(listed(done)) == len(last)


@pytest.mark.parametrize(
    "said",
    [
        "#{n}",
        "https://github.com/" + REPOSITORY + "/issues/{n}",
        "[#{n}](https://github.com/" + REPOSITORY + "/issues/{n})",
        "[The lamp is dim](https://github.com/" + REPOSITORY + "/issues/{n})",
    ],
)
def test_an_action_that_is_only_a_link_to_an_issue_is_that_issue(said: str) -> None:
    tracker = Tracker(config=PLAIN)
    lamp = tracker.person_opens("The lamp is dim")
    line = f"* [ ] {said.format(n=lamp)}"
    tracker.write(FIRST, line)
    tracker.sync()
    assert list(tracker.issues) == [lamp]
    done = carry(tracker.snapshot(), NoteFile(f"notes/{SECOND}.md", TEMPLATE)).text
    assert listed(done) == [line]


def test_a_link_to_another_repository_is_no_issue_of_ours() -> None:
    tracker = Tracker()
    tracker.write(FIRST, "* [ ] https://github.com/harbour/boats/issues/1")
    tracker.sync()
    assert len(tracker.issues) == 1
