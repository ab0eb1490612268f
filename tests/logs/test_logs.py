"""What log lines contain, and which secrets they never contain."""

import asyncio
import errno
import io
import json
import logging
import re
import sys
from collections.abc import Callable, Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.logs.redaction import REDACTED, redactor
from bot.logs.setup import set_up

SECRET = 'It\'s a "Secret" to Everybody'
PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nq83vEjRWeJ\n-----END RSA PRIVATE KEY-----"
JWT = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJl-_x"

PLAIN = "nothing to hide: 12 issues, key 0a1b2c, https://github.com/o/r#L3"
ALIKE = "ghost_writer, github_patch, monkeyJ, tokens expire, pwd: 1, bearer of news: abc"

TEXTS = [
    pytest.param(PLAIN, PLAIN, id="nothing"),
    pytest.param(ALIKE, ALIKE, id="words that look alike"),
    pytest.param("an installation ghs_16C7e42F292c6912E7710c838347Ae178B4a.", f"an installation {REDACTED}", id="ghs_"),
    pytest.param(f"(ghs_123456_{JWT})", f"({REDACTED})", id="ghs_ with dots"),
    pytest.param("'ghp_abc123'", f"'{REDACTED}'", id="ghp_"),
    pytest.param("gho_abc ghu_abc ghr_abc", f"{REDACTED} {REDACTED} {REDACTED}", id="gho_, ghu_, ghr_"),
    pytest.param("github_pat_11ABC_def", REDACTED, id="github_pat_"),
    pytest.param("Authorization: Bearer abc.def-123", f"Authorization: Bearer {REDACTED}", id="bearer"),
    pytest.param("{'Authorization': 'token abc.def'}", f"{{'Authorization': 'token {REDACTED}'}}", id="token"),
    pytest.param(f"jwt={JWT}&x=1", f"jwt={REDACTED}&x=1", id="a JWT"),
    pytest.param(f"key: {PEM} end", f"key: {REDACTED} end", id="PEM"),
    pytest.param(f"key: {PEM!r} end", f"key: '{REDACTED}' end", id="PEM on one line"),
    pytest.param(f"key: {PEM[:50]}", f"key: {REDACTED}", id="PEM cut off"),
    pytest.param(f"secret is {SECRET}!", f"secret is {REDACTED}!", id="the webhook secret"),
    pytest.param(repr([SECRET]), f"['{REDACTED}']", id="the webhook secret in a repr"),
    pytest.param(json.dumps({"s": SECRET}), f'{{"s": "{REDACTED}"}}', id="the webhook secret in JSON"),
    pytest.param("https://zoom.us/j/1?pwd=QmFzZTY0&x=1", f"https://zoom.us/j/1?pwd={REDACTED}&x=1", id="pwd="),
    pytest.param(
        "?access_token=abc&client_secret=d", f"?access_token={REDACTED}&client_secret={REDACTED}", id="in a query"
    ),
    pytest.param("postgresql://duly:hunter2@db/duly", f"postgresql://{REDACTED}@db/duly", id="in a URL"),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_redaction(text: str, expected: str) -> None:
    # A secret of fewer than four characters would match parts of ordinary words.
    assert redactor([SECRET, "", "abc"])(text) == expected


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Restores what `set_up` changes in the process."""
    root = logging.getLogger()
    handlers, level, raising = root.handlers[:], root.level, logging.raiseExceptions
    yield
    root.handlers[:], logging.raiseExceptions = handlers, raising
    root.setLevel(level)
    logging.captureWarnings(False)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def logged(write: Callable[[], object], stream: io.StringIO | None = None, level: str = "info") -> str:
    """The log after `write`."""
    stream = stream or io.StringIO()
    set_up(level, stream, [SECRET])
    write()
    return stream.getvalue()


def ours(**values: object) -> Callable[[], None]:
    return lambda: structlog.get_logger("bot.here").info("an event", **values)


def test_a_line_for_machines_is_one_json_object() -> None:
    line = json.loads(logged(ours(issue=3, labels=("a", "b"), none=None, unicode="é")))
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "an event",
        "level": "info",
        "logger": "bot.here",
        "issue": 3,
        "labels": ["a", "b"],
        "none": None,
        "unicode": "é",
    }


PLAIN_OR_NOT = [
    pytest.param({}, id="plain values"),
    pytest.param({"error": ValueError("no value of JSON")}, id="another value"),
    pytest.param({"title": "two\nlines"}, id="a line feed"),
    pytest.param({"secret": "under a name of secrets"}, id="a name of secrets"),
]


@pytest.mark.parametrize("more", PLAIN_OR_NOT)
def test_a_line_has_the_same_fields_whichever_way_it_is_made(more: dict[str, object]) -> None:
    def write() -> None:
        with structlog.contextvars.bound_contextvars(delivery="72d3162e", work="of the context"):
            structlog.get_logger("bot.here").bind(bound=1.5).warning(
                "an event", issue=3, work="sync", none=None, **more
            )

    line = json.loads(logged(write))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", line.pop("timestamp"))
    assert {name: value for name, value in line.items() if name not in more} == {
        "event": "an event",
        "level": "warning",
        "logger": "bot.here",
        "issue": 3,
        "none": None,
        "bound": 1.5,
        "delivery": "72d3162e",
        "work": "sync",
    }
    assert line.get("secret", REDACTED) == REDACTED


def test_an_error_stands_in_the_line_of_its_event() -> None:
    def write() -> None:
        try:
            raise ValueError("why")
        except ValueError:
            structlog.get_logger("bot.here").exception("an event")

    line = json.loads(logged(write))
    assert "ValueError: why" in line["exception"]
    assert "exc_info" not in line


def test_a_line_for_people_is_no_json() -> None:
    text = logged(ours(issue=3), Terminal())
    assert "an event" in text and "issue" in text
    assert not text.startswith("{")


def test_what_is_bound_stands_in_every_line() -> None:
    def write() -> None:
        with structlog.contextvars.bound_contextvars(delivery="72d3162e"):
            ours()()
            logging.getLogger("aiohttp.server").warning("theirs")

    assert [json.loads(line)["delivery"] for line in logged(write).splitlines()] == ["72d3162e"] * 2


LEVELS = [("debug", 3), ("info", 2), ("error", 1)]


@pytest.mark.parametrize(("level", "lines"), LEVELS)
@pytest.mark.parametrize(
    "logger", [structlog.get_logger("bot.here"), logging.getLogger("theirs")], ids=["ours", "theirs"]
)
def test_the_level_is_honoured(logger: logging.Logger, level: str, lines: int) -> None:
    def write() -> None:
        logger.debug("one")
        logger.info("two")
        logger.error("three")

    assert len(logged(write, level=level).splitlines()) == lines


class Holder:
    def __repr__(self) -> str:
        return f"Holder({SECRET!r}, ghs_abc)"


def fails() -> None:
    try:
        raise ValueError(f"token ghs_abc of {SECRET}", PEM)
    except ValueError:
        structlog.get_logger().exception("failed")


def theirs_fails() -> None:
    try:
        raise ValueError(f"token ghs_abc of {SECRET}", PEM)
    except ValueError:
        logging.getLogger("aiohttp.server").exception("failed with %s", "ghs_abc")


def chained() -> None:
    try:
        try:
            raise KeyError(PEM)
        except KeyError as error:
            raise ValueError(SECRET) from error
    except ValueError:
        structlog.get_logger().error("failed ghs_abc", exc_info=sys.exc_info())


WRONG_FORM = "%d ghs_abc"

PLACES = [
    pytest.param(ours(url=f"https://h/?ghs_abc {SECRET}", pem=PEM), id="in values"),
    pytest.param(ours(nested={"a": [{"ghs_abc": (SECRET, PEM)}]}), id="in nested values and keys"),
    pytest.param(
        ours(thing=Holder(), things={Holder()}, raw=f"ghs_abc {SECRET} {PEM}".encode()),
        id="in values that are not text",
    ),
    pytest.param(lambda: structlog.get_logger().info(f"ghs_abc {SECRET} {PEM}"), id="in the event"),
    pytest.param(
        lambda: logging.getLogger("aiohttp").info("%s %s", f"ghs_abc {SECRET}", [PEM]), id="in arguments of a library"
    ),
    pytest.param(fails, id="in a traceback of Duly"),
    pytest.param(theirs_fails, id="in a traceback of a library"),
    pytest.param(chained, id="in a chained traceback"),
    pytest.param(lambda: logging.getLogger("x").info(WRONG_FORM, SECRET, PEM), id="in a line that cannot be formatted"),
]


@pytest.mark.parametrize("terminal", [False, True], ids=["for machines", "for people"])
@pytest.mark.parametrize("write", PLACES)
def test_no_secret_gets_into_the_log(
    write: Callable[[], None], terminal: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    text = logged(write, Terminal() if terminal else io.StringIO())
    assert text
    for part in ("ghs_abc", "Everybody", "MIIEpAIB", "q83vEjRWeJ"):
        assert part not in text
        assert part not in capsys.readouterr().err
    if not terminal:
        assert all(json.loads(line) for line in text.splitlines())


CONTROLS = {
    "escape": "\x1b[2J",
    "C1": "\x9b31m",
    "delete": "\x7f",
    "right to left": "\u202e",
    "line separator": "\u2028",
}
FOREIGN = "".join(CONTROLS.values()) + "\r\n2026-01-01 [info] forged\n2026-01-01 [info] forged"


def foreign_fails() -> None:
    try:
        raise ValueError(FOREIGN)
    except ValueError:
        structlog.get_logger().exception("failed")


FOREIGN_PLACES = [
    pytest.param(ours(title=FOREIGN), id="in a value"),
    pytest.param(ours(nested={FOREIGN: [FOREIGN]}), id="in nested values and keys"),
    pytest.param(lambda: structlog.get_logger().info(FOREIGN), id="in the event"),
    pytest.param(lambda: logging.getLogger("aiohttp").info("%s", FOREIGN), id="in an argument of a library"),
    pytest.param(foreign_fails, id="in a traceback"),
]


@pytest.mark.parametrize("terminal", [False, True], ids=["for machines", "for people"])
@pytest.mark.parametrize("write", FOREIGN_PLACES)
def test_foreign_control_characters_are_escaped(write: Callable[[], None], terminal: bool) -> None:
    text = logged(write, Terminal() if terminal else io.StringIO())
    # Colours are Duly's own.
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert [sign for sign in text if not sign.isprintable() and sign != "\n"] == []
    assert "u202e" in text
    assert [line for line in text.splitlines() if line.startswith("2026-01-01")] == []
    if not terminal:
        assert all(json.loads(line) for line in text.splitlines())


class Counting(io.StringIO):
    """A stream that counts how often it is flushed."""

    flushed = 0

    def flush(self) -> None:
        self.flushed += 1


LEVELS_AND_FLUSHES = [pytest.param("info", 0, id="info waits"), pytest.param("warning", 1, id="a warning does not")]


@pytest.mark.parametrize(("level", "at_once"), LEVELS_AND_FLUSHES)
async def test_lines_of_a_round_of_the_loop_are_flushed_together(level: str, at_once: int) -> None:
    stream = Counting()
    set_up("info", stream)
    logger = structlog.get_logger("bot.here")
    logger.info("one")
    getattr(logger, level)("two")
    assert stream.flushed == at_once
    await asyncio.sleep(0)
    assert stream.flushed == at_once + 1
    logger.info("three")
    await asyncio.sleep(0)
    assert stream.flushed == at_once + 2


async def test_a_line_of_a_thread_is_flushed_at_once() -> None:
    stream = Counting()
    set_up("info", stream)
    await asyncio.to_thread(structlog.get_logger("bot.here").info, "one")
    assert stream.flushed == 1


def test_lines_are_flushed_though_the_loop_of_earlier_ones_has_ended() -> None:
    async def write() -> None:
        structlog.get_logger("bot.here").info("one")

    stream = Counting()
    set_up("info", stream)
    for count in (1, 2):
        asyncio.run(write())
        assert stream.flushed == count


class Full(io.StringIO):
    """A stream whose disk is full."""

    def write(self, text: str, /) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("name", ["bot.here", "theirs"])
async def test_a_stream_that_fails_stops_no_work(name: str) -> None:
    failures: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: failures.append(context))
    set_up("info", Full())
    structlog.get_logger(name).info("one")
    logging.getLogger(name).warning("two")
    await asyncio.sleep(0)
    assert failures == []


async def test_a_character_that_the_stream_lacks_costs_no_line() -> None:
    written = io.BytesIO()
    set_up("info", io.TextIOWrapper(written, encoding="ascii"))
    for title in ("one", "議事録", "three"):
        structlog.get_logger("bot.here").info("an event", title=title)
    await asyncio.sleep(0)
    assert [json.loads(line)["title"] for line in written.getvalue().splitlines()] == ["one", "議事録", "three"]


class Unspeakable:
    def __repr__(self) -> str:
        raise ValueError(SECRET)


def test_a_value_that_cannot_be_shown_costs_no_more_than_its_line() -> None:
    line = json.loads(logged(ours(thing=Unspeakable())))
    assert line == {"event": "a log line could not be written", "logger": "bot.here", "template": "'an event'"}


def test_values_under_names_of_secrets_are_left_out() -> None:
    line = json.loads(logged(ours(token="plain", headers={"Authorization": "plain", "Accept": "json"})))
    assert (line["token"], line["headers"]) == (REDACTED, {"Authorization": REDACTED, "Accept": "json"})


@given(st.text(), st.text(min_size=4).filter(lambda secret: len(secret.strip()) >= 4), st.text())
def test_whatever_stands_around_a_secret_it_is_gone(before: str, secret: str, after: str) -> None:
    redacted = redactor([secret])(f"{before}{secret}{after}")
    assert secret not in redacted.replace(REDACTED, "\0") or secret in REDACTED


@given(st.text(alphabet="aeyJ.:/@=-_ gh", max_size=300))
def test_redacting_twice_is_redacting_once(text: str) -> None:
    once = redactor()(text)
    assert redactor()(once) == once
