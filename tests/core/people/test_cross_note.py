"""Names that neighbouring notes explain, and what is said of those that nobody explains."""

from datetime import date

import pytest

from bot.core.config.load import load
from bot.core.config.schema import Config, Person
from bot.core.model.notes import Line, Note
from bot.core.model.reasons import Naming, Rule
from bot.core.notes.parse import read
from bot.core.people.cross_note import acquainted, way_out

DAY = "2021-03-04"
NEAR, FAR = "2021-08-01", "2022-01-01"
KIM = "| Kim Kay | KK | kimkay |"
KARL = "| Karl Kraus | KK | kkraus14 |"
CONFIG = Config(
    people={
        "kk": (Person("kim-config", end=date(2021, 1, 1)),),
        "john kirkham": (Person("jak"),),
        "moe": (Person("moe-m"),),
    }
)


def table(*rows: str) -> str:
    return "\n".join(["| Name | Initials | GitHub |", "|-|-|-|", *rows]) + "\n"


def notes(block: str, owner: str, others: dict[str, str], config: Config | None = None) -> list[Note]:
    """A note whose one line `owner` owns, below `block`, among others of which only the attendee blocks matter."""
    texts = {f"{DAY}.md": f"{block}\n## Action items\n* [ ] ({owner}) a\n"} | {
        f"{day}.md": text for day, text in others.items()
    }
    return acquainted(read(path, text, config or Config()) for path, text in texts.items())


def naming(block: str, owner: str, others: dict[str, str]) -> tuple[str | None, Rule, str]:
    (line,) = notes(block, owner, others)[0].lines
    (found,) = line.namings
    assert line.assignees == ((found.login,) if found.login else ())
    assert line.unresolved == (() if found.login else (owner,))
    return found.login, found.rule, found.by


@pytest.mark.parametrize(
    ("block", "owner", "others", "expected"),
    [
        pytest.param("", "KK", {}, (None, Rule.UNKNOWN, ""), id="no neighbours"),
        pytest.param(table(KARL), "KK", {NEAR: table(KIM)}, ("kkraus14", Rule.ATTENDEES, ""), id="its own block first"),
        pytest.param("", "KK", {NEAR: table(KIM)}, ("kimkay", Rule.NEIGHBOUR, f"{NEAR}.md"), id="initials"),
        pytest.param("", "Kim", {NEAR: table(KIM)}, ("kimkay", Rule.NEIGHBOUR, f"{NEAR}.md"), id="first name"),
        pytest.param("", "KK", {FAR: table(KIM)}, (None, Rule.UNKNOWN, ""), id="too far"),
        pytest.param(
            "",
            "KK",
            {"2021-01-02": table(KARL), NEAR: table(KIM)},
            (None, Rule.SHARED, "kkraus14, kimkay"),
            id="two people between the notes",
        ),
        pytest.param(
            "",
            "KK",
            {"2020-01-02": table(KARL), NEAR: table(KIM)},
            ("kimkay", Rule.NEIGHBOUR, f"{NEAR}.md"),
            id="the other one long ago",
        ),
        pytest.param(
            "",
            "KK",
            {NEAR: table(KIM), "2021-03-11": table(KIM)},
            ("kimkay", Rule.NEIGHBOUR, "2021-03-11.md"),
            id="the nearest is named",
        ),
        pytest.param(
            "",
            "KK",
            {NEAR: table(KIM), "2021-03-11": table("| Katja Kahn | KK | |")},
            (None, Rule.SHARED, "kimkay"),
            id="somebody else without a login",
        ),
        pytest.param(
            "",
            "Kim",
            {NEAR: table(KIM), "2021-03-11": "## Present\n* Kim K.\n"},
            ("kimkay", Rule.NEIGHBOUR, f"{NEAR}.md"),
            id="the same one without a login",
        ),
        pytest.param(
            "## Present\n* KK: Kim Kay, Firm\n",
            "KK",
            {NEAR: table("| Kim Kay | KMK | kimkay |")},
            ("kimkay", Rule.NEIGHBOUR, f"{NEAR}.md"),
            id="present without a login, elsewhere with other initials",
        ),
        pytest.param(
            table(KIM, KARL),
            "KK",
            {NEAR: table(KIM)},
            (None, Rule.SHARED, "kimkay, kkraus14"),
            id="shared in its own block",
        ),
        pytest.param(
            "",
            "kimkay",
            {NEAR: table(KIM)},
            ("kimkay", Rule.NEIGHBOUR, f"{NEAR}.md"),
            id="a guess that a neighbour makes sure",
        ),
    ],
)
def test_neighbours(block: str, owner: str, others: dict[str, str], expected: tuple[str | None, Rule, str]) -> None:
    assert naming(block, owner, others) == expected


def test_order_of_the_notes_makes_no_difference() -> None:
    texts = {f"{DAY}.md": "## Actions\n* [ ] (KK) a\n", f"{NEAR}.md": table(KIM), "2021-03-11.md": table(KIM)}
    read_notes = [read(path, text) for path, text in texts.items()]
    there, back = acquainted(read_notes), acquainted(reversed(read_notes))
    assert there == back[::-1]


def test_a_guess_that_is_sure_is_no_guess_any_more() -> None:
    line: Line = notes("", "kimkay", {NEAR: table(KIM)})[0].lines[0]
    assert (line.assignees, line.unconfirmed) == (("kimkay",), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("## Actions\n* [ ] (???) a", [], id="nobody named"),
        pytest.param("## Actions\n* [ ] (Moe) a", [], id="known"),
        pytest.param(
            "## Actions\n* [ ] (Zed) a\n* [ ] (zed, Yi) b", [(2, '"Zed: their'), (3, '"Yi: their')], id="once each"
        ),
        pytest.param("## Actions\n* [x] (Zed) a\n## Agenda\n* [ ] (Yi) b", [], id="no open work"),
        pytest.param("## Actions\n* (Zed) a", [], id="only shown"),
        pytest.param("## Actions\n* [ ] (KK) a", [(2, 'names nobody for "KK" on 2021-03-04')], id="not on that day"),
        pytest.param(
            table(KIM, KARL) + "\n## Actions\n* [ ] (Kay, KMK) a",
            [(7, '"Kay: their'), (7, '"KMK: their')],
            id="no name of theirs",
        ),
    ],
)
def test_problems(text: str, expected: list[tuple[int, str]]) -> None:
    problems = acquainted([read(f"{DAY}.md", text, CONFIG)])[0].problems
    assert [problem.line for problem in problems] == [number for number, _ in expected]
    assert all(words in problem.message for problem, (_, words) in zip(problems, expected, strict=True))


@pytest.mark.parametrize(
    ("naming", "pasted"),
    [
        pytest.param(Naming("Zed", None, Rule.UNKNOWN), "Zed: their-login", id="unknown"),
        pytest.param(Naming("Zoë K.", None, Rule.UNKNOWN), "Zoë K.: their-login", id="with a dot"),
        pytest.param(Naming("4a: x", None, Rule.UNKNOWN), '"4a: x": their-login', id="quoted where YAML needs it"),
        pytest.param(Naming("NO", None, Rule.UNKNOWN), "NO: their-login", id="no word for off"),
        pytest.param(Naming("KK", None, Rule.SHARED, "a, b"), "KK: {login: a, from: 2021-03-04}", id="shared"),
        pytest.param(Naming("KK", None, Rule.SHARED), "KK: {login: their-login, from: 2021-03-04}", id="no logins"),
    ],
)
def test_the_line_to_paste_is_a_config(naming: Naming, pasted: str) -> None:
    assert f'add "{pasted}" to' in way_out(naming, date(2021, 3, 4))
    config, problems = load(f"people:\n  {pasted}\n")
    assert problems == ()
    assert config is not None
    assert naming.name.lower() in config.people
