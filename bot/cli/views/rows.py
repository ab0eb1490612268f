"""Rows of JSON for programs: `--json` of every subcommand. Imports nothing that draws tables."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from bot.core.items.joins import Join
from bot.core.items.meeting import said_in
from bot.core.model.account import Account, Exclusion
from bot.core.model.decisions import Decision
from bot.core.model.issues import Issue
from bot.core.model.notes import Item, Place
from bot.core.model.plan import Change, Plan, kind_of
from bot.core.reports.identity import joined_row
from bot.core.reports.statistics import Statistics

Applied = Sequence[tuple[Change, Issue | None]]


def print_json(rows: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line."""
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def plan_rows(plan: Plan, applied: Applied = ()) -> Iterator[dict[str, Any]]:
    """Changes (with `number` and `url` of the issue if they were applied), what is held, problems, possible pairs, the account."""
    made = {id(change): issue for change, issue in applied}
    for change in plan.changes:
        issue = made.get(id(change))
        yield _change_row(change) | ({"number": issue.number, "url": issue.url} if issue else {})
    for held in plan.held:
        yield from ({**_change_row(change), "held": held.message} for change in held.changes)
    for pair in plan.pairs:
        line = pair.item.newest
        yield {
            "possible_pair": pair.issue.number,
            "path": line.path,
            "line": line.number,
            "likeness": None if pair.likeness is None else round(pair.likeness, 2),
            "evidence": pair.evidence,
            "twins": pair.twins,
        }
    for problem in plan.problems:
        yield {"problem": problem.message, "path": problem.path, "line": problem.line, "column": problem.column}
    if plan.account:
        yield {"account": _account(plan.account)}


def join_rows(plan: Plan, joins: Mapping[Place, Join]) -> Iterator[dict[str, Any]]:
    """Why lines of the plan's items are one piece of work or two."""
    for tracked in plan.items:
        for line in tracked.item.lines:
            if join := joins.get(line.place):
                yield {
                    "identity": tracked.item.id,
                    "path": line.path,
                    "line": line.number,
                    "joined": joined_row(join.before, join.evidence),
                    "nearest": joined_row(join.nearest, join.against),
                }


def _account(account: Account) -> dict[str, Any]:
    """What was seen, in numbers: files, items and lines by what became of them."""
    files = asdict(account.files) | {"all": account.files.all}
    others = {why: account.excluded.get(why, 0) for why in (Exclusion.SETTLED, Exclusion.UNDATED, Exclusion.IGNORED)}
    return {
        "files": files,
        "items": dict(account.items),
        "lines": account.lines,
        "lines_of": dict(account.lines_of) | others,
        "boxes": dict(account.boxes) | {"elsewhere": account.elsewhere.boxes},
    }


def _change_row(change: Change) -> dict[str, Any]:
    return {"change": kind_of(change), **{key: value for key, value in asdict(change).items() if value is not None}}


def report_rows(
    statistics: Statistics, decisions: Iterable[Decision], links: Mapping[Decision, str]
) -> Iterator[dict[str, Any]]:
    """Rows whose `figure` is `owner`, `open`, `unowned`, `vanished` or `decision`."""
    for share in statistics.shares:
        yield {"figure": "owner", **asdict(share), "oldest": share.oldest and str(share.oldest)}
    yield from (_item_row("open", one.item) for one in statistics.open)
    yield from (_item_row("unowned", one.item) for one in statistics.unowned)
    yield from (_item_row("vanished", item) for item in statistics.vanished)
    yield from ({"figure": "decision", **decision_row(one, links)} for one in decisions)


def decision_row(one: Decision, links: Mapping[Decision, str]) -> dict[str, Any]:
    """A decision; without a permalink that is empty."""
    return {**asdict(one), "date": str(one.date or ""), "permalink": links.get(one, "")}


def _item_row(figure: str, item: Item) -> dict[str, Any]:
    newest, first = item.newest, item.first.note_date
    return {
        "figure": figure,
        "item": item.id,
        "text": said_in(newest),
        "path": newest.path,
        "line": newest.number,
        "first": first and str(first),
        "carried": item.carried,
        "missed": item.missed,
    }
