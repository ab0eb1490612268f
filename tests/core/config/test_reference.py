"""The JSON Schema accepts what a sync accepts, as far as a schema can say it."""

from typing import Any

import jsonschema_rs
import pytest
import yaml

from bot.core.config.load import load
from bot.core.config.reference import json_schema

CONFIGS = [
    ("empty", "{}", True),
    ("one value for a list", "labels: chore", True),
    ("a list", "labels: [chore]", True),
    ("a long label", f"labels: [{'x' * 51}]", False),
    ("unknown key", "lables: [chore]", False),
    ("a number too small", "open_within: 0", False),
    ("a word for a number", "open_within: three", False),
    ("a choice", "children: sub-issues", True),
    ("an unknown choice", "children: subissues", False),
    ("off", "remind_after: false", True),
    ("a login", "people: {JK: jk-hub}", True),
    (
        "people with dates",
        "people: {JK: [{login: jk, until: '2019-12-31', also: John}, {login: kk, from: '2020-01-01'}]}",
        True,
    ),
    ("a person without login", "people: {JK: {from: '2019-12-31'}}", False),
    ("sub-teams", "subteams: {docs: , gpu: cuda, arm: {team: [ada], words: [aarch]}, all: {team: owner/all}}", True),
    ("unknown key in a sub-team", "subteams: {docs: {heading: x}}", False),
]


@pytest.mark.parametrize(("text", "is_config"), [row[1:] for row in CONFIGS], ids=[row[0] for row in CONFIGS])
def test_json_schema(text: str, is_config: bool) -> None:
    data: Any = yaml.safe_load(text)
    assert jsonschema_rs.validator_for(json_schema()).is_valid(data) is is_config
    assert (load(text)[0] is not None) is is_config


def test_every_key_has_a_description() -> None:
    schema = json_schema()
    sections = [schema, *schema["$defs"].values()]
    assert [key for one in sections for key, each in one["properties"].items() if not each.get("description")] == []
