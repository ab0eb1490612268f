"""The number or id that a text begins with."""

import pytest

from bot.core.text.front_id import front_id
from bot.core.text.normalise import normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("#329 waits for the grant", "#329", id="a number"),
        pytest.param("- [ ] [#329] waits", "#329", id="in brackets, behind a box"),
        pytest.param("**#329**: waits", "#329", id="bold"),
        pytest.param("harbour/charts#32: mend", "#32", id="with its repository"),
        pytest.param("PR 32 needs review", "#32", id="spoken"),
        pytest.param("!77 rebase", "#77", id="a merge request"),
        pytest.param("https://github.com/harbour/charts/pull/32 waits", "#32", id="an address"),
        pytest.param("https://lab.example/harbour/charts/-/merge_requests/32: waits", "#32", id="an address elsewhere"),
        pytest.param("https://jira.example/browse/TUG-12 waits", "tug-12", id="the address of a key"),
        pytest.param("PEP 703: ask", "pep-703", id="a document"),
        pytest.param("pep-0703 ask", "pep-703", id="a document with zeros"),
        pytest.param("CVE-2024-1234: patch", "cve-2024-1234", id="with a year"),
        pytest.param("TUG-12 tow", "tug-12", id="a key"),
        pytest.param("#329: see #17", "#329", id="another number in the report"),
        pytest.param("#12, #13: mend", "", id="two numbers"),
        pytest.param("#12 and #13 mend", "", id="two with a word between"),
        pytest.param("#12/#13", "", id="two with a sign between"),
        pytest.param("#12.5 metres", "", id="a decimal number"),
        pytest.param("after #12 mend", "", id="behind a word"),
        pytest.param("#1: mend", "", id="the number of a list"),
        pytest.param("covid-19 help", "", id="a word with digits"),
        pytest.param("32 barges", "", id="an amount"),
    ],
)
def test_front_id(text: str, expected: str) -> None:
    assert front_id(normalise(text), text) == expected
