"""Tables: which columns hold the work, who does it and how it stands, and which rows are none."""

import pytest

from bot.core.config.schema import Config
from bot.core.model.reasons import Why
from bot.core.notes.parse import read


def told(table: str) -> list[tuple[str, str, str, str]]:
    """The work in the rows of a table: the words, who does it, until when, and how it stands."""
    lines = read("2024-05-01.md", table, Config(without_box="all")).lines
    return [
        (line.text, ", ".join(line.owners), str(line.due or ""), str(line.state)) for line in lines if line.why.is_work
    ]


KINDS = [
    pytest.param(
        "## Action items\n\n| Action | Owner | Status |\n|---|---|---|\n| Order tar | Ann | 🟢 Complete |\n"
        "| Mow | Bob | 🟡 In progress |\n| Paint | Ann | 🟢 |",
        [("Order tar", "Ann", "", "done"), ("Mow", "Bob", "", "open"), ("Paint", "Ann", "", "open")],
        id="states behind a light",
    ),
    pytest.param(
        "# Acta de la reunión\n\nAsistentes: Ana y Luis, que no han podido venir\n\n## Tareas asignadas\n\n"
        "| # | Tarea | Responsable |\n|---|---|---|\n| 1 | [Descripción de la tarea] | [Nombre] |\n| 2 | [Pintar el muro] | Ana |",
        [("[Pintar el muro]", "Ana", "", "open")],
        id="a row of a template and one that is filled in within its brackets",
    ),
    pytest.param(
        "| Topic | Notes | Actions |\n|---|---|---|\n| Wall | it is wet | Ann to dry it |\n| Gate | it is green | |",
        [("Ann to dry it", "Ann", "", "open")],
        id="notes beside an empty action",
    ),
    pytest.param(
        "## Minutes\n\nType | Description | Owner | Deadline\n--- | --- | --- | ---\nDiscussion | The mower is loud | | \n"
        "Decision | We keep it | Ann | 1 June 2024\nAction | Write to them | Bob | 8 May 2024\n"
        "Action | Ask the mill | Ann | 3 May 2024\nInfo | The shed has a key | Ann |",
        [("Write to them", "Bob", "2024-05-08", "open"), ("Ask the mill", "Ann", "2024-05-03", "open")],
        id="rows of several kinds",
    ),
    pytest.param("| Type | Item |\n|---|---|\n| A | red |\n| A | blue |", [], id="one letter alone"),
    pytest.param("| Type | Item |\n|---|---|\n| A | red |\n| B | blue |", [], id="letters in order"),
    pytest.param(
        "## Actions\n\n| Type | Task | Owner |\n|---|---|---|\n| Bug | Fix the gate | Ann |\n| Docs | Write it down | Bob |",
        [("Fix the gate", "Ann", "", "open"), ("Write it down", "Bob", "", "open")],
        id="kinds of work",
    ),
    pytest.param(
        "## Decisions and actions\n\n| Type | Description |\n|---|---|\n| Decision | We keep it |\n| Info | It is green |",
        [],
        id="no action among the kinds",
    ),
]


@pytest.mark.parametrize(("table", "expected"), KINDS)
def test_a_column_for_kinds_says_which_rows_are_work(table: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert told(table) == expected


COLUMNS = [
    pytest.param(
        "| Item | Decision | Action | Owner |\n|---|---|---|---|\n| The door | New hinge | Buy it | Ann |\n| Hours | As before | None | |",
        [("Buy it", "Ann", "", "open")],
        id="the action of an item",
    ),
    pytest.param(
        "## Action log\n\n| ID | Description | Raised by | Assigned to |\n|---|---|---|---|\n| A1 | Draft it | Ann | Bob |",
        [("Draft it", "Bob", "", "open")],
        id="who raised it does not do it",
    ),
    pytest.param(
        "| # | Task | Done |\n|---|---|---|\n| 1 | mow | [ ] |\n| 2 | rake | ☑ |\n| 3 | sow | [x] in May |",
        [("mow", "", "", "open"), ("rake", "", "", "done"), ("sow", "", "", "done")],
        id="boxes for how the work stands",
    ),
    pytest.param("| Task | Status |\n|---|---|\n| mow | begun |", [], id="words for how work stands"),
    pytest.param("| Task | By |\n|---|---|\n| mow | Ann |", [("mow", "Ann", "", "open")], id="by"),
    *(
        pytest.param(f"| Task | {head} |\n|---|---|\n| mow | Ann |", [("mow", "Ann", "", "open")], id=head)
        for head in ("By whom", "Responsibility", "Accountable", "Team members")
    ),
    pytest.param("| Member | Responsibilities |\n|---|---|\n| Ann | mow |", [], id="what members do"),
    pytest.param(
        "| Task | Who | By |\n|---|---|---|\n| mow | Ann | 18 May 2024 |",
        [("mow", "Ann", "2024-05-18", "open")],
        id="by when",
    ),
    pytest.param(
        "## Actions\n\n| Task | Reported to | Notes |\n|---|---|---|\n| mow | Erin | |\n| rake | Oliver | |",
        [("mow", "Erin", "", "open"), ("rake", "Oliver", "", "open")],
        id="given names in a column that is not known",
    ),
]


@pytest.mark.parametrize(("table", "expected"), COLUMNS)
def test_columns(table: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert told(table) == expected


STATES = [
    pytest.param("| Task | Status |", "| mow | Cancelled |", "dropped", id="dropped"),
    pytest.param("| Task | Status |", "| mow | Won't do: too dear |", "dropped", id="dropped, and why"),
    pytest.param("| Task | Status |", "| mow | Not cancelled |", "open", id="not dropped"),
    pytest.param("| Task | Outcome |", "| mow | **Done** |", "done", id="an outcome"),
    pytest.param("| Task | Comments |", "| mow | done on 10 May |", "done", id="a comment"),
    pytest.param("| Task | Comments |", "| mow | Done, see #12 |", "done", id="a comment and more"),
    pytest.param("| Task | Comments |", "| mow | done is better than perfect |", "open", id="a sentence"),
    pytest.param("| Task | Design |", "| mow | done |", "open", id="a part of the work"),
]


@pytest.mark.parametrize(("head", "row", "state"), STATES)
def test_states_in_cells(head: str, row: str, state: str) -> None:
    assert [line[3] for line in told(f"## Actions\n\n{head}\n|---|---|\n{row}")] == [state]


UNKNOWN = [
    pytest.param(
        "## Actions\n\n| Field | Crop |\n|---|---|\n| North | Rye |", [("North", Why.COLUMNS)], id="no column for work"
    ),
    pytest.param("## Talk\n\n| Field | Crop |\n|---|---|\n| North | Rye |", [], id="elsewhere"),
    pytest.param(
        "## Talk\n\n| Point | What | Ann | 2024 |\n|---|---|---|---|\n| Actions | mow it | Ann | June |",
        [("mow it", Why.LISTED)],
        id="a label in front: the first cell behind it",
    ),
    pytest.param(
        "## Agenda\n\n| Topic | By |\n|---|---|\n| Review of action items | Ann Lind |", [], id="a review in an agenda"
    ),
]


@pytest.mark.parametrize(("table", "expected"), UNKNOWN)
def test_rows_of_other_tables(table: str, expected: list[tuple[str, Why]]) -> None:
    assert [(line.text, line.why) for line in read("2024-05-01.md", table).lines] == expected
