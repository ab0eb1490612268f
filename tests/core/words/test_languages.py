"""Languages: telling them, looking up their words, and that no word counts where it means something else."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields

import pytest

from bot.core.words import ENGLISH
from bot.core.words.languages import language_of
from bot.core.words.load import languages, parse_language
from bot.core.words.lookup import ANY, hits, whole_hits
from bot.core.words.phrases import expanded
from bot.core.words.sections import Words

MEANINGS = {
    "headings.action": "work",
    "headings.action_alone": "work",
    "headings.tracker": "tracker",
    "headings.agenda": "talk",
    "headings.other": "talk",
    "headings.people": "people",
    "headings.done": "done",
    "work.action": "work",
    "work.todo": "work",
    "states.done": "done",
    "columns.item": "work",
    "columns.action": "work",
    "columns.owner": "owner",
    "columns.due": "due",
}
"""The keys whose words count in notes of any language, with what they mean."""

OTHERS = sorted(set(languages()) - {ENGLISH})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("", "en", id="nothing"),
        pytest.param("## Action items\n\n- [ ] paint the wall and order the rope", "en", id="English"),
        pytest.param("## Aufgaben\n\n- [ ] Ada: die Mauer streichen und das Seil bestellen", "de", id="German"),
        pytest.param("## Tâches\n\n- [ ] Ada : peindre le mur du port", "fr", id="French"),
        pytest.param("## Tareas\n\n- [ ] Ada: pintar el muro y pedir la cuerda", "es", id="Spanish"),
        pytest.param("## Tarefas\n\n- [ ] Ada: pintar o muro e não comprar a corda", "pt", id="Portuguese"),
        pytest.param("## Compiti\n\n- [ ] Ada: dipingere il muro e ordinare la corda per il porto", "it", id="Italian"),
        pytest.param("## Actiepunten\n\n- [ ] Ada: de muur verven en het touw bestellen", "nl", id="Dutch"),
        pytest.param("## Att göra\n\n- [ ] Ada: måla muren och beställa repet till nästa möte", "sv", id="Swedish"),
        pytest.param("## Opgaver\n\n- [ ] Ada: male muren og købe reb til næste møde", "da", id="Danish"),
        pytest.param(
            "## Oppgaver\n\n- [ ] Ada: male muren og kjøpe tau etter møtet, som ikke var", "nb", id="Norwegian"
        ),
        pytest.param("## Tehtävät\n\n- [ ] Ada: maalaa seinä ja tilaa köysi ennen kokousta", "fi", id="Finnish"),
        pytest.param("## Tasques\n\n- [ ] Ada: pintar el mur i comprar la corda amb els diners", "ca", id="Catalan"),
        pytest.param("## Задачи\n\n- [ ] Ада: покрасить стену, которая уже была на месте", "ru", id="Russian"),
        pytest.param("## Завдання\n\n- [ ] Ада: пофарбувати стіну та замовити мотузку", "uk", id="Ukrainian"),
        pytest.param("## Zadania\n\n- [ ] Ada: pomalować ścianę i zamówić linę na spotkanie", "pl", id="Polish"),
        pytest.param("## Úkoly\n\n- [ ] Ada: natřít zeď a objednat lano, které není", "cs", id="Czech"),
        pytest.param("## Úlohy\n\n- [ ] Ada: natrieť múr a objednať lano, ktoré nie je", "sk", id="Slovak"),
        pytest.param("## Teendők\n\n- [ ] Ada: a fal festése és a kötél rendelése", "hu", id="Hungarian"),
        pytest.param("## Yapılacaklar\n\n- [ ] Ada: duvar için boya ve ip olacak", "tr", id="Turkish"),
        pytest.param("## Tugas\n\n- [ ] Budi: mengecat tembok dan membeli tali yang baru", "id", id="Indonesian"),
        pytest.param("## やること\n\n- [ ] 壁を塗る", "ja", id="Japanese"),
        pytest.param("## 待办事项\n\n- [ ] 把墙刷成绿色，和我们一起", "zh", id="Chinese"),
        pytest.param("## 할 일\n\n- [ ] 벽을 칠하기", "ko", id="Korean"),
        pytest.param("Ada und Bea", "en", id="too little"),
    ],
)
def test_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text.casefold()) == language


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        pytest.param("Aufgaben", "en", ("action", "de", True), id="in a note of another language"),
        pytest.param("offene Aufgaben bis Mai", "de", ("action", "de", False), id="at the beginning"),
        pytest.param("Reparto de tareas", "es", ("action", "es", True), id="several words"),
        pytest.param("Aufgaben: Hafen", "de", ("action", "de", True), id="before a sign"),
        pytest.param("本周待办事项", "zh", ("action", "zh", False), id="without blanks"),
        pytest.param("다음 회의 시까지 할 것", "ko", ("action", "ko", False), id="blanks make no difference"),
        pytest.param("taken", "en", None, id="an English word"),
        pytest.param("taken", "nl", ("action", "nl", True), id="in notes of its own language"),
        pytest.param("harbour", "en", None, id="nothing"),
    ],
)
def test_hits(text: str, language: str, found: tuple[str, str, bool] | None) -> None:
    first = next((hit for hit in hits("headings", text, language) if hit.key == "action"), None)
    assert (first and (first.key, first.language, first.whole)) == found


def test_any_language() -> None:
    assert not whole_hits("headings", "taken")
    assert [hit.language for hit in whole_hits("headings", "taken", ANY)] == ["nl"]


def texts(words: Words) -> Iterator[tuple[str, str]]:
    """Each text that counts in notes of any language, with its meaning."""
    for key, meaning in MEANINGS.items():
        section, _, name = key.partition(".")
        for phrase in getattr(getattr(words, section), name):
            yield from ((text, meaning) for text in expanded(phrase))


def english() -> frozenset[str]:
    """English words and phrases, all in lower case."""
    said = languages()[ENGLISH].words
    lists = (
        *(getattr(said.headings, each.name) for each in fields(said.headings)),
        *(getattr(said.not_names, each) for each in ("common", "function_words", "openers", "subjects", "states")),
    )
    phrases = (phrase for each in lists for phrase in each if not set("…#") & set(phrase))
    return frozenset(text for phrase in phrases for text in expanded(phrase))


@pytest.mark.parametrize("code", OTHERS)
def test_words_of_headings_are_no_english_words(code: str) -> None:
    headings = Words(headings=languages()[code].sure.headings)
    assert sorted(english().intersection(text for text, _ in texts(headings))) == []


def test_no_word_means_two_things_in_two_languages() -> None:
    meanings: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for code in OTHERS:
        for text, meaning in texts(languages()[code].sure):
            meanings[text].add((meaning, code))
    several = {
        text: sorted(found)
        for text, found in meanings.items()
        if len({meaning for meaning, _ in found}) > 1 and len({code for _, code in found}) > 1
    }
    assert several == {}


@pytest.mark.parametrize("code", OTHERS)
def test_words_are_no_function_words_of_others(code: str) -> None:
    others = {
        word
        for other, language in languages().items()
        if other != code
        for word in language.words.not_names.function_words
    }
    assert sorted(others.intersection(text for text, _ in texts(languages()[code].sure))) == []


def test_a_language_is_its_file() -> None:
    source = 'name = "Klingon"\n[headings]\naction = ["tasks-qu"]\n[own.headings]\naction = ["note"]\n'
    language = parse_language(source, "tlh.toml")
    assert (language.name, language.sure.headings.action, language.own.headings.action) == (
        "Klingon",
        ("tasks-qu",),
        ("note",),
    )
    assert language.words.headings.action == ("tasks-qu", "note")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param("[headings]\n", "x.toml does not name its language", id="no name"),
        pytest.param('name = "X"\n[own.wrok]\n', "x.toml: own has unknown keys: wrok", id="unknown table"),
    ],
)
def test_mistakes(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_language(source, "x.toml")
