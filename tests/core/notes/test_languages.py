"""Notes in other languages than English, and with a community's own headings."""

from datetime import date

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


INDONESIAN = """# Notulen Rapat

Peserta: Budi Santoso, Siti Rahma dan Agus

## Tindak Lanjut
- Budi: mengecat tembok paling lambat 20/5
- Siti dan Agus: memesan tali
- membeli tar (Agus)
- Agus akan mengambil lonceng
- lampu (selesai)
- tidak ada

### Keputusan
- kita bertemu bulan Juni
"""


def test_indonesian() -> None:
    assert [(line.text, line.owners, line.state is State.OPEN) for line in work(INDONESIAN)] == [
        ("mengecat tembok paling lambat 20/5", ("Budi",), True),
        ("memesan tali", ("Siti", "Agus"), True),
        ("membeli tar", ("Agus",), True),
        ("Agus akan mengambil lonceng", ("Agus",), True),
        ("lampu", (), False),
    ]
    assert work(INDONESIAN)[0].due == date(2024, 5, 20)


LINES = """# Besprechung

Wir haben lange über die Mauer gesprochen, die noch nicht fertig ist.

{label}
Ada: Mauer streichen
Bea: Seil
Cyd: Glocke holen und läuten

Ende
"""


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        pytest.param("bis **Sonntag**:", ["Mauer streichen", "Seil", "Glocke holen und läuten"], id="until when"),
        pytest.param("Aufgaben:", ["Mauer streichen", "Seil", "Glocke holen und läuten"], id="a word for work"),
        pytest.param("**Nächste Schritte**", ["Mauer streichen", "Seil", "Glocke holen und läuten"], id="in bold"),
        pytest.param("Beschlüsse:", [], id="decisions"),
        pytest.param("bis auf weiteres:", [], id="no day"),
    ],
)
def test_lines_right_below_a_label(label: str, expected: list[str]) -> None:
    found = work(LINES.format(label=label))
    assert [line.text.rpartition(": ")[2] for line in found] == expected


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        pytest.param("## 参会人员\n- 李雷\n- 韩梅梅\n\n## 待办事项\n- {}\n", "李雷", id="Chinese"),
        pytest.param("## 参加者\n- 田中\n- 鈴木\n\n## タスク\n- {}\n", "田中", id="Japanese"),
        pytest.param("## 참석자\n- 김철수\n- 이영희\n\n## 할 일\n- {}\n", "김철수", id="Korean"),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_doer_without_a_blank_behind(text: str, owner: str, place: int) -> None:
    lines = {
        "李雷": ("李雷负责整理会议纪要", "由李雷整理会议纪要", "李雷同学来整理"),
        "田中": ("田中さんが議事録を送る", "田中が議事録を送る", "田中さんは壁を塗る"),
        "김철수": ("김철수가 회의록 정리", "김철수님이 벽을 칠한다", "김철수는 벽을 칠한다"),
    }
    (line,) = work(text.format(lines[owner][place]))
    assert line.owners == (owner,)


@pytest.mark.parametrize(
    "said", ["[FAIT] peindre le mur", "[KLAR] måla muren", "[FET] pintar el mur", "[HECHO] pintar"]
)
def test_a_state_in_capitals_is_nobody(said: str) -> None:
    (line,) = work(f"## Actions\n- {said}\n")
    assert (line.owners, line.state) == ((), State.DONE)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        pytest.param(
            "## 任务分工\n- 王宁：写文档\n- 韩慧敏：做界面\n- 王嘉凯、叶俊辰：配置管理\n",
            [("王宁",), ("韩慧敏",), ("王嘉凯", "叶俊辰")],
            id="Chinese",
        ),
        pytest.param(
            "## 할 일\n- 김철수: 벽을 칠한다\n- 이영희: 밧줄 주문\n- 박민수: 종을 가져온다\n",
            [("김철수",), ("이영희",), ("박민수",)],
            id="Korean",
        ),
        pytest.param("## 任务分工\n- 王宁：写文档\n- 界面：做界面\n- 配置：配置管理\n", [(), (), ()], id="one name"),
        pytest.param("## 任务分工\n- 程序：写文档\n- 方案：修改\n- 金额：确认\n", [(), (), ()], id="Chinese words"),
        pytest.param("## 할 일\n- 서버: 배포하기\n- 문서: 쓰기\n- 기획: 고치기\n", [(), (), ()], id="Korean words"),
    ],
)
def test_people_in_front_of_all_lines_of_a_list(text: str, owners: list[tuple[str, ...]]) -> None:
    assert [line.owners for line in work(text)] == owners


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("## Cose da fare\n- Siti web da aggiornare\n", id="Italian"),
        pytest.param("## Tareas\n- Rama principal actualizar\n", id="Spanish"),
        pytest.param("## Úlohy\n- Tri testy napísať\n", id="Slovak"),
        pytest.param("## Att göra\n- Dina uppgifter ska göras\n", id="Swedish"),
    ],
)
def test_given_names_of_other_languages_that_are_words(text: str) -> None:
    assert [line.owners for line in work(text)] == [()]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("## Yapılacaklar\n\nToplantı notlarını hemen yayınla\n\nSalonu yaza ayırt", id="tr"),
        pytest.param("## Teendők\n\nA jegyzőkönyv gyors közzététele\n\nTerem foglalása a télre", id="hu"),
        pytest.param("## Acties\n\nZaal voor mei boeken\n\nNotulen snel publiceren", id="nl"),
        pytest.param("## アクションアイテム\n\n議事録 を 公開する\n\n会場 を 予約する", id="ja"),
    ],
)
def test_paragraphs_below_an_action_heading_are_work(said: str) -> None:
    assert [line.text for line in work(f"# 2024-05-02\n\n{said}")] == said.split("\n\n")[1:]


def test_a_decision_in_a_list_that_mixes_is_no_work() -> None:
    note = read(
        "2024-05-15.md", "## Decisioni e azioni\n\n- **Decisione:** il muro è verde\n- dipingere il muro\n", ALL
    )
    assert [(line.text, line.why.is_work) for line in note.lines] == [
        ("Decisione: il muro è verde", False),
        ("dipingere il muro", True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Aksjon:\nVi må opprette to saker:\n* male muren\n* kjøpe tau", ["male muren", "kjøpe tau"], id="in one"
        ),
        pytest.param("TODO:\nWe will have to:\n* paint the wall", ["paint the wall"], id="English"),
        pytest.param("TODO:\nWe talked about it.\n* the wall is old", [], id="a sentence"),
    ],
)
def test_a_list_behind_a_line_below_its_label(text: str, expected: list[str]) -> None:
    found = work(f"Til stede: Ada\n\nDet er ikke noe som vi har å si om den muren.\n\n{text}\n")
    assert [line.text for line in found if line.markdown.startswith(tuple(expected) or "*")] == expected
