"""Notes in other languages than English, and with a community's own headings."""

import pytest

from bot.core.config.schema import Config, Headings
from bot.core.model.notes import Kind, Line, State
from bot.core.notes.parse import read

ALL = Config(without_box="all")


def work(text: str, config: Config = ALL) -> list[Line]:
    """The lines of work in a note."""
    return [line for line in read("2024-05-15.md", text, config).lines if line.kind is not Kind.AGENDA]


GERMAN = """# Protokoll

Anwesend: Ada Lind, Bea Moor und Cyd

## Aufgaben
- [ ] Ada: Mauer streichen
- [ ] Bea und Cyd: Seil bestellen
- [ ] Tau kaufen (Cyd)
- [x] Boot (erledigt)
- [erledigt] Lampe
- Cyd soll die Glocke holen
- Finanzen: Kasse prüfen
- keine

### Festlegungen
- wir treffen uns im Mai
"""


def test_german() -> None:
    assert [(line.text, line.owners, line.state is State.OPEN) for line in work(GERMAN)] == [
        ("Mauer streichen", ("Ada",), True),
        ("Seil bestellen", ("Bea", "Cyd"), True),
        ("Tau kaufen", ("Cyd",), True),
        ("Boot", (), False),
        ("Lampe", (), False),
        ("Cyd soll die Glocke holen", ("Cyd",), True),
        ("Finanzen: Kasse prüfen", (), True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Hausaufgabe: das Seil und die Mauer prüfen", [("das Seil und die Mauer prüfen", ())], id="a word for work"
        ),
        pytest.param(
            "Présents : Ada\n\nTâche (Ada) : peindre le mur", [("peindre le mur", ("Ada",))], id="with who does it"
        ),
        pytest.param(
            "Aanwezig: Ada\n\nActiepunt Ada: de muur verven", [("de muur verven", ("Ada",))], id="before the colon"
        ),
        pytest.param("待办：把墙刷成绿色", [("把墙刷成绿色", ())], id="full-width colon"),
        pytest.param("Todo lo que queda: pintar el muro y la casa", [], id="another meaning"),
    ],
)
def test_words_for_work(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(line.text, line.owners) for line in work(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("| Tâche | Responsable | Échéance |\n|-|-|-|\n| peindre le mur | Ada et Bea | mai |", id="French"),
        pytest.param(
            "| Aufgabe | Wer | Bis wann |\n|-|-|-|\n| peindre le mur | Ada und Bea | die Woche |", id="German"
        ),
        pytest.param("| 任务 | 负责人 | 截止 |\n|-|-|-|\n| peindre le mur | Ada、Bea | 五月 |", id="Chinese"),
    ],
)
def test_tables(text: str) -> None:
    assert [(line.text, line.owners) for line in work(text)] == [("peindre le mur", ("Ada", "Bea"))]


def test_names_without_capitals() -> None:
    note = read(
        "2024-05-15.md", "## 参会人员\n\n- 李雷\n- 韩梅梅\n\n## 待办事项\n\n- [ ] 李雷：刷墙\n- [ ] 时间：五月\n", ALL
    )
    assert [line.owners for line in note.lines] == [("李雷",), ()]


def test_a_communitys_own_headings() -> None:
    config = Config(headings=Headings(action=("Crew duties",), done=("Shipped",)))
    text = "## Crew duties of May\n* [ ] paint\n\n## Shipped\n* [ ] sell\n\n## Other\n* [ ] talk"
    assert [(line.text, line.state) for line in work(text, config)] == [("paint", State.OPEN), ("sell", State.DONE)]


def test_the_word_that_decided() -> None:
    first, second = work("Hausaufgabe: das lesen\n\n## Aufgaben\n* [ ] die Mauer streichen und das Seil")
    assert [(line.word.text, line.word.language) for line in (first, second) if line.word] == [
        ("Hausaufgabe", "de"),
        ("aufgaben", "de"),
    ]


@pytest.mark.parametrize(
    ("text", "word", "language"),
    [
        pytest.param("| Tâche | Responsable |\n|-|-|\n| peindre le mur | Ada |", "tâche", "fr", id="head of a table"),
        pytest.param("| Action | Who |\n|-|-|\n| paint the wall | Ada |", "action", "en", id="English head"),
        pytest.param("* Aufgaben:\n    * [ ] die Mauer streichen", "aufgaben", "de", id="label"),
        pytest.param("* TODO:\n    * [ ] paint the wall", "todo", "en", id="English label"),
    ],
)
def test_the_word_of_a_label(text: str, word: str, language: str) -> None:
    assert [(line.word and (line.word.text, line.word.language)) for line in work(text)] == [(word, language)]
