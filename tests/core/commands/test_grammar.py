"""Which lines of a comment are commands, as tables; hostile ones too."""

from cProfile import Profile
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import commands
from bot.core.commands import Invocation, added, intended, invocations
from bot.core.commands.command import Command
from bot.core.commands.registry import COMMANDS

LINES = [
    pytest.param("Nothing to see here.", [], id="no command"),
    pytest.param("", [], id="empty"),
    pytest.param("/done", ["/done"], id="one"),
    pytest.param("Thanks!\n/done\nSee you.", ["/done"], id="between lines of text"),
    pytest.param("/assign @ada\n/subteam docs\n\n/done", ["/assign @ada", "/subteam docs", "/done"], id="several"),
    pytest.param("/done\n/done", ["/done", "/done"], id="twice"),
    pytest.param("/done\r\n/help\r\n", ["/done", "/help"], id="CRLF"),
    pytest.param("\u00a0/drop\u00a0the\u00a0vendor", ["/drop the vendor"], id="blanks that do not break"),
    pytest.param("   /done\t ", ["/done"], id="blanks around it"),
    pytest.param("/DONE\n/Assign @Ada", ["/done", "/assign @Ada"], id="capital letters, in the name only"),
    pytest.param("/done.\n/help!", ["/done", "/help"], id="the end of a sentence"),
    pytest.param("/drop it's done.", ["/drop it's done."], id="the end of a reason stays"),
    pytest.param("/done\u200b", ["/done"], id="what nobody sees"),
    pytest.param("/done  \n/help\\\n/plan", ["/done", "/help", "/plan"], id="hard line breaks"),
    pytest.param("/done\n--\nAda", ["/done"], id="a mail's signature makes a heading of it"),
    pytest.param("/done <!-- at last -->", ["/done"], id="an HTML comment behind it"),
    pytest.param("/drop <!-- a <!-- b -->it --> is<!-- c -->", ["/drop it --> is"], id="HTML comments within it"),
    pytest.param("/drop `x` is **gone**", ["/drop `x` is **gone**"], id="Markdown in a reason"),
    pytest.param("text\n    /done", ["/done"], id="an indented line that goes on a paragraph"),
    pytest.param("<details>\n\n/done\n\n</details>", ["/done"], id="in a fold"),
    pytest.param("> quoted\n\n/done", ["/done"], id="below a quote"),
    pytest.param("```\ncode\n```\n/done", ["/done"], id="below a fence"),
    pytest.param("`a` and\n/done\nand `b`", ["/done"], id="between two pieces of code"),
    pytest.param("Please say /done then", [], id="within a line"),
    pytest.param("/usr/bin/python", [], id="a path"),
    pytest.param("/done/it", [], id="a path that begins like one"),
    pytest.param("//done", [], id="two slashes"),
    pytest.param("\\/done", [], id="escaped"),
    pytest.param("/ done", [], id="a blank behind the slash"),
    pytest.param("`/done`", [], id="in code"),
    pytest.param("`a\n/done\nb`", [], id="in code over lines"),
    pytest.param("``a `\n/done\n`` b", [], id="in code of two backticks"),
    pytest.param("```\n/done\n```", [], id="in a fence"),
    pytest.param("~~~ sh\n/done", [], id="in a fence without an end"),
    pytest.param("    /done", [], id="in indented code"),
    pytest.param("> /done", [], id="quoted"),
    pytest.param("> as you said:\n/done", [], id="a quote that goes on"),
    pytest.param("> > /done", [], id="quoted twice"),
    pytest.param("> [!NOTE]\n> /done", [], id="in an alert"),
    pytest.param("<!-- /done -->", [], id="in an HTML comment"),
    pytest.param("<!--\n\n/done\n\n-->", [], id="in an HTML comment over lines"),
    pytest.param("see <!--\n/done\n--> there", [], id="in an HTML comment within a paragraph"),
    pytest.param("<pre>\n\n/done\n\n</pre>", [], id="in preformatted HTML"),
    pytest.param("<div>\n/done\n</div>", [], id="in HTML"),
    pytest.param("- /done\n1. /help", [], id="in lists"),
    pytest.param("# /done", [], id="a heading"),
    pytest.param("| a |\n|---|\n| /done |", [], id="in a table"),
    pytest.param("[a\n/done\nb](https://example.org)", [], id="in a link"),
    pytest.param("[/done]: https://example.org", [], id="a link's definition"),
    pytest.param("text[^1]\n\n[^1]: /done", [], id="a footnote"),
    pytest.param("\ue0000\ue000\n/done", ["/done"], id="the mark that is used inside"),
    pytest.param("*a*" * 1001 + "\n/done", [], id="too many brackets"),
    pytest.param("/done\n/help\n/plan\n/carry", ["/done", "/help", "/plan", "/carry"], id="many in a row"),
    pytest.param("[a]:\n/done\n/help\n/plan", ["/help", "/plan"], id="many in a row below a link's definition"),
    pytest.param("`a\n/done\n/help\n/plan\nb`", [], id="many in a row in code over lines"),
    pytest.param("/done\n/help\n/plan\n===", ["/done", "/help", "/plan"], id="many in a row as a heading"),
    pytest.param("> a\n/done\n/help\n/plan\n\n/carry", ["/carry"], id="many in a row that go on a quote"),
]


@pytest.mark.parametrize(("body", "expected"), LINES)
def test_lines(body: str, expected: list[str]) -> None:
    assert [str(each) for each in invocations(body)] == expected


FRAMES = [
    pytest.param("{}", id="alone"),
    pytest.param("text\n{}", id="below text"),
    pytest.param("```\n{}\n```", id="in a fence"),
    pytest.param("<div>\n{}\n</div>", id="in HTML"),
    pytest.param("- item\n{}", id="below an item"),
    pytest.param("*a\n{}\nb*", id="in emphasis"),
    pytest.param("| a |\n|---|\n{}", id="below a table"),
]


@pytest.mark.parametrize("frame", FRAMES)
def test_of_plain_lines_in_a_row_the_last_is_what_the_second_is(frame: str) -> None:
    two, many = (invocations(frame.format("\n".join(["/done"] * count))) for count in (2, 500))
    assert len(many) == (500 if len(two) == 2 else len(two))


INTENDED = [
    pytest.param("done", "done", id="a command"),
    pytest.param("dnoe", "done", id="two letters swapped"),
    pytest.param("assing", "assign", id="the same in a longer word"),
    pytest.param("unasign", "unassign", id="a letter missing"),
    pytest.param("helpp", "help", id="a letter too many"),
    pytest.param("carri", "carry", id="a letter wrong"),
    pytest.param("dine", "done", id="another word that is as near"),
    pytest.param("usr", None, id="short words are left alone"),
    pytest.param("don", "done", id="short, and the beginning of a command"),
    pytest.param("dne", None, id="short, and near"),
    pytest.param("lan", None, id="short, near and a path"),
    pytest.param("app", None, id="the beginning of a longer command, and a path"),
    pytest.param("close", None, id="another bot's"),
    pytest.param("shrug", None, id="GitHub's own"),
    pytest.param("duplicate", None, id="GitHub's own too"),
    pytest.param("assignee", None, id="two letters off"),
]


@pytest.mark.parametrize(("name", "command"), INTENDED)
def test_intended_command(name: str, command: str | None) -> None:
    assert intended(Invocation(name)) == command


EDITS = [
    pytest.param("/done", "/done", [], id="nothing"),
    pytest.param("/done", "Sorry.\n\n/done", [], id="text around it"),
    pytest.param("/dnoe", "/done", ["/done"], id="corrected"),
    pytest.param("/drop x", "/drop y", ["/drop y"], id="another reason"),
    pytest.param("/drop x", "/drop  x", [], id="blanks"),
    pytest.param("/done\n/help", "/help\n/done", [], id="another order"),
    pytest.param("/help", "/help\n/help", ["/help"], id="once more"),
    pytest.param("/help\n/help", "/help", [], id="once less"),
    pytest.param("> /done", "/done", ["/done"], id="out of a quote"),
]


@pytest.mark.parametrize(("before", "after", "expected"), EDITS)
def test_commands_that_an_edit_adds(before: str, after: str, expected: list[str]) -> None:
    assert [str(each) for each in added(before, after)] == expected


bodies = st.lists(
    st.sampled_from(
        ["/done", "/drop a  b", " /Help. ", "```", "`", "<!--", "-->", "> x", "- y", "", "text", "\t", "--"]
    )
    | st.text(max_size=20),
    max_size=12,
).map("\n".join)


@given(bodies)
def test_a_command_and_its_line(body: str) -> None:
    for each in invocations(body):
        assert Invocation.from_line(str(each)) == each
        assert invocations(str(each)) in {(each,), ()}, "alone it is the same command, or none"


@given(bodies)
def test_nothing_in_code_is_a_command(body: str) -> None:
    assert invocations("~~~~\n" + body.replace("~~~~", "") + "\n~~~~") == ()
    assert invocations("\n".join(f"> {line}" for line in body.splitlines())) == ()


SLOW = [
    pytest.param("> a\n\n" * 13_000, id="quotes"),
    pytest.param("|a|b|\n|-|-|\n" * 5_000, id="tables"),
    pytest.param("/done\n" * 10_000, id="commands"),
    pytest.param(">" * 60_000, id="nested quotes"),
    pytest.param("- " * 30_000, id="nested lists"),
    pytest.param("[a]: b\n" * 9_000, id="definitions"),
    pytest.param("`" * 1_999, id="backticks"),
    pytest.param("a\n" * 30_000, id="lines"),
    pytest.param("|" + "a|" * 1_000 + "\n|" + "-|" * 1_000 + "\n" + ("|" * 500 + "\n") * 120, id="a wide table"),
    pytest.param("/done " + "<!-- " * 1_990 + "x" * 50_000, id="comments without an end"),
]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("body", SLOW)
def test_the_work_for_a_long_comment_grows_with_its_length(body: str) -> None:
    invocations(body[:8_000])
    part, whole = (_calls(body[:length] + "\n\n/done") for length in (8_000, 32_000))
    # Four times the length takes four times the calls, sixteen times as many if something is quadratic.
    assert whole < 5 * part + 1_000


def _calls(body: str) -> int:
    """How many functions are called; the time would depend on what else the machine does."""
    profile = Profile()
    profile.runcall(invocations, body)
    return sum(entry.callcount for entry in profile.getstats())


def test_every_command_is_listed() -> None:
    modules = [import_module(found.name) for found in iter_modules(commands.__path__, f"{commands.__name__}.")]
    made = {one.name for module in modules for one in vars(module).values() if isinstance(one, Command)}
    assert made == set(COMMANDS)
