"""What speaks for and against one piece of work, and what it comes to."""

import pytest

from bot.core.issues.openings.possible_pairs import LIKELY
from bot.core.items.comparing.side import Side
from bot.core.items.evidence import Evidence, Ground
from bot.core.items.owners import LineOwner
from bot.core.items.similarity import wording
from bot.core.items.weighing import weigh

CHARTS = "https://github.com/harbour/charts"


def between(
    before: str,
    after: str,
    owners: tuple[str, str] = ("", ""),
    *,
    numbered: bool = False,
    placed: bool = False,
    edited: bool = False,
    recent: bool = True,
) -> Evidence:
    """The evidence between two lines; `owners` are the names in front of each."""
    one, other = (
        Side(wording(text), frozenset(map(LineOwner, filter(None, [owner]))), numbered)
        for text, owner in zip((before, after), owners, strict=True)
    )
    return weigh(one, other, placed=placed, edited=edited, recent=recent)


SAME = [
    pytest.param("paint the harbour wall", "paint the harbour wall", id="equal"),
    pytest.param("repair the labelling machine soon", "repair the labeling machine soon", id="a letter less"),
    pytest.param("debug the quayside crane motors", "debugging the quayside crane motor", id="other endings"),
    pytest.param("paint the harbour wall", "paint the harbour wall before the regatta comes", id="continued"),
    pytest.param(
        "look at the proposal made in the talk", "look at the proposal made in the long talk", id="a word more"
    ),
    pytest.param(
        "ask the pilots about night traffic near the bar",
        "ask the captains about night traffic near the bar",
        id="one in seven",
    ),
    pytest.param("[Started] paint the harbour wall", "paint the harbour wall: merged", id="states of the work"),
    pytest.param("Anleger Nordkai streichen: offen", "Anleger Nordkai streichen: erledigt", id="states in German"),
    pytest.param("repeindre quai nord (ouvert)", "repeindre quai nord (terminé)", id="states in French"),
    pytest.param("pintar muelle norte, pendiente", "pintar muelle norte, hecho", id="states in Spanish"),
    pytest.param("paint the harbour wall (green?)", "paint the harbour wall", id="a question in brackets"),
    pytest.param("paint the harbour wall", f"paint the harbour wall, done in {CHARTS}/pull/7", id="a link gained"),
    pytest.param("paint the harbour wall", "paint the wall of the harbour #12", id="the issue's number gained"),
    pytest.param("Task: paint harbour walls", "paint harbour walls: tuesday", id="a label in front"),
    pytest.param("buoys, lamps+ropes for pier", "buoys, old nets+lamps+ropes for pier", id="words joined by a plus"),
    pytest.param("a new crane-smithy release for ARMV7", "crane smithy release for linux-armv7l", id="forms of an id"),
    pytest.param("describe how to engage pilots", "describe pilot engagements", id="an ending behind an e"),
    pytest.param("release 3.5?", "release 3.5 has happened!", id="a version says more than a word"),
    pytest.param(
        "Paint the long harbour wall. Bea buys green colour",
        "Paint the long harbour wall. Half is done, ladders left",
        id="the first of several sentences",
    ),
    pytest.param("桟橋の照明を調べる(次回)", "桟橋の照明を調べる(次回以降)", id="an ending in Japanese"),
    pytest.param("整理港口会议纪要并发送给全体成员", "整理港口会议纪要并发给全体成员", id="a word in Chinese"),
    pytest.param(
        "桟橋の照明を設計する → 次回に持ち越し",
        "桟橋の照明を設計する → 将来の対応に整理済み",
        id="a report behind an arrow",
    ),
    pytest.param(
        "paint the harbour wall --> waits for rain", "paint the harbour wall --> half dry", id="behind dashes"
    ),
    pytest.param("move moorings 4444 to the pier", "move moorings #4444 to the pier", id="a number with its sign"),
    pytest.param("write up the vote on the quay", "write-up of the vote on the quay", id="two words, or a hyphen"),
    pytest.param("rules for covid19 on the quay", "rules for covid-19 on the quay", id="a hyphen in an id"),
    pytest.param(
        "Follow up with the crew leads for lamp buoys and nightwatch for updates",
        "Follow up on lamp buoys and nightwatch crew status via email",
        id="the same verb, words moved, left out and added",
    ),
    pytest.param(
        "Draft one plan for dredging, pilot mentoring, winter sessions (merge these crews)",
        "Draft one plan for dredging, pilot mentoring, as described above (winter sessions apart)",
        id="the same verb and another end",
    ),
    pytest.param(
        "start a forum thread about Harbour Licence Agreements", "start a forum thread about HLA", id="first letters"
    ),
    pytest.param(
        "check ladder anchors, contributor licence agreements",
        "check ladder anchors, CLA",
        id="first letters that others have too",
    ),
    pytest.param(
        "find a place for the Pilots Council dinner", "find a place for the PC dinner", id="first letters of two"
    ),
    pytest.param("work on the harbour book club", "continues with the harbour book club", id="how far the work is"),
    pytest.param(
        "lift the ban on night berths: ready by April 2026",
        "lift the ban on night berths: ready by May 2026",
        id="a month with its year",
    ),
    pytest.param("repaint the harbour wall", "paint the harbour wall", id="done once more"),
    pytest.param("updating berth lists", "updates of berth list", id="two endings of one word"),
    pytest.param("debate about harbour buoys", "debating harbour buoy PRs", id="an ending behind an e, and words more"),
    pytest.param("write up how the crane PR works", "write up how crane PRs work", id="a plural of two letters"),
    pytest.param("sort discussions of nightwatch", "sort discussed nightwatch", id="two endings of one stem"),
    pytest.param("Bea buys rope for the barge", "Bea bought rope for the barge", id="an irregular form of a verb"),
    pytest.param("sell buoys, lamps and ropes", "sell lamps, ropes and buoys", id="another order of a list"),
    pytest.param(
        "send the new tide charts to all pilots by Monday",
        "send the new tide charts to all pilots by Friday",
        id="another day",
    ),
    pytest.param(
        "send the new tide charts to all pilots in May", "send the new tide charts to all pilots in June", id="put off"
    ),
    pytest.param("list open reviews of charts", "list and close reviews of charts", id="an opposite in another place"),
    pytest.param("berth crew A near the old crane", "berth the crew near the old crane", id="a letter more"),
    pytest.param("painting barge", "finish painting barge", id="a word for how far the work is, beside two words"),
    pytest.param("準備港口檢索的分享內容", "準備港口檔案的分享內容", id="one word in Chinese that is replaced"),
    pytest.param(
        "桟橋の照明 → 船長と確認後に正式決定", "桟橋の照明の正式決定（船長との確認）", id="other endings in Japanese"
    ),
    pytest.param(f"private moorings: {CHARTS}/pull/7", f"moorings of members {CHARTS}/pull/7", id="the same link"),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_one_piece_of_work(before: str, after: str) -> None:
    assert between(before, after).same


TWO = [
    pytest.param("paint the harbour wall", "sell the old tug", id="nothing in common"),
    pytest.param("start tests", "finish tests", id="a single word and how far the work is"),
    pytest.param(
        "publish the old wheels of the barge on PyPI",
        "publish the old wheels of the barge on conda-forge",
        id="the last word of a long line",
    ),
    pytest.param(
        "print the blue leaflets for the regatta (English), ask Bea",
        "print the blue leaflets for the regatta (Chinese), ask Bea",
        id="a word in brackets",
    ),
    pytest.param(
        "write the tide converter export -> import", "write the tide converter import -> export", id="turned round"
    ),
    pytest.param(
        "move the tide tables from rst to myst", "move the tide tables from myst to rst", id="turned round in words"
    ),
    pytest.param(
        "open the berths for the guests of the regatta",
        "close the berths for the guests of the regatta",
        id="a verb and its opposite",
    ),
    pytest.param(
        "paint the left side of the old boat shed", "paint the right side of the old boat shed", id="the other side"
    ),
    pytest.param(
        "print the March 2026 tide tables for all pilots",
        "print the April 2026 tide tables for all pilots",
        id="another month with its year",
    ),
    pytest.param(
        "print the March tide tables for all pilots",
        "print the April tide tables for all pilots",
        id="of another month",
    ),
    pytest.param("talk to crew A about the ladders", "talk to crew B about the ladders", id="another letter"),
    pytest.param("write charts bindings for C++", "write charts bindings for C#", id="another letter with a sign"),
    pytest.param("sort charts in harbourhub", "sort charts in harbourlab", id="two words behind one stem"),
    pytest.param(
        "check the external ladders of quay", "check the internal ladders of quay", id="two other letters side by side"
    ),
    pytest.param("train harbourmaster staff", "train harbour staff", id="a word that is longer by what is no ending"),
    pytest.param(
        "read /charts/winter/20250103/ at https://ferry.example/charts/20250103/",
        "read /charts/winter/20250110/ at https://ferry.example/charts/20250110/",
        id="the pages of two days",
    ),
    pytest.param("create a poll for the winter dinner", "create a poll for the summer dinner", id="one in four"),
    pytest.param("open an issue about buoys", "open an issue about lanterns", id="the words of every community"),
    pytest.param("build py38 wheels for cranes", "build py381 wheels for cranes", id="longer numbers"),
    pytest.param("roll out 3.8 on every quay crane", "roll out 3.9 on every quay crane", id="versions"),
    pytest.param(f"answer {CHARTS}/issues/955 kindly", f"answer {CHARTS}/issues/952 kindly", id="issues"),
    pytest.param("review the winter poll #12", "review the winter poll #13", id="two numbers at the end"),
    pytest.param(
        "review the rules https://github.com/harbour/rules/pull/51",
        "review the rules https://github.com/harbour/boats/pull/51",
        id="the same number in two repositories",
    ),
    pytest.param("准备北港的会议", "准备南港的会议", id="another place in Chinese"),
    pytest.param("release `@harbour/charts`", "release `@harbour/buoys`", id="packages"),
    pytest.param("call", "call the mayor", id="a single word"),
    pytest.param(
        "Work with Daniel to hand over the north crane plans to the harbour museum",
        "Work with Fabian to hand over the south quay plans to the harbour museum",
        id="other words in the blanks of a sentence",
    ),
    pytest.param(
        "Paint north harbour sheds",
        "Sell old nets of harbour sheds north of the bar",
        id="other work in words moved",
    ),
    pytest.param(
        "reach out to crew leads",
        "crew leads: reach out to pilots and ask who likes to steer the barge or the tug",
        id="few words apart among many",
    ),
    pytest.param("HLA boat race", "harbour boat race, licence, agreements", id="first letters of words apart"),
    pytest.param("prs / reviews of charts", "before charts: pr about all buoys", id="a plural is no first letters"),
    pytest.param("Ask Bea. Paint the wall", "Ask Bea. Sell the tug", id="a first sentence of few words"),
    pytest.param("Set up the CI", "Set up the crane inspection", id="first letters of two beside few words"),
    pytest.param("sign the CLA for the bot", "check label actions for the bot", id="first letters of the first words"),
    pytest.param(
        "move the charts from MySQL -> Postgres", "move the charts from MySQL -> Mongo", id="what it turns into"
    ),
    pytest.param("review the rules in pilots/docs#5", "review the rules in ferry/docs#5", id="docs of two owners"),
    pytest.param(
        "create a page for the site of the chapter Bonn",
        "create a page for the chapter Ulm with a site",
        id="one word for another, the rest moved",
    ),
    pytest.param(
        "email pilots about slides for the May regatta",
        "email pilots of the June regatta about slides and films",
        id="another month, the rest moved",
    ),
    pytest.param("桟橋の照明を修理する", "桟橋の照明を写真に撮る", id="another verb in Japanese"),
    pytest.param("完成港口第一阶段的测试报告", "完成港口第二阶段的测试报告", id="numbers in Chinese"),
]


def test_spellings_of_very_many_numbers_are_not_compared() -> None:
    """Each with each, those of two lines of 250 KB took a minute."""
    few, many = (range(1000, 1000 + count) for count in (20, 40_000))
    for numbers, same in ((few, True), (many, False)):
        before, after = (
            " ".join(["move the long harbour moorings", *(f"{sign}{each}" for each in numbers)]) for sign in ("", "#")
        )
        assert between(before, after).same is same


@pytest.mark.parametrize(("before", "after"), TWO)
def test_two_pieces_of_work(before: str, after: str) -> None:
    assert not between(before, after).same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("brian", "brian richter", True, id="first name and whole name"),
        pytest.param("wendi", "@uwendi", True, id="a login made of the name"),
        pytest.param("brian", "brianrichter", True, id="a login of both names"),
        pytest.param("brian", "@briankey", True, id="a login of both names with its sign"),
        pytest.param("brian", "brianna", False, id="a longer name"),
        pytest.param("john", "johnson", False, id="a surname"),
        pytest.param("jean", "jean-paul", False, id="a name with a hyphen"),
        pytest.param("elena", "helena", False, id="a given name that is a part of another"),
        pytest.param("brian richter", "brian harbour", False, id="two whole names"),
        pytest.param("ann", "joanna", False, id="few letters"),
        pytest.param("ada", "bea", False, id="two names"),
    ],
)
def test_another_writing_of_an_owner_is_no_other_owner(one: str, other: str, same: bool) -> None:
    assert between("paint the harbour wall", "paint the long harbour wall", (one, other)).same is same


def test_the_page_of_a_person_is_no_page_of_the_work() -> None:
    before = "ask [@bea](https://forum.example/u/bea) about the long harbour wall"
    after = "ask [@cleo](https://forum.example/u/cleo) about the long harbour wall"
    assert not wording(before).pages
    assert between(before, after).likeness > 0


def test_work_that_goes_to_somebody_else_keeps_its_words() -> None:
    assert between("paint the harbour wall", "paint the harbour wall", ("ada", "bea")).same
    assert not between("paint the harbour wall", "paint the long harbour wall", ("ada", "bea")).same
    assert between("paint the harbour wall", "paint the long harbour wall", ("ada", "")).same


@pytest.mark.parametrize(
    ("before", "after", "known"),
    [
        pytest.param("schedule", "schedule the ferry race", {"placed": True}, id="few words in the same place"),
        pytest.param(
            "auto invite", "harbour chat auto invite", {"placed": True}, id="the last words in the same place"
        ),
        pytest.param("81.2: share the chart", "81.1: share the chart", {"numbered": True}, id="the number of a list"),
        pytest.param(
            f"read the [chart]({CHARTS}/a.md)",
            f"read the [chart]({CHARTS}/b.md)",
            {"placed": True},
            id="a link corrected",
        ),
        pytest.param(
            "review the harbour rules https://github.com/harbour/rules/pull/51",
            "review the harbour rules https://github.com/pilots/rules/pull/51",
            {"placed": True},
            id="a repository that has moved",
        ),
    ],
)
def test_what_stands_around_a_line_counts(before: str, after: str, known: dict[str, bool]) -> None:
    assert between(before, after, numbered=known.get("numbered", False), placed=known.get("placed", False)).same
    assert not between(before, after).same or before.startswith("read")


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param(
            "draft a paper post on crane stuff we debated today",
            "draft a paper post about the crane discussion",
            True,
            id="in several places",
        ),
        pytest.param(
            "create a doodle poll for the lighthouse f2f",
            "create a doodle poll for the breakwater f2f",
            False,
            id="a single part replaced",
        ),
    ],
)
def test_a_line_that_differs_in_several_places_needs_fewer_of_its_words(before: str, after: str, same: bool) -> None:
    found = between(before, after, placed=True)
    assert 0.75 <= found.likeness < 0.79
    assert found.same is same
    assert between(before, after, ("ada", "ada")).same is same
    assert not between(before, after, ("ada", "ada"), recent=False).same
    assert not between(before, after).same


def test_a_comma_behind_a_word_that_both_have_is_no_difference() -> None:
    before, after = "send the tide table to Ferry, Pilot, and Dock news", "send the tide table to Pilot forums"
    assert between(before, after, ("ada", "ada")).same


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param(
            "revisit and update the mooring fees of winter",
            "review and update the mooring fees of winter",
            True,
            id="for a common word",
        ),
        pytest.param(
            "add harbour labels for issues", "make harbour labels on crane issues", True, id="a common one for another"
        ),
        pytest.param(
            "repaint and update the mooring posts of winter",
            "photograph and update the mooring posts of winter",
            False,
            id="neither word is common",
        ),
    ],
)
def test_another_common_word_in_work_of_one_owner_says_less_than_a_rare_one(
    before: str, after: str, same: bool
) -> None:
    assert between(before, after, ("ada", "ada")).same is same
    assert not between(before, after).same


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param("choose a day for the regatta", "choose a date for the regatta", True, id="another word"),
        pytest.param("hand over the crane figures", "hand the crane numbers over to Bea", True, id="and more words"),
        pytest.param("clean the crane", "paint the crane", False, id="too few words are kept"),
        pytest.param("ask the port about the ferry keys", "show the pilot the ferry keys", False, id="two other words"),
        pytest.param("release 3.8 of the tide table", "release 3.9 of the tide table", False, id="another version"),
        pytest.param("order paint for the pier", "buy paint for the pier", True, id="another verb"),
        pytest.param("order red paint for the pier", "order blue paint for the pier", False, id="another colour"),
        pytest.param("mow the north lawn early", "mow the south lawn early", False, id="another side"),
        pytest.param("review the March report", "review the April report", False, id="another month"),
        pytest.param("book the ferry for Monday", "book the ferry for Tuesday", False, id="another day of the week"),
        pytest.param("plan the first regatta dinner", "plan the second regatta dinner", False, id="another in order"),
    ],
)
def test_one_other_word_of_the_same_owner_in_its_place_in_its_note(before: str, after: str, same: bool) -> None:
    assert between(before, after, ("ada", "ada"), placed=True, edited=True).same is same
    assert not between(before, after, ("ada", "ada"), placed=True).same
    assert not between(before, after, ("ada", "ben"), placed=True, edited=True).same
    assert not between(before, after, placed=True, edited=True).same


def test_a_line_that_gains_more_words_than_it_keeps_needs_more_of_them() -> None:
    before, after = (
        "set the harbour flags out",
        "propose a strategy for flags of the harbour on all their piers and ships out there",
    )
    assert not between(before, after, ("ada", "ada")).same


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        pytest.param("#329 waits for the grant", "#329 Bea calls the harbour office", True, id="another report"),
        pytest.param("PEP 703: ask the pilots", "pep-703 was sent back", True, id="a document"),
        pytest.param(f"{CHARTS}/pull/32 needs review", "charts#32: merged on friday", True, id="an address"),
        pytest.param("#329 waits for #17", "#329 waits for #18", True, id="numbers in the report"),
        pytest.param("#329 waits for the grant", "#330 waits for the barge", False, id="two numbers"),
        pytest.param("harbour/charts#32 is late", "pilots/charts#32 is rusty", False, id="two owners of a repository"),
        pytest.param(
            "charts#32 is late", "harbour/charts#32 is rusty", True, id="a repository with and without its owner"
        ),
    ],
)
def test_a_number_in_front_of_both_lines_is_what_they_are_about(before: str, after: str, *, same: bool) -> None:
    one, other = (Side(said, front=said.front) for said in map(wording, (before, after)))
    assert weigh(one, other).same is same


def test_words_that_no_other_line_of_two_meetings_has_say_more() -> None:
    before, after = "barge for the regatta", "find a barge for the regatta"
    sides = [Side(said, rare=frozenset({"barge", "regatta"})) for said in map(wording, (before, after))]
    assert weigh(*sides).same
    assert not between(before, after).same
    assert not weigh(sides[0], Side(wording("find, tow and wash a barge for the regatta"), rare=sides[1].rare)).same


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("draft the charter amendment", "send the charter amendment to the board", id="what is drafted"),
        pytest.param("ask for a sponsorship contract", "sign the sponsorship contract and return it", id="a contract"),
        pytest.param("review the survey questions", "publish survey questions on the website", id="what is reviewed"),
        pytest.param("paint harbour wall", "photograph the harbour wall for the flyer", id="what is painted"),
        pytest.param(
            "ask Lloyd for the mooring insurance papers",
            "ask Lund for the mooring licence papers",
            id="another is asked",
        ),
        pytest.param(
            "book a coach for the regatta visitors from Kiel",
            "book a hall for the regatta visitors from Bonn",
            id="something else is booked",
        ),
    ],
)
def test_words_that_one_owner_alone_has_may_be_of_the_next_step_or_of_a_sibling(before: str, after: str) -> None:
    ada = frozenset({LineOwner("ada")})
    one, other = (Side(said, ada, rare=frozenset(said.sense)) for said in map(wording, (before, after)))
    evidence = weigh(one, other)
    assert not evidence.same
    assert evidence.likeness >= LIKELY, "a possible pair is named"


def test_few_words_say_less_after_a_long_time() -> None:
    before, after = "schedule a call about the intern programme", "schedule a call about dues"
    assert between("mend the nets", "mend all nets").same
    assert not between("mend the nets", "mend all nets", recent=False).same
    assert not between(before, after, recent=False).same


def test_the_number_of_a_list_counts_beside_other_words() -> None:
    before = "58.6: clients should give updates for the calls in the comments of the agenda"
    after = "58.7: pilots should give updates for the calls in the comments of the agenda"
    assert not between(before, after, numbered=True).same


def test_evidence_names_what_it_goes_by() -> None:
    found = between("ask bea about the chart of the bar", "ask bea about the map of the bar", ("ada", "ada"))
    assert {finding.ground: finding.words for finding in found.findings} == {
        Ground.WORDS: ("ask", "bea", "bar"),
        Ground.OTHER_WORDS: ("chart", "map"),
        Ground.OWNER: ("ada",),
    }
    assert 0 < found.likeness < 1


def test_more_words_outrank_a_larger_share() -> None:
    """Of two lines that may be the old one, the one that keeps more is likelier."""
    few = between("paint the north pier wall", "paint the south pier wall")
    many = between(
        "paint tower, wall, bollards, ladders, railings, lamps and signs of the north pier",
        "paint tower, wall, bollards, ladders, railings, lamps and posts of the south mole",
    )
    assert few.likeness >= many.likeness
    assert many.rank > few.rank


@pytest.mark.parametrize("goes_on", [" after the regatta", ". See the tide table", ": in May", ", then the quay"])
def test_a_few_words_that_are_continued_in_their_place_are_one_piece_of_work(goes_on: str) -> None:
    assert between("meet Bea.", f"meet Bea{goes_on}", placed=True).same
    assert not between("meet Bea.", f"meet Beatrix{goes_on}", placed=True).same


@pytest.mark.parametrize("goes_on", ["-nets", "_nets"])
def test_words_that_end_in_a_part_of_a_longer_word_are_not_continued(goes_on: str) -> None:
    assert not between("sort old green hull", f"sort old green hull{goes_on}", placed=True).same
