"""Owners in notes that list nobody: known by their form, by a given name, or by the habit of the note."""

import pytest

from bot.core.notes.parse import read


def owners(items: list[str]) -> list[list[str]]:
    """The owners of each line of an action list."""
    return [list(line.owners) for line in read("2024-05-15.md", "## Action items\n" + "\n".join(items)).lines]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param(["* Saul/Bijan mend the fence"], [["Saul", "Bijan"]], id="a slash, one is a given name"),
        pytest.param(
            ["* Saul/Bijan mend it", "* Bijan/Cas paint it"], [["Saul", "Bijan"], ["Bijan", "Cas"]], id="known by one"
        ),
        pytest.param(["* React/Angular update the page"], [[]], id="things with a slash"),
        pytest.param(["* CI/CD set up"], [[]], id="capitals with a slash"),
        pytest.param(["* Nicole Foster mend the draft"], [["Nicole Foster"]], id="a full name and a deed"),
        pytest.param(["* Nicole Foster Send the draft"], [["Nicole Foster"]], id="a full name and an order"),
        pytest.param(["* Robert, Anis - follow up"], [["Robert", "Anis"]], id="several before a dash"),
        pytest.param(["* Jay – set up a time"], [["Jay"]], id="a given name before a dash"),
        pytest.param(["* Website - set up a time"], [[]], id="a thing before a dash"),
        pytest.param(
            ["* **Jay** — mow", "* **Houfu** — rake", "* **Houfu** — plant"],
            [["Jay"], ["Houfu"], ["Houfu"]],
            id="others before dashes",
        ),
        pytest.param(["* choose a licence: Apache"], [[]], id="a thing behind a colon"),
        pytest.param(
            ["* ask the Fair Mill Union (FMU)", "* mow (Erin)", "* rake (AL)"],
            [[], ["Erin"], ["AL"]],
            id="short for the words in front",
        ),
        pytest.param(["* mow (suggested by Erin)"], [[]], id="suggested by"),
        pytest.param(["* read the book by Erin"], [[]], id="a book by"),
        pytest.param(["* mow (Erin, cc Saul)", "* rake (Dov)"], [["Erin"], ["Dov"]], id="who only is told"),
        pytest.param(
            ["* mow (Erin) ~ 1 week", "* rake (Dov) ~2h"], [["Erin"], ["Dov"]], id="estimates behind the names"
        ),
        pytest.param(["* _SG_ Mow", "* _EVD, ARR_ Rake"], [["SG"], ["EVD", "ARR"]], id="initials that stand out"),
        pytest.param(
            ["* rake", "", "## Weather", "* [ ] _SG_ mow", "* [ ] _EVD_ rake"],
            [[], ["SG"], ["EVD"]],
            id="boxes elsewhere",
        ),
        pytest.param(["* _SG_ Mow", "* rake"], [[], []], id="initials that stand out once"),
        pytest.param(["* _API_ Mow", "* _UI_ Rake"], [[], []], id="capitals of the trade"),
        pytest.param(["* MA must unbox the board"], [["MA"]], id="must"),
        pytest.param(["* ACTION: Ivo volunteered to be the host"], [["Ivo"]], id="volunteered to be"),
        pytest.param(["* Kubernetes: upgrade"], [[]], id="a product"),
        pytest.param(["* Oslo: book the room"], [[]], id="a place"),
        pytest.param(["* Lynn England: book the room"], [["Lynn England"]], id="a place as surname"),
    ],
)
def test_names_that_nobody_lists(items: list[str], expected: list[list[str]]) -> None:
    assert owners(items) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Ada (with Bea): mow", ["Ada", "Bea"], id="with somebody in parentheses"),
        pytest.param("Ada → Zed: mow", [], id="handed to a stranger"),
        pytest.param("mow the lawn _Ada_", ["Ada"], id="emphasis at the end"),
        pytest.param("_AL_ Mow", ["AL"], id="initials that stand out"),
        pytest.param("follow up with Ada to get the key", [], id="followed up with"),
    ],
)
def test_people_of_the_note(line: str, expected: list[str]) -> None:
    text = f"## Present\n* Ada Lind\n* Bea Moss\n\n## Action items\n* {line}"
    assert [list(each.owners) for each in read("2024-05-15.md", text).lines] == [expected]
