"""Workflows that a new issue starts, workflows that make notes, and templates, as tables."""

import pytest

from bot.core.model.notes import NoteFile
from bot.core.onboarding.surroundings import Surroundings, exception_for, is_looked_at, surroundings
from bot.core.onboarding.text import before_text

JOBS = "\njobs:\n  hello:\n    runs-on: ubuntu-latest\n"


def found(text: str, path: str = ".github/workflows/greet.yml") -> Surroundings:
    return surroundings([NoteFile(path, text)])


WORKFLOWS = [
    pytest.param("on: push" + JOBS, None, id="another event"),
    pytest.param("on: issues" + JOBS, "", id="one event"),
    pytest.param("on: [push, issues]" + JOBS, "", id="a list of events"),
    pytest.param("on:\n  issues:" + JOBS, "", id="all activities"),
    pytest.param("on:\n  issues:\n    types: [opened, closed]" + JOBS, "", id="opened"),
    pytest.param("on:\n  issues:\n    types: opened" + JOBS, "", id="one activity"),
    pytest.param("on:\n  issues:\n    types: [labeled]" + JOBS, "", id="labels that a new issue has"),
    pytest.param("on:\n  issues:\n    types: [closed]" + JOBS, None, id="closed only"),
    pytest.param("on: issues" + JOBS + "    if: github.actor != 'duly[bot]'\n", None, id="an exception for a bot"),
    pytest.param("on: issues" + JOBS + "    if: github.event.sender.type != 'Bot'\n", None, id="one for all bots"),
    pytest.param("on: issues" + JOBS + "    if: ${{ github.ref }}\n", "github.ref", id="another condition"),
    pytest.param("on: issues\njobs: [a]\n", None, id="jobs that are none"),
]


@pytest.mark.parametrize(("text", "condition"), WORKFLOWS)
def test_workflows_that_a_new_issue_starts(text: str, condition: str | None) -> None:
    jobs = [job for one in found(text).reacting for job in one.jobs]
    assert jobs == ([] if condition is None else [("hello", condition)])


def test_a_workflow_that_is_no_plain_yaml_is_named() -> None:
    assert found("on: &a issues\njobs: *a\n").unread == (".github/workflows/greet.yml",)


CONDITIONS = [
    pytest.param("", "if: github.event.issue.user.login != 'duly[bot]'", id="none before"),
    pytest.param("a || b", "if: (a || b) && github.event.issue.user.login != 'duly[bot]'", id="one before"),
]


@pytest.mark.parametrize(("condition", "line"), CONDITIONS)
def test_the_exception_keeps_the_condition(condition: str, line: str) -> None:
    assert exception_for("duly[bot]", condition) == line


MAKERS = [
    pytest.param("hackmd-meeting-notes-action", id="HackMD"),
    pytest.param("create-node-meeting-artifacts", id="Node"),
]


@pytest.mark.parametrize("action", MAKERS)
def test_a_workflow_that_makes_notes_gets_the_step_to_carry(action: str) -> None:
    around = found(f"on: push\njobs:\n  next:\n    steps:\n      - uses: some/{action}@v1\n")
    text = before_text(around, "duly[bot]")
    assert f"`.github/workflows/greet.yml` makes the next note with `{action}`" in text
    assert "uses: duly/duly/carry@main\n        with:\n          into: ${{ steps.template.outputs.note }}" in text


TEMPLATES = [
    pytest.param("# Date\n\n## Agenda\n", ("notes/TEMPLATE.md",), id="no place"),
    pytest.param("# Date\n\n## Action items\n", (), id="a heading"),
]


@pytest.mark.parametrize(("text", "without"), TEMPLATES)
def test_templates(text: str, without: tuple[str, ...]) -> None:
    assert found(text, "notes/TEMPLATE.md").without_actions == without


def test_one_template_with_a_place_is_enough() -> None:
    files = [NoteFile("a/template.md", "# A\n"), NoteFile("b/template.md", "# B\n\n## Action items\n")]
    assert surroundings(files).without_actions == ()


PATHS = [
    pytest.param(".github/workflows/greet.yml", True, id="a workflow"),
    pytest.param(".github/workflows/deep/greet.yml", False, id="a file below the workflows"),
    pytest.param("notes/TEMPLATE.md", True, id="a template"),
    pytest.param(".github/ISSUE_TEMPLATE/bug.md", False, id="a template for issues"),
    pytest.param("notes/2024-01-10.md", False, id="a note"),
]


@pytest.mark.parametrize(("path", "looked_at"), PATHS)
def test_what_is_looked_at(path: str, looked_at: bool) -> None:
    assert is_looked_at(path) is looked_at


def test_without_surroundings_nothing_is_said() -> None:
    assert before_text(Surroundings(), "duly[bot]") == ""
