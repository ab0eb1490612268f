"""The config as people write it: what it means, and every mistake with its place."""

import re
from dataclasses import fields
from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.config import globs
from bot.core.config.load import load
from bot.core.config.meetings import MeetingIssues, MeetingSources
from bot.core.config.next_meeting import Next
from bot.core.config.rhythm import Rhythm
from bot.core.config.schema import Config, Headings, Person, Subteam
from bot.core.config.selection import selects
from tests.support.paths import ROOT

MEANINGS = [
    ("empty", "", Config()),
    ("only comments", "# nothing yet\n", Config()),
    ("keys without values are defaults", "people:\nlabels:\nopen_within: ~\n", Config()),
    ("byte order mark and CRLF", "\ufeffopen_within: 5\r\nmax_closes: 1\r\n", Config(open_within=5, max_closes=1)),
    ("notes", "notes: [meetings/**, ./old/*.md]", Config(notes=("meetings/**", "old/*.md"))),
    ("exclusions", "notes: [meetings/**, '!./meetings/*.txt']", Config(notes=("meetings/**", "!meetings/*.txt"))),
    ("one value for a list", "notes: meetings/*.md", Config(notes=("meetings/*.md",))),
    ("open_from", "open_from: action", Config(open_from=frozenset({"action"}))),
    ("open_within", "open_within: 1", Config(open_within=1)),
    ("a number in quotes", 'open_within: "7"', Config(open_within=7)),
    ("without_box", "without_box: all", Config(without_box="all")),
    ("without_box where a series has none", "without_box: auto", Config(without_box="auto")),
    ("dates", "dates: day-first", Config(dates="day-first")),
    (
        "meetings in issues",
        "meetings: {issues: {label: agenda, title: ' WG meeting {date}', comments: on, series: 'notes/*.md'}}",
        Config(
            meetings=MeetingSources(
                issues=(MeetingIssues(label="agenda", title="WG meeting {date}", comments=True, series="notes/*.md"),)
            )
        ),
    ),
    (
        "messages about meetings",
        "meetings: {digest: 24, discussed: on}",
        Config(meetings=MeetingSources(digest=24, discussed=True)),
    ),
    (
        "meetings in issues of two labels",
        "meetings:\n  issues:\n    - label: agenda\n    - {label: docs, title: Docs sprint}",
        Config(
            meetings=MeetingSources(
                issues=(MeetingIssues(label="agenda"), MeetingIssues(label="docs", title="Docs sprint"))
            )
        ),
    ),
    (
        "headings",
        "headings: {action: Aufgaben, done: [Erledigt, Fertig], people: }",
        Config(headings=Headings(action=("Aufgaben",), done=("Erledigt", "Fertig"))),
    ),
    ("closed_again", "closed_again: open", Config(closed_again="open")),
    ("agenda_boxes", "agenda_boxes: work", Config(agenda_boxes="work")),
    ("machine_notes", "machine_notes: ignore", Config(machine_notes="ignore")),
    (
        "next",
        "next: {every: 1st and 3rd Wednesday 17:00 UTC, days_before: 5, as: issue, template: ./notes/FORM.md}",
        Config(
            next=Next(
                every=Rhythm((2,), places=(1, 3), at=time(17)), days_before=5, as_="issue", template="notes/FORM.md"
            )
        ),
    ),
    ("next with its defaults", "next: {every: 2 weeks}", Config(next=Next(every=Rhythm(weeks=2)))),
    ("hold_possible_pairs", "hold_possible_pairs: true", Config(hold_possible_pairs=True)),
    ("not_obeyed", "not_obeyed: ['@Quote-Bot', 'x[bot]']", Config(not_obeyed=frozenset({"quote-bot", "x[bot]"}))),
    ("no labels", "labels: []", Config(labels=())),
    ("labels twice", "labels: [chore, bug, chore]", Config(labels=("chore", "bug"))),
    (
        "labels that YAML takes for something else",
        "labels: [1.0, NO, 2020-01-01]",
        Config(labels=("1.0", "NO", "2020-01-01")),
    ),
    ("the brake", "max_new_issues: 0\nmax_closes: 100000", Config(max_new_issues=0, max_closes=100_000)),
    ("graduate_after", "graduate_after: 5", Config(graduate_after=5)),
    ("children", "children: sub-issues", Config(children="sub-issues")),
    ("remind_after", "remind_after: 2", Config(remind_after=2)),
    ("off", "remind_after: off\nwrite_back: false\nclose_linked: no", Config()),
    ("auto-merge", "auto_merge: true", Config(auto_merge=True)),
    ("plain numbers", "numbers: plain", Config(numbers="plain")),
    ("HackMD", "hackmd: true", Config(hackmd="hackmd.io")),
    ("a HackMD of one's own", "hackmd: https://Pad.example.org:8443/", Config(hackmd="pad.example.org:8443")),
    ("no HackMD", "hackmd: off", Config()),
    ("on", "write_back: on\nclose_linked: true", Config(write_back=True, close_linked=True)),
    ("ignore", "ignore: [standing item, TBD]", Config(ignore=("standing item", "TBD"))),
    (
        "trusted_writers",
        'trusted_writers: [duly[bot], "@Someone"]'.replace("duly[bot]", '"Old-Duly[bot]"'),
        Config(trusted_writers=frozenset({"old-duly[bot]", "someone"})),
    ),
    (
        "a login with and without @",
        'people: {JK: jk-hub, MRB: "@beckermr"}',
        Config(people={"jk": (Person("jk-hub"),), "mrb": (Person("beckermr"),)}),
    ),
    (
        "initials that YAML 1.1 takes for yes and no",
        "people:\n  NO: nora\n  ON: onno\n  Y: ypsilon\n  Null0: zero\n",
        Config(
            people={
                "no": (Person("nora"),),
                "on": (Person("onno"),),
                "y": (Person("ypsilon"),),
                "null0": (Person("zero"),),
            }
        ),
    ),
    (
        "initials that two people had",
        "people:\n  KK:\n  - {login: first, until: 2019-12-31}\n  - login: second\n    from: '2020-01-01'\n",
        Config(people={"kk": (Person("first", None, date(2019, 12, 31)), Person("second", date(2020, 1, 1)))}),
    ),
    (
        "one person with a date",
        "people: {CJ  Wright: {login: CJ-Wright, until: off}}",
        Config(people={"cj wright": (Person("CJ-Wright"),)}),
    ),
    (
        "sub-teams",
        "subteams:\n  docs:\n  gpu: CUDA\n  ARM: {label: arm, headings: [aarch64, ARM], words: aarch, team: '@conda-forge/arm'}\n",
        Config(
            subteams=(
                Subteam("docs", "docs", ("docs",)),
                Subteam("gpu", "CUDA", ("gpu",)),
                Subteam("ARM", "arm", ("aarch64", "ARM"), ("aarch",), team="conda-forge/arm"),
            )
        ),
    ),
    (
        "the members and repositories of a sub-team",
        "subteams:\n  gpu: {team: [ada, '@Bea'], repositories: [harbour/gpu, https://github.com/harbour/cuda]}\n",
        Config(
            subteams=(
                Subteam("gpu", "gpu", ("gpu",), repositories=("harbour/gpu", "harbour/cuda"), members=("ada", "Bea")),
            )
        ),
    ),
    (
        "one person under several names",
        "people:\n  KK: {login: kk-hub, also: [Keith, Keith  Kraus], until: 2020-01-01}\n  Keith: kk-hub\n",
        Config(
            people={
                "kk": (Person("kk-hub", None, date(2020, 1, 1)),),
                "keith": (Person("kk-hub", None, date(2020, 1, 1)), Person("kk-hub")),
                "keith kraus": (Person("kk-hub", None, date(2020, 1, 1)),),
            }
        ),
    ),
    ("a board", "board: true", Config(board=True)),
    ("an anchor that nobody uses", "labels: &mine [a]", Config(labels=("a",))),
]


@pytest.mark.parametrize(("text", "meaning"), [row[1:] for row in MEANINGS], ids=[row[0] for row in MEANINGS])
def test_meaning(text: str, meaning: Config) -> None:
    assert load(text) == (meaning, ())


def test_the_meanings_cover_every_key() -> None:
    changed = {
        each.name
        for each in fields(Config)
        for _, _, meaning in MEANINGS
        if getattr(meaning, each.name) != getattr(Config(), each.name)
    }
    assert changed == {each.name for each in fields(Config)}


MISTAKES = [
    (
        "a rhythm without a weekday",
        "next: {every: month}",
        [
            "1:15: 'month' names no days; write it like '2 weeks', 'Wednesday 17:00 UTC' or '1st and 3rd Wednesday 17:00 "
            "UTC'. A month has no fixed weekday, so name it: '1st Wednesday'"
        ],
    ),
    (
        "a rhythm with two meanings",
        "next: {every: every 2nd Wednesday 17:00}",
        [
            "1:15: 'every 2nd Wednesday 17:00' may mean each 2 weeks or once a month; write '2 weeks on Wednesday' or 'second "
            "Wednesday of the month'"
        ],
    ),
    (
        "next without a rhythm, and other mistakes in it",
        "next: {days_before: 99, as: isue, template: ../x}",
        [
            "1:7: 'every' is missing here",
            "1:21: '99' is not a whole number from 0 to 60",
            "1:29: 'isue' is not one of: pull-request, issue, did you mean 'issue'?",
            "1:45: '../x' is not the path of a file, from the root of the repository",
        ],
    ),
    (
        "a time and a zone that do not exist",
        "next: {every: 'Wednesday 27:00'}\n",
        ["1:15: 'Wednesday 27:00' has no time of a day; write it like 17:00"],
    ),
    ("unknown key", "labels: [a]\n# c\n\n  # d\nlables: [b]", ["5:1: unknown key 'lables', did you mean 'labels'?"]),
    ("unknown key, nothing near", "colour: red", ["1:1: unknown key 'colour'; `duly schema` lists the keys"]),
    (
        "unknown key inside",
        "subteams:\n  docs:\n    label: x\n    heading: y",
        ["4:5: unknown key 'heading', did you mean 'headings'?"],
    ),
    ("hyphen for underscore", "max-closes: 3", ["1:1: unknown key 'max-closes', did you mean 'max_closes'?"]),
    ("no mapping", "- a", ["1:1: keys with values are needed here, like `key: value`"]),
    ("only text", "yes", ["1:1: keys with values are needed here, like `key: value`"]),
    ("a key twice", "labels: a\nlabels: b", ["2:1: 'labels' is given twice, first in line 1"]),
    ("a list as key", "? [a]\n: b", ["1:3: a key must be text"]),
    ("merge key", "<<: {labels: a}", ["1:1: merge keys (<<) are not supported: write the values out"]),
    ("alias", "labels: &a [x]\nignore: *a", ["2:9: aliases (*name) are not supported: write the value out"]),
    ("tab", "people:\n\tJK: jk", ["2:1: a tab cannot indent in YAML, use spaces"]),
    ("@ without quotes", "people:\n  JK: @jk", ["2:7: a value that starts with @ needs quotes"]),
    ("* without quotes", "notes: *.md", ["1:8: a value that starts with * needs quotes"]),
    ("** without quotes", "notes:\n  - **/*.md", ["2:5: a value that starts with * needs quotes"]),
    ("& without quotes", "labels: &, b", ["1:9: a value that starts with & needs quotes"]),
    ("! without quotes", "notes:\n  - a/**\n  - !b/**", ["3:5: a value that starts with ! needs quotes"]),
    (
        "a colon without quotes",
        "headings:\n  action: Next: things",
        [
            "2:15: invalid YAML: a value that holds a colon and a blank needs quotes, "
            "and keys below a key need a line each"
        ],
    ),
    (
        "a key in another column",
        "people:\n  JK: jk\n AL: al",
        ["3:2: invalid YAML: keys of one level have to start in the same column"],
    ),
    (
        "open bracket",
        "labels: [a\n",
        ["2:1: invalid YAML: expected ',' or ']', but got the end of the file: close each bracket and quote"],
    ),
    ("two documents", "labels: a\n---\nlabels: b\n", ["2:1: invalid YAML: but found another document"]),
    ("NUL", "labels:\n  - a\x00", ["2:6: a character that YAML does not allow"]),
    ("zero meetings", "open_within: 0", ["1:14: '0' is not a whole number from 1 to 1000"]),
    ("a word for a number", "open_within: three", ["1:14: 'three' is not a whole number from 1 to 1000"]),
    ("a huge number", f"max_closes: {'9' * 5000}", [f"1:13: '{'9' * 39}…' is not a whole number from 0 to 100000"]),
    ("a fraction", "max_closes: 1.5", ["1:13: '1.5' is not a whole number from 0 to 100000"]),
    ("a negative number", "max_closes: -1", ["1:13: '-1' is not a whole number from 0 to 100000"]),
    ("a list for a number", "max_closes: [1]", ["1:13: text is needed here, not a list or keys"]),
    (
        "reminders on, but when?",
        "remind_after: on",
        ["1:15: 'on' is not a whole number from 1 to 1000 (meetings), nor off"],
    ),
    ("neither on nor off", "write_back: maybe", ["1:13: 'maybe' is neither on nor off"]),
    (
        "unknown kind",
        "open_from: [action, move-to-traker]",
        ["1:21: 'move-to-traker' is not one of: action, move-to-tracker, did you mean 'move-to-tracker'?"],
    ),
    (
        "hours before a meeting",
        "meetings: {digest: 1000}",
        ["1:20: '1000' is not a whole number from 1 to 336 (hours), nor off"],
    ),
    ("meetings without a label", "meetings: {issues: {title: 'WG {date}'}}", ["1:20: 'label' is missing here"]),
    (
        "another place in a title",
        "meetings:\n  issues: {label: agenda, title: 'WG {day}'}",
        ["2:34: '{day}' has no meaning in a title, only {date} has"],
    ),
    (
        "the date twice",
        "meetings:\n  issues:\n    - {label: a, title: '{date} {date}'}",
        ["3:25: '{date} {date}' has {date} more than once"],
    ),
    ("an unknown source", "meetings: {issue: agenda}", ["1:12: unknown key 'issue', did you mean 'issues'?"]),
    ("unknown order", "dates: month", ["1:8: 'month' is not one of: day-first, month-first"]),
    (
        "unknown heading",
        "headings:\n  actions: Aufgaben",
        ["2:3: unknown key 'actions', did you mean 'action'?"],
    ),
    ("headings as a list", "headings: [Tasks]", ["1:11: keys with values are needed here, like `key: value`"]),
    ("long label", f"labels: [{'x' * 51}]", [f"1:10: a label has at most 50 characters, '{'x' * 39}…' has 51"]),
    (
        "sub-team whose name is too long for a label",
        f"subteams:\n  {'x' * 51}:",
        [f"2:55: a label has at most 50 characters, '{'x' * 39}…' has 51"],
    ),
    ("label on two lines", "labels:\n- |\n  a\n  b", ["2:3: 'a b' contains line ends or control characters"]),
    ("half a character", 'labels: ["\\ud800"]', ["1:10: '\\ud800' contains line ends or control characters"]),
    ("empty label", "labels: ['']", ["1:10: a value is missing here"]),
    ("folder", "notes: meetings/", ["1:8: 'meetings/' is a folder, did you mean 'meetings/**'?"]),
    (
        "no Markdown",
        "notes: docs/*.txt",
        ["1:8: 'docs/*.txt': notes are Markdown or reStructuredText, in files that end in .md, .markdown or .rst"],
    ),
    (
        "braces",
        "notes: '*.{md,txt}'",
        ["1:8: '*.{md,txt}': a glob has no wildcards but *, **, ? and []; list several globs one by one"],
    ),
    (
        "an exclusion of an exclusion",
        "notes: '!!drafts/*.md'",
        ["1:8: '!!drafts/*.md': a glob has no wildcards but *, **, ? and []; list several globs one by one"],
    ),
    ("an exclusion of nothing", "notes: '!'", ["1:8: '!' is not a path from the root of the repository"]),
    ("an excluded folder", "notes: '!drafts/'", ["1:8: '!drafts/' is a folder, did you mean '!drafts/**'?"]),
    ("many folders", "notes: '**/a/**/b/**'", ["1:8: '**/a/**/b/**': a glob has ** at most twice"]),
    (
        "out of the repository",
        "notes: ../notes/*.md",
        ["1:8: '../notes/*.md' is not a path from the root of the repository"],
    ),
    (
        "no login",
        "people:\n  JK: j--k\n  X: a b\n",
        ["2:7: 'j--k' cannot be a login on GitHub", "3:6: 'a b' cannot be a login on GitHub"],
    ),
    ("a login too long", f"people: {{X: {'a' * 41}}}", [f"1:13: '{'a' * 39}…' cannot be a login on GitHub"]),
    ("a bot for a person", "people:\n  X: renovate[bot]", ["2:6: 'renovate[bot]' cannot be a login on GitHub"]),
    ("nobody", "people:\n  JK:\n", ["2:6: a value is missing here"]),
    ("a name twice", "people:\n  JK: a\n  jk: b\n", ["3:3: 'jk' is given twice, first in line 2"]),
    (
        "no such day",
        "people:\n  JK: {login: a, from: 2020-02-30}",
        ["2:24: '2020-02-30' is not a date like 2020-08-26"],
    ),
    (
        "another form of date",
        "people:\n  JK: {login: a, from: 20200226}",
        ["2:24: '20200226' is not a date like 2020-08-26"],
    ),
    (
        "dates turned round",
        "people:\n  JK: {login: a, from: 2021-01-01, until: 2020-01-01}",
        ["2:7: until 2020-01-01 is before from 2021-01-01"],
    ),
    ("a person without login", "people:\n  JK: {from: 2021-01-01}", ["2:7: 'login' is missing here"]),
    (
        "two people at once",
        "people:\n  KK: [{login: a, until: 2020-01-01}, {login: b, from: 2020-01-01}]",
        [
            "2:39: 'KK' stands for a and b at the same time: separate them by dates, "
            "like [{login: a, until: 2020-12-31}, {login: b, from: 2021-01-01}]"
        ],
    ),
    (
        "two people at once under another name",
        "people:\n  KK: {login: a, also: [Kim]}\n  Kim: b\n",
        [
            "3:8: 'Kim' stands for a and b at the same time: separate them by dates, "
            "like [{login: a, until: 2020-12-31}, {login: b, from: 2021-01-01}]"
        ],
    ),
    (
        "no repository",
        "subteams: {docs: {repositories: a/b/c}}",
        ["1:33: 'a/b/c' is not a repository like docs or owner/docs"],
    ),
    ("people as a list", "people: [jk]", ["1:9: names with values are needed here, like `name: value`"]),
    ("no team", "subteams: {docs: {team: a/b/c}}", ["1:25: 'a/b/c' is not a team like docs or owner/docs"]),
    (
        "all at once, in the order of the file",
        "write_back: 3\nlabels: [a, '', {b: c}]\npeople:\n  X: {lgin: a, until: x}\nlabels: b\n",
        [
            "1:13: '3' is neither on nor off",
            "2:13: a value is missing here",
            "2:17: text is needed here, not a list or keys",
            "4:6: 'login' is missing here",
            "4:7: unknown key 'lgin', did you mean 'login'?",
            "4:23: 'x' is not a date like 2020-08-26",
            "5:1: 'labels' is given twice, first in line 2",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_mistake(text: str, expected: list[str]) -> None:
    config, problems = load(text, "duly.yml")
    assert [str(problem) for problem in problems] == [f"duly.yml:{each}" for each in expected]
    assert config is None
    assert all(problem.serious for problem in problems)


BOMBS = {
    "brackets": "[" * 10_000,
    "braces": "{a: " * 10_000,
    "nested lists": "".join(f"{' ' * depth}-\n" for depth in range(300)),
    "laughs": "a: &a [x, x]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)),
    "too long": "# \n" * 30_000,
    "impossible escape": '"\\UFFFFFFFF"',
    "impossible version": f"%YAML {'9' * 5000}.1\n--- a",
    "thousands of mistakes": "".join(f"k{n}: {n}\n" for n in range(5000)),
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_hostile_yaml_is_a_problem(text: str) -> None:
    config, problems = load(text)
    assert config is None
    assert problems


def test_problems_name_the_path() -> None:
    assert str(load("x: 1")[1][0]) == ".github/duly.yml:1:1: unknown key 'x'; `duly schema` lists the keys"


PIECES = st.sampled_from(
    [each.name for each in fields(Config)]
    + [
        "login",
        "from",
        "until",
        ": ",
        "\n",
        "\n  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "&a ",
        "*a",
        "|",
        ">",
        "!!",
        "!!int ",
        "%YAML ",
        "---\n",
    ]
    + [
        "<<",
        "?",
        "\t",
        "@",
        "\\U00110000",
        "0x1F",
        "2020-01-01",
        "off",
        "~",
        "#",
        "\ud800",
        "\x85",
        "\ufeff",
        "1e999",
        "9" * 30,
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
@example("\x00")
@example("!!binary x")
@example("[\x85")
def test_no_text_raises(text: str) -> None:
    config, problems = load(text)
    assert (config is None) == bool(problems)
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 1
    assert all(0 <= problem.line <= lines + 1 for problem in problems)


SERIES = [
    ("by default any Markdown", (), "meetings/2020-08-26.md", ""),
    ("by default at the root", (), "README.markdown", ""),
    ("by default in capitals", (), "NOTES.MD", ""),
    ("by default nothing else", (), "meetings/2020-08-26.txt", None),
    ("by default nothing hidden", (), ".github/PULL_REQUEST_TEMPLATE.md", None),
    ("by default no hidden file", (), "docs/.draft.md", None),
    ("by default what stands above the folder", (), "../docs/a.md", ""),
    ("star stays in its folder", ("meetings/*.md",), "meetings/old/a.md", None),
    ("first glob wins", ("docs/**", "docs/core/*.md"), "docs/core/a.md", "docs/**"),
    ("second glob", ("docs/*.md", "docs/core/*.md"), "docs/core/a.md", "docs/core/*.md"),
    ("two stars stand for no folder too", ("docs/**/*.md",), "docs/a.md", "docs/**/*.md"),
    ("a folder's Markdown only", ("docs/**",), "docs/logo.png", None),
    ("nor by a glob that takes in all", ("docs/*",), "docs/a.txt", None),
    ("hidden folders must be named", ("**/*.md",), ".github/a.md", None),
    ("a hidden folder that is named", (".notes/*.md",), ".notes/a.md", ".notes/*.md"),
    ("excluded", ("docs/**", "!docs/drafts/**"), "docs/drafts/a.md", None),
    ("excluded by a glob before", ("!docs/drafts/**", "docs/**"), "docs/drafts/a.md", None),
    ("not excluded", ("docs/**", "!docs/drafts/**"), "docs/a.md", "docs/**"),
    ("exclusions alone leave the default", ("!docs/**",), "notes/a.md", ""),
    ("exclusions alone exclude", ("!docs/**",), "docs/a.md", None),
    ("case counts", ("Meetings/*.md",), "meetings/a.md", None),
]


@pytest.mark.parametrize(("notes", "path", "series"), [row[1:] for row in SERIES], ids=[row[0] for row in SERIES])
def test_series(notes: tuple[str, ...], path: str, series: str | None) -> None:
    assert selects(Config(notes=notes), path) == series


GLOBS = [
    ("a.md", "a.md", True),
    ("a.md", "b/a.md", False),
    ("**", "a/b/c.md", True),
    ("**/c.md", "c.md", True),
    ("**/c.md", "a/b/c.md", True),
    ("x/**", "x", False),
    ("x/**", "x/y", True),
    ("a/**/c/**/e", "a/c/d/e", True),
    ("a/**/c/**/e", "a/b/d/e", False),
    ("**/a/**/a/**/b", "a/a/a/a/c", False),
    ("20[12]?-*.md", "2030-08.md", False),
    ("20[12]?-*.md", "2010-08.md", True),
    ("[!a]*.md", "b.md", True),
    ("a**b", "axxb", True),
    ("a**b", "ax/xb", False),
    ("*", ".a", False),
    (".*", ".a", True),
    ("**/.a/**", "x/.a/y", True),
    ("**/.a/**/z", "x/.a/.y/z", False),
    ("[", "[", True),
]


@pytest.mark.parametrize(("glob", "path", "named"), GLOBS)
def test_globs(glob: str, path: str, named: bool) -> None:
    assert globs.matches(glob, path) is named


@given(st.text(alphabet="ab*?[]!/.-\\", max_size=40), st.text(alphabet="ab/.-", max_size=40))
def test_every_path_names_itself_and_no_glob_raises(glob: str, path: str) -> None:
    assert globs.matches(path, path)
    assert globs.matches(glob, path) in {True, False}


@pytest.mark.parametrize("key", [each.name for each in fields(Config)])
def test_each_key_has_an_effect(key: str) -> None:
    """A key that nothing reads would be passed over in silence."""
    product = (
        path for path in (ROOT / "bot").rglob("*.py") if "sandbox" not in path.parts and "config" not in path.parts
    )
    assert any(re.search(rf"config\.{key}\b", path.read_text(encoding="utf-8")) for path in product)
