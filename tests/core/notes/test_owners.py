"""Owners wherever people write them, read in a whole note: in front, at the end, in the middle, in tables and above."""

import pytest

from bot.core.config.schema import Config, Person
from bot.core.notes.parse import read

PRESENT = (
    "## Present\n* Ada Lind (@ada)\n* Bea Moss (@bea)\n* Matt Orr\n* Rob Ash\n* Brian Wu\n* Aram Neri\n* CM\n* JJ\n\n"
)


def owners(text: str, config: Config | None = None) -> list[tuple[tuple[str, ...], str]]:
    """The owners and words of each line of a note."""
    return [(line.owners, line.text) for line in read("2024-05-15.md", text, config).lines]


FORMS = [
    pytest.param("mow the lawn - Ada", ("Ada",), "mow the lawn", id="dash at the end"),
    pytest.param("mow the lawn → Ada", ("Ada",), "mow the lawn", id="arrow at the end"),
    pytest.param("mow the lawn (Ada)", ("Ada",), "mow the lawn", id="parentheses at the end"),
    pytest.param("mow the lawn **Ada Lind**", ("Ada Lind",), "mow the lawn", id="bold at the end"),
    pytest.param("mow the lawn @ada", ("ada",), "mow the lawn", id="login at the end"),
    pytest.param("mow the lawn -- @ada", ("ada",), "mow the lawn", id="two dashes and a login"),
    pytest.param("mow the lawn (assigned to Ada)", ("Ada",), "mow the lawn", id="assigned to"),
    pytest.param("mow the lawn (@ada)", ("ada",), "mow the lawn", id="login in parentheses"),
    pytest.param("mow the lawn. Owner: Ada", ("Ada",), "mow the lawn", id="owner and colon"),
    pytest.param("mow the lawn [on Ada - due 2024-06-01]", ("Ada",), "mow the lawn", id="on somebody, due"),
    pytest.param("mow the lawn - Ada - due 2024-06-01", ("Ada",), None, id="between dashes"),
    pytest.param("mow the lawn (Ada will ask for the key)", ("Ada",), None, id="a promise in parentheses"),
    pytest.param("Matt/Rob: mow", ("Matt", "Rob"), "mow", id="slash"),
    pytest.param("CM JJ: mow", ("CM", "JJ"), "mow", id="initials side by side"),
    pytest.param("@ada, @bea, and @cyd mow", ("ada", "bea", "cyd"), "mow", id="three logins"),
    pytest.param("@ada, @bea, and @cyd: mow", ("ada", "bea", "cyd"), "mow", id="three logins and a colon"),
    pytest.param("Ada et Bea: mow", ("Ada", "Bea"), "mow", id="et"),
    pytest.param("Ada und Bea: mow", ("Ada", "Bea"), "mow", id="und"),
    pytest.param("Ada with Bea to mow", ("Ada", "Bea"), "Ada with Bea to mow", id="with"),
    pytest.param("Erin open an issue", ("Erin",), "Erin open an issue", id="a given name and what she is to do"),
    pytest.param("mow (Owner: Ada, due: May)", ("Ada",), None, id="the first of two fields"),
    pytest.param("P1: Ada: mow", ("Ada",), "mow", id="rank in front"),
    pytest.param("URGENT Ada to mow", ("Ada",), "Ada to mow", id="urgent in front"),
    pytest.param("🔥 Ada: mow", ("Ada",), "mow", id="emoji in front"),
    pytest.param(":fire: @ada mow", ("ada",), "mow", id="emoji by its name"),
    pytest.param("**Brian** (lead), **Aram** (support): mow", ("Brian", "Aram"), "mow", id="bold with roles"),
    pytest.param("[Ada](mailto:ada@example.org) mow", ("Ada",), "mow", id="mail address"),
    pytest.param("[Ada](mailto:ada@example.org): mow", ("Ada",), "mow", id="mail address and colon"),
    pytest.param("[@ada](https://github.com/ada) mow", ("ada",), "mow", id="link to a profile"),
    pytest.param("#action ada to mow", ("ada",), "ada to mow", id="hash, name in small letters"),
    pytest.param("@nsmith- mow", ("nsmith-",), "mow", id="a login that ends in a hyphen"),
    pytest.param("mow the lawn @nsmith-", ("nsmith-",), "mow the lawn", id="such a login at the end"),
    pytest.param("@ada_corp mow", ("ada_corp",), "mow", id="a login with an underscore"),
    pytest.param("ACTION-12: Ada to mow", ("Ada",), "Ada to mow", id="action with a number"),
    pytest.param("Action on Ada: mow", ("Ada",), "mow", id="action on somebody"),
    pytest.param("Action item for Ada and Bea: mow", ("Ada", "Bea"), "mow", id="action item for"),
    pytest.param("[Ada Lind (Oasis)]: mow", ("Ada Lind",), "mow", id="brackets with a firm"),
    pytest.param("[Ada Lind, Bea Moss (Oasis)] mow", ("Ada Lind", "Bea Moss"), "mow", id="two in brackets"),
    pytest.param("Ada will be asking the board", ("Ada",), "Ada will be asking the board", id="will be asking"),
    pytest.param("Ada volunteers to mow", ("Ada",), "Ada volunteers to mow", id="volunteers"),
    pytest.param("Treasurer Ada Lind: mow", ("Ada Lind",), "mow", id="role in front of a name"),
    pytest.param("Vice president Ada: mow", ("Ada",), "mow", id="role of two words in front of a name"),
]


@pytest.mark.parametrize(("words", "expected", "text"), FORMS)
def test_every_place(words: str, expected: tuple[str, ...], text: str | None) -> None:
    for line in (f"* [ ] {words}", f"* {words}"):
        assert owners(f"{PRESENT}## Actions\n{line}") == [(expected, words if text is None else text)]


NOBODY = [
    pytest.param("water @bea's plants", id="somebody's"),
    pytest.param("@bea's plants need water", id="somebody's, in front"),
    pytest.param("Spec: mow", id="a document"),
    pytest.param("Carryover: mow", id="a state"),
    pytest.param("Future Business: mow", id="a heading"),
    pytest.param("Spec to be written", id="passive"),
    pytest.param("AI is a subject for the next meeting", id="the other meaning of AI"),
    pytest.param("apply to Pathways for Open Source Ecosystems (POSE)", id="an abbreviation of what stands before"),
    pytest.param("The release will be coming soon", id="a thing that goes on"),
    pytest.param("Travis to stable builds", id="a service that does not speak"),
    pytest.param("ask @ada", id="who is asked"),
    pytest.param("mow with @ada", id="who helps"),
    pytest.param("ping (cc @ada)", id="a copy"),
    pytest.param("Secretary: send the minutes", id="a role"),
    pytest.param("Admin should send the minutes", id="a role in a use case"),
    pytest.param("WG to send the minutes", id="a group in capitals"),
    pytest.param("send the minutes (Treasurer)", id="a role at the end"),
    pytest.param("Program chair to send the minutes", id="a role of two words"),
]


@pytest.mark.parametrize("words", NOBODY)
def test_never_another_person(words: str) -> None:
    assert [names for names, _ in owners(f"{PRESENT}## Actions\n* [ ] {words}")] == [()]


def test_a_team_is_no_person() -> None:
    text = f"{PRESENT}## Actions\n* [ ] mow - @org/garden\n* [ ] @org/garden mow"
    lines = read("2024-05-15.md", text).lines
    assert [(line.owners, line.assignees, "@org/garden" in line.text) for line in lines] == [
        (("org/garden",), (), True),
        (("org/garden",), (), True),
    ]


def test_the_config_may_give_a_role_to_somebody() -> None:
    config = Config(people={"chair": (Person("ada-lind"),)})
    lines = read("2024-05-15.md", "## Actions\n* Chair: mow\n* Chair to rake", config).lines
    assert [line.assignees for line in lines] == [("ada-lind",), ("ada-lind",)]


def test_names_of_the_config_count_too() -> None:
    config = Config(people={"Ada": (Person("ada"),), "Secretary": (Person("bea"),)})
    text = "## Actions\n* [ ] mow - Ada\n* [ ] Secretary: send the minutes"
    assert owners(text, config) == [(("Ada",), "mow"), (("Secretary",), "send the minutes")]


TABLES = [
    pytest.param(
        "| Action item | Description |\n|---|---|\n| 31.1 | Ada and Bea to mow |",
        [(("Ada", "Bea"), "Ada and Bea to mow")],
        id="no column for owners",
    ),
    pytest.param("| Actions |\n|---|\n| Ada: mow |", [(("Ada",), "mow")], id="one column"),
    pytest.param(
        "| Action | Who |\n|---|---|\n| Bea to mow | Ada |",
        [(("Ada",), "Bea to mow")],
        id="the column for owners counts",
    ),
    pytest.param(
        "| Action | Who |\n|---|---|\n| mow | [ada](https://github.com/ada) |",
        [(("ada",), "mow")],
        id="link in the cell",
    ),
    pytest.param(
        "| Action | Who |\n|---|---|\n| mow | Define the goals for growth, and record the vote |",
        [((), "mow")],
        id="sentences",
    ),
    pytest.param("| Action | Who |\n|---|---|\n| mow | Notes, Ada |", [(("Ada",), "mow")], id="a thing in the cell"),
    pytest.param(
        "| Action | Who |\n|---|---|\n| mow | Ann van der Lee |", [(("Ann van der Lee",), "mow")], id="particles"
    ),
    pytest.param("| Action | Who |\n|---|---|\n| mow | everyone |", [((), "mow")], id="everybody"),
    pytest.param("| Action | Who |\n|---|---|\n| mow | @everyone |", [((), "mow")], id="everybody with an at sign"),
    pytest.param(
        "| Details | Whose turn |\n|---|---|\n| mow | Ada |\n| dig | Bea |\n| rake | Zoe |",
        [(("Ada",), "mow"), (("Bea",), "dig"), (("Zoe",), "rake")],
        id="a column of names",
    ),
    pytest.param(
        "| Details | Place |\n|---|---|\n| mow | Ada |\n| dig | the pond |\n| rake | the shed |",
        [((), "mow"), ((), "dig"), ((), "rake")],
        id="one name in a column",
    ),
    pytest.param("| Action | Who |\n|---|---|\n| Ada to mow | |", [((), "Ada to mow")], id="an empty cell"),
]


@pytest.mark.parametrize(("table", "expected"), TABLES)
def test_rows(table: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    assert owners(f"{PRESENT}## Actions\n\n{table}") == expected


ENDS = [
    pytest.param("build the mill (POC)\n* mow\n* rake\n* plant", [(), (), (), ()], id="capitals on one line"),
    pytest.param("count the costs (VPN, TIR, OEE)\n* mow", [(), ()], id="several in capitals"),
    pytest.param("build the mill (AB)\n* mow (CD)\n* rake", [("AB",), ("CD",), ()], id="initials on most lines"),
    pytest.param("build the mill (Use-case)\n* mow\n* rake", [(), (), ()], id="common words with a hyphen"),
    pytest.param("build the mill (Xeno)\n* mow\n* rake", [("Xeno",), (), ()], id="a name on one line"),
]


@pytest.mark.parametrize(("said", "expected"), ENDS)
def test_strangers_at_the_end(said: str, expected: list[tuple[str, ...]]) -> None:
    assert [names for names, _ in owners(f"## Actions\n* {said}")] == expected


def test_nouns_of_other_languages_at_the_end_are_nobody() -> None:
    text = "# Protokoll\n\n## Aufgaben\n* die Mühle bauen (Ansatz)\n* den Rasen mähen\n* die Wege fegen"
    assert [line.owners for line in read("2024-05-15.md", text).lines] == [(), (), ()]


MENTIONS = [
    pytest.param("japaric to mow", "We thank @japaric.", ("japaric",), id="a login"),
    pytest.param("Japaric mow the lawn", "We thank @japaric.", ("Japaric",), id="with a capital"),
    pytest.param("babel to mow", "We use @babel/core.", (), id="a package"),
    pytest.param("property to mow", "We use @property.", (), id="a thing"),
    pytest.param("mow (@japaric)\n* Bob: rake\n* Bob: plant", "", (), id="at the end where names stand in front"),
]


@pytest.mark.parametrize(("said", "before", "expected"), MENTIONS)
def test_whoever_is_mentioned_is_a_person(said: str, before: str, expected: tuple[str, ...]) -> None:
    assert owners(f"{before}\n\n## Actions\n* {said}")[0][0] == expected


PEOPLE = [
    pytest.param("Attendees\n======\nEder, Srivani, Noa\n\nActions\n======", id="a title, and names in a line"),
    pytest.param("## Attendees\nEder\nSrivani\n\n## Actions", id="a name on each line"),
    pytest.param("In attendence:\n- Eder, Noa and Srivani\n\n## Actions", id="a bullet with several names"),
]


@pytest.mark.parametrize("people", PEOPLE)
def test_people_without_a_list_of_their_own(people: str) -> None:
    assert owners(f"{people}\n* Srivani - mow")[0][0] == ("Srivani",)


def test_who_stands_at_the_end_of_one_line_is_known_in_the_next() -> None:
    text = "## Actions\n* mow - Zoe\n* water - Zoe\n* talk to the mill - Zoe - after 30 June"
    assert [names for names, _ in owners(text)] == [("Zoe",)] * 3


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        pytest.param("### Ada", ("Ada",), id="sub-heading"),
        pytest.param("### Ada Lind and Bea", ("Ada Lind", "Bea"), id="two people"),
        pytest.param("**Ada:**", ("Ada",), id="bold line"),
        pytest.param("### Garden", (), id="a topic"),
        pytest.param("### Zoe", (), id="a stranger"),
    ],
)
def test_a_heading_that_is_a_name_owns_what_is_below(above: str, expected: tuple[str, ...]) -> None:
    assert owners(f"{PRESENT}## Actions\n{above}\n* [ ] mow\n* [ ] Brian: dig") == [
        (expected, "mow"),
        (("Brian",), "dig"),
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(["Travis: I agree.", "Ada: Good.", "Travis: So do it."], ("Travis",), id="speaks"),
        pytest.param(["Travis: slow again.", "Ada: Good."], (), id="once"),
        pytest.param([], (), id="not at all"),
    ],
)
def test_whoever_speaks_is_a_person(said: list[str], expected: tuple[str, ...]) -> None:
    text = "\n\n".join([*said, "ACTION: Travis to mow."])
    assert [names for names, _ in owners(text)] == [expected]


LOGINS = "## {}\n- [ ] @ada - mow\n- [ ] @bea - water\n\n"


@pytest.mark.parametrize(
    ("text", "work"),
    [
        pytest.param("".join(map(LOGINS.format, ("Lawn", "Pond", "Shed"))), 6, id="below several headings"),
        pytest.param("".join(map(LOGINS.format, ("Lawn", "Pond"))), 0, id="below few headings"),
        pytest.param("### Lawn\n" + "- [ ] @ada - mow\n" * 6, 0, id="one list"),
        pytest.param(
            "## Actions\n- [ ] paint\n" + "".join(map(LOGINS.format, ("a", "b", "c"))), 1, id="beside another list"
        ),
        pytest.param("".join(map(LOGINS.format, ("a", "b", "c"))) + "- [ ] paint\n" * 4, 0, id="fewer than two thirds"),
        pytest.param("## Agenda\n" + "".join(map(f"#{LOGINS}".format, ("a", "b", "c"))), 0, id="an agenda"),
    ],
)
def test_boxes_with_logins_throughout_are_work(text: str, work: int) -> None:
    lines = read("2024-05-15.md", text).lines
    assert sum(line.why.is_work for line in lines) == work


BELOW = [
    pytest.param("* mow\n    * Ada", [(("Ada",), "mow")], id="a name below"),
    pytest.param("* mow\n    * Ada\n    * Bea", [(("Ada", "Bea"), "mow")], id="two names below"),
    pytest.param(
        "- mow\n + Ada\n + Bea\n\n- dig\n + Rob", [(("Ada", "Bea"), "mow"), (("Rob",), "dig")], id="another list"
    ),
    pytest.param("* Rob: mow\n    * Ada", [(("Rob",), "mow")], id="somebody in front"),
    pytest.param("* mow\n    * the front first", [((), "mow")], id="no name"),
]


@pytest.mark.parametrize(("text", "expected"), BELOW)
def test_names_below_what_they_do(text: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    assert owners(f"{PRESENT}## Actions\n{text}") == expected


INNER = [
    pytest.param("the lawn is high (TODO: Ada)", [(("Ada",), "the lawn is high")], id="parentheses"),
    pytest.param("the lawn is high (TODO Ada, Bea)", [(("Ada", "Bea"), "the lawn is high")], id="two people"),
    pytest.param("the lawn is high --> TODO Ada", [(("Ada",), "the lawn is high")], id="arrow"),
    pytest.param("the lawn is high. TODO: Ada mows", [(("Ada",), "Ada mows")], id="a sentence"),
    pytest.param("the lawn is high.\n  TODO: mow", [((), "mow")], id="the next line"),
    pytest.param("the lawn is high (TODO everyone)", [((), "the lawn is high")], id="everybody"),
    pytest.param("Ada to mow (ACTION)", [(("Ada",), "Ada to mow")], id="the word alone in parentheses"),
    pytest.param("the lawn (TODO)", [], id="the word alone behind a topic"),
    pytest.param("it is wet: ACTION: Ada to mow", [(("Ada",), "Ada to mow")], id="behind a colon"),
    pytest.param("the lawn is high. ACTION ITEMS are below", [], id="no order"),
    pytest.param("grep for TODO in the code", [], id="spoken of"),
    pytest.param("the lawn is high. todo soon", [], id="small letters"),
]


@pytest.mark.parametrize(("words", "expected"), INNER)
def test_a_word_for_work_behind_others(words: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    assert owners(f"{PRESENT}## Garden\n* {words}") == expected


OTHER_LANGUAGES = [
    pytest.param("fr", "* Anaïs : tondre la pelouse", ("Anaïs",), id="given name"),
    pytest.param("fr", "* Anne-Laure : tondre la pelouse", ("Anne-Laure",), id="two given names"),
    pytest.param("fr", "* Pelouse : tondre", (), id="a thing"),
    pytest.param("fr", "* tondre la pelouse : Marie et Luc", ("Marie", "Luc"), id="behind a colon"),
    pytest.param("fr", "* Contact : Marie", (), id="a label of one word"),
    pytest.param("es", "* Estimación Fibonacci: cortar el césped", (), id="what is done"),
    pytest.param("es", "* Elena Ruiz: cortar el césped", ("Elena Ruiz",), id="a full name"),
    pytest.param("pl", "* Zadanie 1: skosić trawnik", (), id="a numbered thing"),
    pytest.param("pl", "* 2015.04.15-5 [Adam & Marek] skosić trawnik", ("Adam", "Marek"), id="behind an id"),
    pytest.param("pl", "* Adam przygotuje plik protokołów", ("Adam",), id="in front of a verb"),
    pytest.param("hu", "* PO (Tamás): lekaszálja a füvet", ("Tamás",), id="a role and a name"),
    pytest.param("hu", "* PO: lekaszálja a füvet", (), id="a role"),
    pytest.param("sk", "* [ ] [Meno]: pokosiť trávnik", (), id="an empty place"),
    pytest.param("pt", "* Foi definido o corte da grama", None, id="a report"),
    pytest.param("nl", "* Er is besproken wie het gras maait", None, id="another report"),
    pytest.param("sv", "* Åsa: klippa gräset", ("Åsa",), id="Swedish"),
    pytest.param("sv", "* Björn ska klippa gräset", ("Björn",), id="a promise in Swedish"),
    pytest.param("sv", "* Mötet beslutade att klippa gräset", None, id="a report in Swedish"),
    pytest.param("da", "* Søren skal slå græsset", ("Søren",), id="a promise in Danish"),
    pytest.param("nb", "* klippe plenen (Ola)", ("Ola",), id="Norwegian, at the end"),
    pytest.param("fi", "* Matti: leikkaa nurmikko", ("Matti",), id="Finnish"),
    pytest.param("ca", "* tallar la gespa (Núria)", ("Núria",), id="Catalan, at the end"),
    pytest.param("ru", "* Анна: подстричь газон", ("Анна",), id="Russian"),
    pytest.param("uk", "* Олена: підстригти газон", ("Олена",), id="Ukrainian"),
    pytest.param("ja", "* 田中さん：芝を刈る", ("田中さん",), id="a word of respect"),
    pytest.param("zh", "* 戴文标老师：割草", ("戴文标老师",), id="a word of respect in Chinese"),
    pytest.param("zh", "* 邀请戴文标老师：割草", (), id="a deed in front of a name"),
    pytest.param("zh", "* 准备：割草", (), id="Chinese, a thing"),
    pytest.param("es", "* DAFO: cortar el césped", (), id="an abbreviation of four letters"),
    pytest.param("sv", "* Kassör: klippa gräset", (), id="a role"),
    pytest.param("fr", "* tondre la pelouse (Trésorier)", (), id="a role at the end"),
    pytest.param("es", "* Secretaria: cortar el césped", (), id="a role in Spanish"),
    pytest.param("nl", "* Martin vd Plas, Sjaak Derksen willen maaien", (), id="parts of a name"),
]
HEADINGS = {
    "da": "## Dagsorden\n* det er ikke alle som skal være med\n\n## Opgaver",
    "nb": "## Saksliste\n* det er ikke alle som skal være med etter møtet\n\n## Gjøremål",
    "fi": "## Esityslista\n* se ei ole myös tämä\n\n## Tehtävät",
    "ca": "## Ordre del dia\n* la reunió dels que no hi són\n\n## Tasques",
    "ru": "## Повестка\n* это не то что было\n\n## Задачи",
    "uk": "## Порядок денний\n* це не те що було\n\n## Завдання",
    "ja": "## 議題\n* 次回の予定について\n\n## やること",
    "zh": "## 议程\n* 我们的计划\n\n## 待办事项",
    "fr": "## Ordre du jour\n* la réunion de la semaine\n\n## Actions à faire",
    "es": "## Orden del día\n* la reunión de los que no están\n\n## Tareas",
    "pl": "## Porządek obrad\n* jest to co było\n\n## Zadania",
    "hu": "## Napirend\n* ez az egy és nem más\n\n## Teendők",
    "sk": "## Program\n* je to to čo bolo\n\n## Úlohy",
    "pt": "## Pauta da reunião\n* o que foi feito para a reunião\n\n## Tarefas",
    "sv": "## Dagordning\n* det är inte alla som ska vara med\n\n## Att göra",
    "nl": "## Agenda\n* het is niet van de vergadering\n\n## Actiepunten",
}


@pytest.mark.parametrize(("language", "line", "expected"), OTHER_LANGUAGES)
def test_other_languages(language: str, line: str, expected: tuple[str, ...] | None) -> None:
    note = read("2024-05-15.md", f"{HEADINGS[language]}\n{line}")
    assert [each.owners for each in note.lines if each.why.is_work] == ([] if expected is None else [expected])


OF_THE_NOTE = [
    pytest.param("* Add Build caching (AB)", [("Add Build caching", ("AB",))], id="known initials are no abbreviation"),
    pytest.param(
        "* [ ] Mow the lawn. TODO: water it", [("Mow the lawn. TODO: water it", ())], id="a box keeps all its words"
    ),
    pytest.param("* [ ] mow the lawn (TODO: Ann)", [("mow the lawn", ("Ann",))], id="a word for work with who does it"),
    pytest.param(
        "* We discussed the fix and Ann will send a patch",
        [("We discussed the fix and Ann will send a patch", ())],
        id="a report that says who will do it",
    ),
    pytest.param("* We discussed the fix", [], id="a report"),
    pytest.param("* Architect (Ann): draw it", [("draw it", ("Ann",))], id="a role and who has it"),
    pytest.param("* Thank the sponsors of: Ann", [("Thank the sponsors of: Ann", ())], id="behind a preposition"),
    pytest.param("* mow the lawn: Ann", [("mow the lawn", ("Ann",))], id="behind a colon"),
]


@pytest.mark.parametrize(("line", "found"), OF_THE_NOTE)
def test_people_of_the_note(line: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    text = f"# 2024-03-05\n\nPresent: Ann, Alice Brown (AB)\n\n## Action items\n\n{line}\n"
    assert [
        (each.wording, each.owners) for each in read("notes/2024-03-05.md", text).lines if each.why.is_work
    ] == found


@pytest.mark.parametrize(
    ("before", "line", "expected"),
    [
        pytest.param("", "Jasmine - water it", (), id="a program with a given name"),
        pytest.param("", "Ruby: water it", (), id="one in front of a colon"),
        pytest.param("", "Kibana: water it", (), id="another program"),
        pytest.param("Present: Ruby, Tim", "Ruby: water it", ("Ruby",), id="a person of the note"),
        pytest.param("Ruby: It is wet.\n\nRuby: I know.", "Ruby: dry it", ("Ruby",), id="whoever speaks is a person"),
    ],
)
def test_a_program_is_a_person_only_where_the_note_knows_one(before: str, line: str, expected: tuple[str, ...]) -> None:
    assert [found for found, _ in owners(f"{before}\n\n## Action items\n- {line}\n- mow")] == [expected, ()]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ["（王小宁）写文档", "（李明明）割草", "（张三丰）浇花"],
            [("王小宁",), ("李明明",), ("张三丰",)],
            id="each with another family name",
        ),
        pytest.param(["（紧急）写文档", "（文档）割草", "（前端）浇花"], [(), (), ()], id="kinds of work"),
        pytest.param(["（王小宁）写文档", "（紧急）割草"], [(), ()], id="too few of them"),
    ],
)
def test_people_in_brackets_throughout_a_list(lines: list[str], expected: list[tuple[str, ...]]) -> None:
    text = "# 例会 2024-05-15\n\n## 待办事项\n" + "\n".join(f"- {line}" for line in lines)
    assert [found for found, _ in owners(text)] == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        pytest.param("AI @cyd to organise:", [("cyd",), ("Bea",)], id="a login and what it is to do"),
        pytest.param("**TODO Ada:**", [("Ada",), ("Bea",)], id="a name in bold"),
        pytest.param("Action items for Ada and Matt:", [("Ada", "Matt"), ("Bea",)], id="for two people"),
        pytest.param("Action items for the boats:", [(), ("Bea",)], id="for a thing"),
        pytest.param("Action items:", [(), ("Bea",)], id="nobody"),
    ],
)
@pytest.mark.parametrize("form", ["{0}\n\n* [ ] a boat\n* [ ] a sail (Bea)", "* {0}\n    * a boat\n    * a sail (Bea)"])
def test_a_label_names_who_does_what_stands_below_it(label: str, form: str, expected: list[tuple[str, ...]]) -> None:
    assert [found for found, _ in owners(f"{PRESENT}## Boats\n\n{form.format(label)}")] == expected
