"""The attendee block of a note."""

import pytest

from bot.core.config.schema import Config
from bot.core.model.notes import Attendee
from bot.core.notes.parse import read


def attendees(block: str) -> tuple[Attendee, ...]:
    return read("2021-03-04.md", block, Config()).attendees


ANN = Attendee(("Ann Example", "AE"), "ann-ex")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param("## Attendees\n\nX people total\n", (), id="nobody"),
        pytest.param(
            "|Name|Initials|GitHub ID|From|\n|-|-|-|-|\n|Ann Example|AE|ann-ex|X|\n| | | | |\n", (ANN,), id="table"
        ),
        pytest.param(
            "|GH Username|Affiliation|Name|Initials|\n|-|-|-|-|\n|@ann-ex|X|Ann Example|AE.|\n",
            (ANN,),
            id="other order",
        ),
        pytest.param("|Name|Role|\n|-|-|\n|Ann Example|chair|\n", (), id="a table of something else"),
        pytest.param(
            "#### *Present*: Ann Example (@ann-ex)\n",
            (Attendee(("Ann Example",), "ann-ex"),),
            id="in the heading itself",
        ),
        pytest.param("## Present\n* AE: Ann Example (@ann-ex), Firm\n", (ANN,), id="initials first"),
        pytest.param("## Present\n* Ann Example (AE) (ann-ex)\n", (ANN,), id="in parentheses"),
        pytest.param("## Present\n* Ann Example, ann-ex\n", (Attendee(("Ann Example",), "ann-ex"),), id="comma"),
        pytest.param("## Present\n* Ann Example @ann-ex\n", (Attendee(("Ann Example",), "ann-ex"),), id="login behind"),
        pytest.param("## Present\n* Ann Example\n", (Attendee(("Ann Example",), None),), id="name only"),
        pytest.param("## Present\n* @ann-ex\n", (Attendee((), "ann-ex"),), id="login only"),
        pytest.param("## Present\n* annex\n", (Attendee(("annex",), None),), id="a small word may be a login"),
        pytest.param("## Present\n* Ann Example, quillworks\n", (Attendee(("Ann Example",), None),), id="a firm"),
        pytest.param("## Present\n* Ann Example (remote)\n", (Attendee(("Ann Example",), None),), id="a remark"),
        pytest.param(
            "## Present\n* Alistair Example (chair)\n",
            (Attendee(("Alistair Example",), None),),
            id="a role like the name",
        ),
        pytest.param(
            "## Present\n* Ann Example (ann-ex)\n", (Attendee(("Ann Example",), "ann-ex"),), id="like the name"
        ),
        pytest.param(
            "## Present\n* Ann Example (AE) (quickfox)\n",
            (Attendee(("Ann Example", "AE"), "quickfox"),),
            id="unlike the name, beside initials",
        ),
        pytest.param(
            "## Present\n* Ann Example @ann-ex (TSC)\n",
            (Attendee(("Ann Example",), "ann-ex"),),
            id="a role in capitals",
        ),
        pytest.param(
            "## Present\n* Tom Sawyer @tom (TSC)\n",
            (Attendee(("Tom Sawyer",), "tom"),),
            id="a role that begins like the name",
        ),
        pytest.param(
            "## Present\n* Ann Example (AXE)\n", (Attendee(("Ann Example", "AXE"), None),), id="a middle initial"
        ),
        pytest.param("## Present\n    * Ann Example (AE) (ann-ex)\n", (ANN,), id="indented below the heading"),
        pytest.param("* Present:\n    * Ann Example (AE) (ann-ex)\n* Ann Other\n", (ANN,), id="below a bullet"),
        pytest.param("* Present: Ann Example (AE) (ann-ex)\n", (ANN,), id="behind a bullet's label"),
        pytest.param(
            "* [Ann Example](mailto:a@example.org) mows\n", (Attendee(("Ann Example",), None),), id="a linked address"
        ),
        pytest.param(
            "* mow ([Ann Example](https://github.com/ann-ex))\n",
            (Attendee(("Ann Example",), "ann-ex"),),
            id="a linked profile",
        ),
        pytest.param(
            "* [@ann-ex](https://github.com/ann-ex) mows\n", (Attendee(("ann-ex",), "ann-ex"),), id="a linked login"
        ),
        pytest.param("* see [the docs](https://github.com/docs)\n", (), id="a link to something else"),
        pytest.param("**Attendees:**\n* Ann Example\n", (Attendee(("Ann Example",), None),), id="bold heading"),
        pytest.param(
            "Present: Ann Example (@ann-ex), Bo",
            (Attendee(("Ann Example",), "ann-ex"), Attendee(("Bo",), None)),
            id="line",
        ),
        pytest.param(
            "**Date:** 5 March\n**Present:** Ann Example\n",
            (Attendee(("Ann Example",), None),),
            id="right below another label",
        ),
        pytest.param(
            "Where: here\nPresent: Ann Example (@ann-ex),\nBo\nScribe: Cy Other\n",
            (Attendee(("Ann Example",), "ann-ex"), Attendee(("Bo",), None)),
            id="up to another label",
        ),
        pytest.param(
            "**Present** *(add your name and handle)*: Ann Example (@ann-ex)",
            (Attendee(("Ann Example",), "ann-ex"),),
            id="line with a hint",
        ),
        pytest.param(
            "## Present\n* [Ann Example](https://github.com/ann-ex), Firm\n",
            (Attendee(("Ann Example",), "ann-ex"),),
            id="a link to the profile",
        ),
        pytest.param(
            "## Present\n* Ann Example [Firm]\n", (Attendee(("Ann Example",), None),), id="a firm in brackets"
        ),
        pytest.param(
            "## Present\n* [Ann Example](https://github.com/ann-ex/blog)\n",
            (Attendee(("Ann Example",), None),),
            id="a link to a repository",
        ),
        pytest.param(
            "|Meeting|3|\n|-|-|\n|**Attendance**|AE BC|\n|**Away**|CD|\n",
            (Attendee(("AE",), None), Attendee(("BC",), None)),
            id="a row of initials",
        ),
        pytest.param("|Meeting|3|\n|-|-|\n|Topic|AE BC|\n", (), id="a row of something else"),
        pytest.param(
            "## Present\n[Ann, Bob]\n", (Attendee(("Ann",), None), Attendee(("Bob",), None)), id="names in brackets"
        ),
        pytest.param(
            "* Attendees\n  * Ann Lee, Bob Mill\n* Agenda\n  * Cy Reed, Dan Moor\n",
            (Attendee(("Ann Lee",), None), Attendee(("Bob Mill",), None)),
            id="below a bullet for people, in one line",
        ),
        pytest.param("Attendance: Ann\n", (Attendee(("Ann",), None),), id="a line"),
        pytest.param("## Agenda\n* Ann Example\n", (), id="other section"),
        pytest.param(
            "* [ ] Ann Example (@ann-ex) to mow\n", (Attendee(("Ann Example",), "ann-ex"),), id="said by a line"
        ),
        pytest.param("* Ann (AE): mow\n", (Attendee(("Ann", "AE"), None),), id="initials said by a line"),
        pytest.param("* Ann (TSC): mow\n", (), id="no initials of hers"),
        pytest.param("* Thanks to Ann (@ann-ex) for mowing\n", (), id="in passing"),
        pytest.param("> * Ann (@ann-ex): mow\n", (), id="quoted"),
        pytest.param(
            "## Present\n* Ann Example\n## Agenda\n* Ann (@other): mow\n",
            (Attendee(("Ann Example",), None),),
            id="the block alone says who its people are",
        ),
    ],
)
def test_attendees(block: str, expected: tuple[Attendee, ...]) -> None:
    assert attendees(block) == expected
