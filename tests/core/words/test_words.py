"""The word files: their notation, their checks, and that no reader has words of its own."""

import ast
import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path

import pytest
from docutils.parsers.rst.languages.en import directives
from markdown_it import MarkdownIt

from bot.core.issues.marker import Marker
from bot.core.people.lines.work_words import other_word_for_work
from bot.core.words import lookup, words
from bot.core.words.load import languages, parse, together
from bot.core.words.phrases import (
    any_of,
    capitalised,
    check,
    folded,
    has_hint,
    hints,
    in_small_letters,
    is_unspaced,
    shouted,
    telling_words,
    words_in,
)
from bot.core.words.sections import Words

CORE = Path(__file__).parents[3] / "bot" / "core"
READERS = ("issues/matching", "markdown", "notes", "people")

NOTATION = [
    ("a word", "task", ["task", "Task", "TASK", "open task!", "_task_"], ["tasks", "multitask", "task2"]),
    ("optional ending", "item(s)", ["item", "items"], ["items2", "itemss"]),
    ("hyphen", "to-do", ["to-do", "to do", "todo", "To Do"], ["to  do", "to_do"]),
    ("optional first word", "(the) next", ["next", "the next"], []),
    ("optional last word", "task (list)", ["task", "task list"], ["tasks list"]),
    ("optional word between", "to (the) issues", ["to issues", "to the issues"], ["tothe issues"]),
    (
        "two optional words",
        "to (the|a) (github) tracker",
        ["to tracker", "to a tracker", "to the github tracker"],
        ["to"],
    ),
    ("optional beginning", "(in)to it", ["into it", "to it"], ["onto it"]),
    ("choice", "[open|new] tasks", ["open tasks", "new tasks"], ["tasks", "old tasks"]),
    (
        "choice within",
        "action-[item|point](s)",
        ["action item", "action-points", "actionitems"],
        ["action", "action list"],
    ),
    (
        "words between",
        "move … to",
        ["move to", "move it to", "move all of it to"],
        ["moved to", "move " + "a" * 30 + " to"],
    ),
    ("number", "# meetings ago", ["2 meetings ago", "two meetings ago"], ["meetings ago"]),
    ("as it is written", "AI", ["AI", "(AI)"], ["ai", "Ai", "FAIL"]),
    ("signs are no patterns", "n/a.", ["n/a."], ["n/ab"]),
    ("no letters between words", "行动项", ["本周行动项如下"], []),
]


@pytest.mark.parametrize(("phrase", "yes", "no"), [row[1:] for row in NOTATION], ids=[row[0] for row in NOTATION])
def test_notation(phrase: str, yes: list[str], no: list[str]) -> None:
    form = re.compile(any_of([phrase], ["two"]))
    assert [text for text in yes if not form.search(text)] == []
    assert [text for text in no if form.fullmatch(text) or form.search(text.replace(phrase, ""))] == []
    assert [text for text in no if form.search(text)] == []


def test_capitals() -> None:
    assert re.fullmatch(capitalised(["action"]), "Action")
    assert re.fullmatch(capitalised(["action"]), "ACTION")
    assert not re.fullmatch(capitalised(["action"]), "action")
    assert re.fullmatch(shouted(["to-do"]), "TODO")
    assert not re.fullmatch(shouted(["to-do"]), "Todo")
    assert re.match(in_small_letters(["to-do", "AI"]), "ai: mow")


def test_no_phrases_match_nothing() -> None:
    assert not re.search(any_of([]), "anything")


@pytest.mark.parametrize("phrase", ["", " to do", "to  do", "item(s", "[a|b"])
def test_broken_phrases(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"phrase|bracket|unbalanced|missing"):
        check(phrase)


@pytest.mark.parametrize("code", sorted(languages()))
def test_files_are_whole(code: str) -> None:
    language = languages()[code].words
    for section in fields(Words):
        for key in fields(getattr(language, section.name)):
            for phrase in getattr(getattr(language, section.name), key.name):
                check(phrase)


MISTAKES = [
    ("unknown table", "[wrok]\n", "x.toml has unknown keys: wrok"),
    ("unknown key", '[work]\ntodos = ["a"]\n', "x.toml: work has unknown keys: todos"),
    ("no list", "[work]\ntodo = 3\n", "x.toml: work.todo is neither a list of phrases nor a text of words"),
    ("no texts", "[work]\ntodo = [3]\n", "x.toml: work.todo is neither a list of phrases nor a text of words"),
]


@pytest.mark.parametrize(("source", "message"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_mistakes_are_named(source: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        parse(source, "x.toml")


def test_only_words_for_work_count_in_front(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field for what stands beside a word for work is none in any language."""
    other = replace(
        languages()["de"], sure=parse('[work]\ntodo = ["erledigen"]\nintroducing = ["sprechen"]\n', "x.toml")
    )
    monkeypatch.setattr(lookup, "languages", lambda: {"de": other})
    for cached in (lookup._index, lookup._first_words, lookup.hits, other_word_for_work):
        cached.cache_clear()
    try:
        found = other_word_for_work("Erledigen: die Mauer streichen", "de")
        assert found is not None and found.word == "Erledigen"
        assert other_word_for_work("Sprechen: die Mauer", "de") is None
    finally:
        monkeypatch.undo()
        for cached in (lookup._index, lookup._first_words, lookup.hits, other_word_for_work):
            cached.cache_clear()


def test_languages_come_together() -> None:
    one, other = parse('[work]\ntodo = ["to do"]\n', "a.toml"), parse('[work]\ntodo = ["faire"]\n', "b.toml")
    assert together([one, other]).work.todo == ("to do", "faire")


def test_read_once_and_immutable() -> None:
    assert words() is words()
    with pytest.raises(FrozenInstanceError):
        words().work.todo = ()  # type: ignore[misc]


# --- no reader has words of its own

_ALTERNATIVES = re.compile(r"(?<![A-Za-z_\\])[A-Za-z][a-z]{2,}[?s]{0,2}\|(?:\([^()]*\))?[A-Za-z][a-z]{2,}")
_WORD = re.compile(r"[A-Za-z][a-z' -]{2,}")
_NO_LANGUAGE = {"http", "https", "pull", "date", "title", "label", "div", "time", "color"}
"""Schemes and parts of addresses, keys of YAML, tags of HTML, marks of editors."""
_KEYS = {each.name for section in fields(Words()) for each in fields(getattr(Words(), section.name))} | {"words"}
"""Of the word files; columns of tables are known by them."""
_FIELDS = set(Marker.model_fields)
"""Of the marker of an issue."""
_DIRECTIVES = {*directives, "seealso"}
"""Of reStructuredText: those of docutils, and one of Sphinx."""
_RULES = {*MarkdownIt().get_all_rules()["block"]}
"""Names of the Markdown parser's rules for blocks."""


def word_lists(source: str) -> Iterator[tuple[int, str]]:
    """The line and text of each list of words in Python source: alternatives of a pattern, a collection, a text that is split."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if (found := _ALTERNATIVES.search(text)) and not _is_docstring(
                tree, node
            ):
                if not set(re.findall(r"\w+", found[0])) & _NO_LANGUAGE:
                    yield node.lineno, found[0]
            case ast.Set() | ast.List() | ast.Tuple():
                texts = [
                    each.value for each in node.elts if isinstance(each, ast.Constant) and isinstance(each.value, str)
                ]
                is_list = sum(bool(_WORD.fullmatch(text)) for text in texts) >= 3
                if is_list and not any(names.issuperset(texts) for names in (_DIRECTIVES, _RULES, _KEYS, _FIELDS)):
                    yield node.lineno, ", ".join(texts)
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split")):
                yield node.lineno, text


def _is_docstring(tree: ast.AST, node: ast.Constant) -> bool:
    return any(isinstance(each, ast.Expr) and each.value is node for each in ast.walk(tree))


@pytest.mark.parametrize(
    "path", sorted(path for room in READERS for path in (CORE / room).rglob("*.py")), ids=lambda path: path.stem
)
def test_no_reader_has_words(path: Path) -> None:
    assert list(word_lists(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    ['re.compile(r"(?:open|closed) items?")', 'WORDS = ("task", "item", "todo")', '"task item todo".split()'],
    ids=["alternatives", "collection", "split"],
)
def test_words_are_found(source: str) -> None:
    assert list(word_lists(source))


@pytest.mark.parametrize(("notation", "texts"), [pytest.param(row[1], row[2], id=row[0]) for row in NOTATION])
def test_a_quick_look_leaves_out_nothing_that_fits(notation: str, texts: list[str]) -> None:
    for text in (form for each in texts for form in (each, each.upper()) if re.search(any_of([notation]), form)):
        assert has_hint(text, hints([notation]))
        assert is_unspaced(text) or not telling_words([notation]).isdisjoint(words_in(folded(text)))


@pytest.mark.parametrize(
    ("phrases", "text", "may_be"),
    [
        pytest.param(["AI"], "AI: mow", True, id="capitals"),
        pytest.param(["AI"], "we said so", False, id="capitals count as written"),
        pytest.param(["to-do(s)"], "TODO", True, id="without the hyphen"),
        pytest.param(["to-do(s)"], "to Ann", False, id="all of the hyphenated word"),
        pytest.param(["aksiyon"], "AKSİYON", True, id="dotted capital I"),
        pytest.param([], "anything", False, id="no phrases"),
    ],
)
def test_hints(phrases: list[str], text: str, may_be: bool) -> None:
    assert has_hint(text, hints(phrases)) is may_be
