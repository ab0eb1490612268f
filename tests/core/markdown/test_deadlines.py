"""Titles that say only until when what stands below them is to be done."""

import pytest

from bot.core.markdown.deadlines import is_deadline
from bot.core.notes.parse import read


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "By Friday"),
        ("de", "bis nächsten Dienstag"),
        ("de", "Bis nächstes Mal:"),
        ("de", "bis zum nächsten Treffen"),
        ("de", "bis 12.5."),
        ("fr", "D'ici lundi"),
        ("fr", "Avant la prochaine réunion"),
        ("es", "Para el lunes"),
        ("pt", "Até a próxima reunião"),
        ("it", "Entro la prossima riunione"),
        ("nl", "Voor de volgende vergadering"),
        ("cs", "do pondělí"),
        ("pl", "do środy"),
        ("sk", "do ďalšieho stretnutia"),
        ("ru", "К следующей встрече"),
        ("ru", "до пятницы"),
        ("sv", "Till nästa möte"),
        ("hu", "Következő alkalomig"),
        ("tr", "Haftaya kadar"),
        ("ja", "次回まで"),
        ("ja", "5/12まで"),
        ("zh", "下周三前"),
        ("ko", "목요일 전까지"),
        ("ko", "다음 회의까지"),
    ],
)
def test_a_deadline(language: str, text: str) -> None:
    assert is_deadline(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "by hand"),
        ("en", "Before the meeting"),
        ("de", "bis auf weiteres"),
        ("de", "bis jetzt"),
        ("de", "Frist"),
        ("fr", "Avant la réunion"),
        ("nl", "Voor de pauze"),
        ("ru", "К слову"),
        ("ja", "これまで"),
        ("zh", "会前"),
        ("ko", "지금까지"),
    ],
)
def test_no_deadline(language: str, text: str) -> None:
    assert not is_deadline(text, language)


NOTE = """## Anwesend
- Ada Lind, Bea Moor

## Besprechung
- wir haben über die Mauer gesprochen, die alt ist

## {title}
- [ ] die Mauer streichen
"""


@pytest.mark.parametrize(("title", "is_work"), [("Bis nächste Woche", True), ("Bis auf weiteres", False)])
def test_boxes_below_a_deadline_are_work(title: str, is_work: bool) -> None:
    (line,) = read("2024-05-15.md", NOTE.format(title=title)).lines
    assert line.why.is_work is is_work
