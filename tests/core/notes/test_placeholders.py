"""What a template leaves behind is no work, in a box or without one."""

import json
from collections import defaultdict

import pytest

from bot.core.config.schema import Config
from bot.core.notes.parse import read
from bot.core.notes.placeholders import says_nothing
from tests.support.paths import SHARED, need

TEMPLATES = SHARED / "cases" / "templates.jsonl"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "...",
        "…",
        "12.",
        "TBD",
        "N/A",
        "None",
        "Name of the task (owner: @somebody, due: YYYY-MM-DD)",
        "Aufgabe [TT.MM.JJJJ]",
        "(Descrição)",
        "[Descripción de la tarea]",
        "【担当者】",
        "[Nom]: [tâche]",
        "Keine neuen Aufgaben",
        "Nenhuma pendência anterior.",
        "Aucune action prévue",
        "宿題なし",
        "할 일 없음",
        "暂无待办",
        "[What happens next]",
        "[task] [deadline if mentioned]",
        "[Ação 1] — @[Responsável]",
        "[具体的なアクション]",
        "[Example: mow the lawn / the meadow]",
        "LIST ACTIONS AND ACTIONEES",
        "[Ação 1] — @[Responsável] — prazo: [Data]",
        "— due YYYY-MM-DD",
        "do the thing. By xx/xx/2020",
        "что делает — до `YYYY-MM-DD`.",
        "**Task:** Assigned to: | Due date:",
        "Tarea: Responsable:",
        "Next meeting date:",
        "Pendência 1",
        "Sorumlu / Tarih",
        "None this time",
        "Write an action.",
        "Member 1: Write an action.",
        "Please describe the task",
        "None discussed",
        "Nothing to discuss",
        "Nothing carried over",
        "Nichts zu besprechen",
        "Rien à signaler",
        "No outstanding items",
        "There are no open action items",
        "all items closed",
        "Not discussed",
        "No action items today",
        "None.  Keep on as present.",
        "Next call — Confirmed for next Sunday.",
        "Action 1",
        "AR 2",
        "Action item 2:",
        "Item A",
        "Plan1",
        "To-do...",
        "TKTKTK",
        "INSERT",
        "HERE",
        "add items here",
        "{action to be added here}",
        "{{ member.name }} - {{ role }}",
        "<owner>: <what to do>",
        "[NAME]: [TASK]",
        "[Task 1]: …",
        "[Action item] — [owner]",
        "(action points)",
        "@owner - task - due date",
        "Something @somebody",
        "todo (@person)",
        "text",
    ],
)
def test_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "mow",
        "Nothing works: mend the mower",
        "None of the old colour",
        "Nothing to lose: open the repository",
        "There are no docs for the new command",
        "Item 12 of the plan",
        "Add items to the shop",
        "[Docs] mow",
        "[the plan]",
        "<https://x.org>",
        "#12",
        "issue #12",
        "[x.org#12]",
        "Action plan for 2024",
        "Write dates as YYYY-MM-DD",
        "[plan of the mill](https://x.org)",
        "Ann: order tar",
        "Kapitel 2",
        "Colours of the hall: one of two:",
        "Update {name} in the template",
        "Here comes the sun",
        "Next call: confirm the Sunday with Ann",
    ],
)
def test_something(text: str) -> None:
    assert not says_nothing(text)


def test_an_owner_with_nothing_behind() -> None:
    note = read(
        "2024-05-15.md", "## Attendees\n* Ann Lee\n## Actions\n* [ ] Ann:\n* [ ] @ann\n* [?] Bob\n* [ ] Ann:\n    * mow"
    )
    assert [(line.number, line.why.is_work) for line in note.lines] == [(4, False), (5, False), (6, False), (7, True)]


def test_words_below_a_placeholder_are_work_unless_they_are_placeholders_too() -> None:
    note = read(
        "2024-05-15.md", "## Actions\n* [ ] Action 1\n    * Owner:\n    * Due date: TBD\n* [ ] Item 2\n    * mow"
    )
    assert [line.why.is_work for line in note.lines] == [False, True]


def template_notes() -> list[tuple[str, str]]:
    """The lines of public templates as notes, each below its heading."""
    need(TEMPLATES)
    found: dict[str, list[str]] = defaultdict(list)
    for row in map(json.loads, TEMPLATES.read_text(encoding="utf-8").splitlines()):
        found[row["repo"]] += [f"\n## {row['section']}\n", row["text"]]
    return [(name, "\n".join(lines)) for name, lines in sorted(found.items())]


def test_templates_that_were_not_filled_in_are_no_work() -> None:
    config = Config(without_box="all")
    for name, text in template_notes():
        lines = [line for line in read("2024-05-15.md", text, config).lines if line.why.is_work and line.open]
        assert [line.markdown for line in lines] == [], name
