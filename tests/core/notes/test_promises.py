"""Promises in prose: lines outside the lists that say what somebody is to do. They are counted and open nothing."""

import pytest

from bot.core.config.schema import Config
from bot.core.issues.account import account
from bot.core.items.traced import traced
from bot.core.model.account import Account, FileAccount
from bot.core.model.notes import Kind, NoteFile
from bot.core.model.reasons import Why
from bot.core.notes.parse import read
from bot.core.reports.account import account_lines

PEOPLE = "## Attendees\n* Ann Lind (@annlind)\n* Bob\n\n## Notes\n"

PROMISES = [
    pytest.param("* Ann will write to the museum", id="will"),
    pytest.param("* Ann to send the slides", id="to"),
    pytest.param("* Ann is going to send them", id="going to"),
    pytest.param("* Ann and Bob agreed to paint it", id="two people"),
    pytest.param("* @ann-lind to open an issue", id="login"),
    pytest.param("* Ann: I'll open a pull request", id="in their own words"),
    pytest.param("* Ann: I agree. I’ll open a pull request", id="later in their own words"),
    pytest.param("* Bob: will paint it", id="behind the name"),
    pytest.param("* [Bob] To paint it", id="behind the tag"),
    pytest.param("* The mill is wet. Ann will paint it", id="a later sentence"),
    pytest.param("The mill is wet. @ann to paint it", id="a later sentence with a login"),
    pytest.param("* we agreed that Bob will send the letter", id="behind other words"),
    pytest.param("* The mill\n    * Zoltan will paint it", id="somebody unknown"),
    pytest.param("* Zoltan to paint it", id="somebody unknown to paint"),
    pytest.param("Ann will paint it", id="a paragraph"),
    pytest.param("* **Ann** will paint it", id="in bold"),
]


@pytest.mark.parametrize("text", PROMISES)
def test_promises_are_seen_and_are_no_work(text: str) -> None:
    found = [line for line in read("2024-05-15.md", PEOPLE + text).lines if line.why is Why.PROMISED]
    assert [line.kind for line in found] == [Kind.AGENDA]


OTHERS = [
    pytest.param("* The mill will need a roof", id="a thing"),
    pytest.param("* JupyterHub will ship a mill", id="a product"),
    pytest.param("* NASA will ship a mill", id="a firm"),
    pytest.param("* Greenland will get new outlines", id="a place"),
    pytest.param("* Ann should paint it", id="a duty"),
    pytest.param("* Will Ann paint it?", id="a question"),
    pytest.param("* Ann: Will it be painted?", id="a question behind the name"),
    pytest.param("* Ann: To take an example, the mill is wet", id="talk"),
    pytest.param("* Ann: I'll say that it is wet", id="what somebody says"),
    pytest.param("* Ann: happy to help", id="what somebody is"),
    pytest.param("* Motion to adjourn", id="a motion"),
    pytest.param("* Update (Ann) - nothing to report", id="a report"),
    pytest.param("* We will paint it", id="everybody"),
    pytest.param("> Ann will paint it", id="a quote"),
    pytest.param("* Talk to Ann", id="who is talked to"),
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_sentences_are_no_promises(text: str) -> None:
    assert [line.markdown for line in read("2024-05-15.md", PEOPLE + text).lines] == []


WORK = [
    pytest.param("* TODO: Ann will paint it", id="behind a word for work"),
    pytest.param("## Action items\n* Ann will paint it", id="in an action list"),
    pytest.param("## Action items\n* Ann: the roof\n    * Ann will paint it", id="below work"),
]


@pytest.mark.parametrize("text", WORK)
def test_work_is_counted_once(text: str) -> None:
    (found,) = read("2024-05-15.md", PEOPLE + text).lines
    assert found.kind is Kind.ACTION


LANGUAGES = [
    pytest.param("de", "## Anwesende\n* Anna\n\n## Protokoll\nDas Dach ist nicht dicht.\n\n* Anna wird die Mühle streichen", id="German"),
    pytest.param("de", "## Anwesende\n* Anna\n\n## Protokoll\nDas Dach ist nicht dicht.\n\n* Anna: ich werde die Mühle streichen", id="German, in their own words"),
    pytest.param("fr", "## Présents\n* Anne\n\n## Notes de la réunion\nLe toit n'est pas étanche.\n\n* Anne doit peindre le moulin", id="French"),
    pytest.param("es", "## Asistentes\n* Ana\n\n## Notas de la reunión\nEl tejado no está bien.\n\n* Ana va a pintar el molino", id="Spanish"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_promises_in_other_languages(language: str, text: str) -> None:
    found = [line.why for line in read("2024-05-15.md", text).lines]
    assert found == [Why.PROMISED], language


def accounted(*texts: str) -> tuple[Account, list[str]]:
    """The account of notes, a week from one to the next, and what it says of promises."""
    notes = tuple(NoteFile(f"2024-05-{8 + 7 * at:02}.md", PEOPLE + text) for at, text in enumerate(texts))
    found = account(FileAccount(notes=len(notes)), traced(notes, Config()), (), Config())
    return found, [said for said in account_lines(found) if "prose" in said]


def test_the_account_counts_promises_and_quotes_the_newest() -> None:
    found, said = accounted("* Ann will paint it", "* all is well", "* rain\n* Bob to ask @ann-lind about the roof")
    assert found.promises == 2
    (sentence,) = said
    assert sentence.startswith("2 lines of prose look like promises (the newest 2024-05-22.md:7: `Bob to ask ")
    assert "@ann-lind" not in sentence, "nobody is mentioned"
    assert "Action items" in sentence


def test_an_address_that_is_private_is_not_quoted_in_part() -> None:
    _, (sentence,) = accounted("* Ann will really read https://hackmd.io/abcdefghijklmnopqrstuv?edit")
    assert "hackmd" not in sentence and "[redacted]" in sentence


def test_the_account_says_nothing_where_nobody_promises() -> None:
    assert accounted("* all is well", "## Action items\n* [ ] Ann: paint it")[1] == []


def test_one_promise_is_one_line() -> None:
    assert accounted("* Ann will paint it")[1][0].startswith("1 line of prose looks like a promise (2024-05-08.md:6: ")
