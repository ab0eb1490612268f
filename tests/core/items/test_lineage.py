"""Which lines are one piece of work: stories over meetings, each with the letters that its lines should get."""

import pytest

from bot.core.items import lineage
from bot.core.items.meeting import course_of
from bot.core.model.notes import Item, State
from bot.core.notes import parse
from tests.support.archive import archive

GRIT = "https://github.com/harbour/grit"


def note(text: str) -> str:
    """The text of a note: an action list, or sections of its own where it brings headings."""
    return text if text.startswith("#") else f"## Action items\n\n{text}\n"


def traced(*texts: str) -> tuple[Item, ...]:
    """The items of notes two weeks apart; a text of several notes has `~~~` between those of one day."""
    read = [
        parse.read(f"notes/2024-{number // 2 + 1:02}-{number % 2 * 14 + 1:02}-{part}.md", note(text))
        for number, meeting in enumerate(texts)
        for part, text in enumerate(meeting.split("\n~~~\n"))
    ]
    return lineage.trace("", course_of(read), set())


def letters(items: tuple[Item, ...]) -> str:
    """`aa b|a`: a letter for each item in the order of their first lines, line by line, with `|` between notes."""
    at = sorted(
        (line.path, line.number, name) for name, item in zip("abcdefgh", items, strict=False) for line in item.lines
    )
    paths = list(dict.fromkeys(path for path, _, _ in at))
    return "|".join("".join(name for path, _, name in at if path == one) for one in paths)


AGENDA = "# {day}\n\n## Agenda\n\n### New items\n\n{agenda}\n\n## Action items\n\n{listed}\n"


def both(agenda: str, listed: str) -> str:
    """A note with an agenda and a list."""
    return AGENDA.format(day="A meeting", agenda=agenda, listed=listed)


ONE = [
    pytest.param(["* [ ] (AL) paint the wall"], "a", id="one line"),
    pytest.param(["* [ ] (AL) paint the wall"] * 4, "a|a|a|a", id="copies"),
    pytest.param(["* [ ] call", "* [ ] Call."], "a|a", id="a copy of a single word"),
    pytest.param(
        ["* [ ] (AL) ask “the pilot’s” guild", '-   [ ]  (AL) Ask "the pilot\'s"  guild.'],
        "a|a",
        id="spelling of a copy",
    ),
    pytest.param(["* [ ] (AL) paint the wall", "* [ ] (BK) paint the wall"], "a|a", id="given to somebody else"),
    pytest.param(["* [ ] (???) paint the wall", "* [ ] (AL) paint the wall"], "a|a", id="an owner at last"),
    pytest.param(["* [ ] (AL) paint the wall", "* [ ] paint the wall"], "a|a", id="an owner less"),
    pytest.param(["* [ ] (AL) paint the wall", "* [x] (AL) paint the wall"], "a|a", id="ticked"),
    pytest.param(["* [ ] paint the wall", "* [ ] mend nets", "* [ ] paint the wall"], "a|b|a", id="a note without it"),
    pytest.param(
        ["* [x] pay the winter dues", "* [ ] mend nets", "* [ ] pay the winter dues"], "a|b|a", id="recurring"
    ),
    pytest.param(
        ["* [ ] sound the lower basin", "* [ ] sound the lower basin before the dredger comes"],
        "a|a",
        id="more words at the end",
    ),
    pytest.param(
        [
            "* [ ] invite all pilots and their crews to the annual autumn regatta",
            "* [ ] invite all pilots and their crews to the yearly autumn regatta",
        ],
        "a|a",
        id="a word changed",
    ),
    pytest.param(
        ["* [ ] refurbish the brass lanterns", "* [ ] refurbissh the brass lanterns"], "a|a", id="a slip of the pen"
    ),
    pytest.param(
        ["* [ ] (???) hand the charts over (archive?)", f"* [x] (AL) hand the charts over ({GRIT}/pull/15)"],
        "a|a",
        id="a question became a link",
    ),
    pytest.param(["* [ ] review chart", f"* [ ] review [chart]({GRIT}/pull/7)"], "a|a", id="a link behind the words"),
    pytest.param(
        [f"* [ ] review [chart]({GRIT}/pull/7)", "* [ ] review chart", f"* [ ] review [chart]({GRIT}/pull/7)"],
        "a|a|a",
        id="a link left out for once",
    ),
    pytest.param(
        ["* [ ] [@ada](https://github.com/ada): oil the crane", "* [ ] [@bea](https://github.com/bea): oil the crane"],
        "a|a",
        id="a profile is no link of the work",
    ),
    pytest.param(
        [
            "* [ ] read https://old.example/pub/tide-tables.html aloud",
            "* [ ] read https://new.example/tide-tables.html aloud",
        ],
        "a|a",
        id="a page that moved",
    ),
    pytest.param(["* [ ] 1: measure the quay", "* [ ] 2: measure the quay"], "a|a", id="numbered otherwise"),
    pytest.param(["* [ ] check berth (PR 12)", "* [ ] check berth (#12)"], "a|a", id="short forms of one number"),
    pytest.param(
        ["* [ ] (AL)\n    * grease the hinges", "* [ ] (AL)\n    * grease the hinges"],
        "a|a",
        id="a box with an owner alone",
    ),
    pytest.param(
        [
            "# Notes\n\n## Action items\n\n### This meeting\n* [ ] mend the winch",
            "# Notes\n\n## Action items\n\n### This meeting\n* [ ] mend the winch",
            "# Notes\n\n## Action items\n\n### Move to Issue Tracker\n* [ ] mend the winch",
        ],
        "a|a|a",
        id="headings not rotated, then skipped",
    ),
    pytest.param(
        ["* [ ] (AL) mend the winch\n* [ ] oil the crane\n~~~\n* [ ] (AL) mend the winch\n* [ ] oil the crane"],
        "ab|ab",
        id="one meeting stored twice",
    ),
    pytest.param(
        [
            f"* [ ] review this [chart]({GRIT}/pull/7)\n    * waits for {GRIT}/pull/20",
            f"* [ ] review this [chart]({GRIT}/pull/7)\n    * waits for {GRIT}/pull/21",
        ],
        "a|a",
        id="links below the line",
    ),
    pytest.param(
        ["* [ ] North pier\n    * [ ] paint", "* [ ] The long North pier\n    * [ ] paint"],
        "ab|ab",
        id="below more words",
    ),
    pytest.param(
        [
            "* North pier\n    * [ ] paint",
            "* North pier and mole\n    * [ ] paint",
            "* Mole\n    * [ ] paint",
        ],
        "a|a|a",
        id="few words below a topic that changes",
    ),
    pytest.param(["* North pier\n    * [ ] paint", "* [ ] paint"], "a|a", id="few words taken out of their place"),
    pytest.param(
        ["* North pier\n    * [ ] scrape and paint walls", "* South pier\n    * [ ] scrape and paint walls"],
        "a|a",
        id="words enough, in another place",
    ),
    pytest.param(
        [
            "* [ ] mend nets\n* [ ] schedule the ferry race\n* [ ] oil cranes",
            "# A talk\n\n## Agenda\n\n* [ ] the flood",
            "* [ ] mend nets\n* [ ] schedule\n* [ ] oil cranes",
        ],
        "abc|abc",
        id="cut off after a note without a list",
    ),
    pytest.param(
        [
            "* [ ] mend nets\n* [ ] (BK) schedule the ferry race\n* [ ] oil cranes",
            "* [ ] mend nets\n* [ ] (BK) schedule\n* [ ] oil cranes",
            "* [ ] mend nets\n* [ ] (BK) schedule the ferry race\n* [ ] oil cranes",
        ],
        "abc|abc|abc",
        id="cut off between the same neighbours",
    ),
    pytest.param(
        ["* [ ] mend nets\n* [ ] oil cranes", "* [ ] oil cranes\n* [ ] mend nets"], "ab|ba", id="another order"
    ),
    pytest.param(["* [ ] (AL) mend nets\n* [ ] (AL) mend nets"], "aa", id="the same twice in a list"),
    pytest.param(
        ["* [ ] (AL) repaint every buoy in the bay\n* [ ] (AL) repaint every buoy in the bay by May"],
        "aa",
        id="nearly the same twice in a list",
    ),
    pytest.param(
        ["* [ ] order rope for the spring regatta Topic", "* [ ] order rope for the spring regatta #12"],
        "a|a",
        id="a word less and the number that carrying added",
    ),
    pytest.param(
        ["## Tasks\n### This meeting\n* [ ] paint the old wall\n### Last meeting\n* [ ] paint the old wall"],
        "aa",
        id="below two buckets",
    ),
]


@pytest.mark.parametrize(("texts", "expected"), ONE)
def test_one_piece_of_work(texts: list[str], expected: str) -> None:
    assert letters(traced(*texts)) == expected


TWO = [
    pytest.param(
        [
            "* [ ] invite all pilots and their crews to the annual autumn regatta\n"
            "* [ ] invite all pilots and their crews to the yearly autumn regatta"
        ],
        "ab",
        id="two lines of one list that differ in one word",
    ),
    pytest.param(
        ["* [ ] check the north mooring lines\n* [ ] check the south mooring lines"], "ab", id="alike in spelling alone"
    ),
    pytest.param(
        ["* [ ] talk to crew A about the ladders\n* [ ] talk to crew B about the ladders"], "ab", id="another letter"
    ),
    pytest.param(
        ["* [ ] start the move of the tide tables to the pier\n* [ ] finish the move of the tide tables to the pier"],
        "ab",
        id="two stages of one move",
    ),
    pytest.param(
        [
            "* [ ] paint the wall\n    * [ ] ask the master\n* paint the wall\n    * [ ] ask the master",
            "* [ ] paint the wall #1\n    * [ ] ask the master\n* paint the wall\n    * [ ] ask the master #2",
        ],
        "abc|abc",
        id="equal lines below equal parents, with the numbers that carrying added",
    ),
    pytest.param(
        ["* [ ] roll out 3.8 on every crane\n* [ ] roll out 3.9 on every crane"], "ab", id="versions in a list"
    ),
    pytest.param(["* [ ] roll out 3.8 on every crane", "* [ ] roll out 3.9 on every crane"], "a|b", id="versions"),
    pytest.param(
        ["* [ ] write the tide converter export -> import\n* [ ] write the tide converter import -> export"],
        "ab",
        id="turned round in a list",
    ),
    pytest.param(
        [
            "* [ ] invite two pilots and their whole families to the jury",
            "* [ ] invite three pilots and their whole families to the jury",
        ],
        "a|b",
        id="number words",
    ),
    pytest.param(
        [f"* [ ] answer {GRIT}/issues/955 kindly", f"* [ ] answer {GRIT}/issues/952 kindly"], "a|b", id="issues"
    ),
    pytest.param(
        [f"* [ ] review this [chart]({GRIT}/pull/7)", f"* [ ] review this [chart]({GRIT}/pull/9)"],
        "a|b",
        id="issues behind equal words",
    ),
    pytest.param(
        [f"* [ ] review this [chart]({GRIT}/pull/7)\n* [ ] review this [chart]({GRIT}/pull/9)"],
        "ab",
        id="issues behind equal words in a list",
    ),
    pytest.param(
        [
            f"* [ ] review this [chart]({GRIT}/pull/7)",
            "* [ ] review this chart",
            f"* [ ] review this [chart]({GRIT}/pull/9)",
        ],
        "a|a|b",
        id="a link left out does not make way for another",
    ),
    pytest.param(
        [
            "* [ ] review the long harbour chart soon",
            f"* [ ] review the long harbour [chart]({GRIT}/pull/7) soon please",
            f"* [ ] review the long harbour [chart]({GRIT}/pull/9) soon please",
        ],
        "a|a|b",
        id="an older wording without a link does not make way either",
    ),
    pytest.param(
        ["* [ ] fill in the poll https://poll.example/x1y2", "* [ ] fill in the poll https://poll.example/z3w4"],
        "a|b",
        id="pages",
    ),
    pytest.param(
        [
            "* [ ] fill in [the autumn poll](https://a.example/f?q=x1)",
            "* [ ] fill in [the autumn poll](https://a.example/f?q=z3)",
        ],
        "a|b",
        id="pages behind equal words",
    ),
    pytest.param(["* [ ] call", "* [ ] call the mayor"], "a|b", id="a single word more says too little"),
    pytest.param(
        ["* [ ] (AL) sound the lower basin", "* [ ] (BK) sound the lower basin before the dredger comes"],
        "a|b",
        id="more words of somebody else",
    ),
    pytest.param(["* [ ] (AL) bring cake\n* [ ] (BK) bring cake"], "ab", id="one each in a list"),
    pytest.param(
        ["* [ ] (AL) write the yearly report\n* [ ] (BK) write the yearly report"] * 2, "ab|ab", id="one each, carried"
    ),
    pytest.param(
        [
            "* [ ] (AL) write the yearly report\n* [ ] (BK) write the yearly report",
            "* [ ] (BK) write the yearly report",
            "* [ ] (AL) write the yearly report",
        ],
        "ab|b|a",
        id="one each, ticked apart",
    ),
    pytest.param(
        ["* [ ] North pier\n    * [ ] paint\n* [ ] South pier\n    * [ ] paint"],
        "abcd",
        id="few words under two parents",
    ),
    pytest.param(
        [
            "* [ ] North pier\n    * [ ] paint\n* [ ] South pier\n    * [ ] paint",
            "* [ ] North pier\n    * [ ] paint\n* [ ] South pier",
            "* [ ] North pier\n* [ ] South pier\n    * [ ] paint",
        ],
        "abcd|abc|acd",
        id="few words under two parents, ticked apart",
    ),
    pytest.param(
        ["* North pier\n    * [ ] paint", "* South pier\n    * [ ] paint"], "a|b", id="few words below another topic"
    ),
    pytest.param(
        ["## Tasks\n### Piers\n* [ ] paint the old wall\n### Moles\n* [ ] paint the old wall"],
        "ab",
        id="below two sub-headings",
    ),
    pytest.param(
        [
            "# Web\n## Tasks\n* [ ] (AB) announce the new map of the harbour and the piers here before the summer starts\n"
            "# Print\n## Tasks\n* [ ] (AB) announce the old map of the harbour and the piers here before the summer starts"
        ],
        "ab",
        id="long lines of two lists with one other word",
    ),
    pytest.param(["* [ ] ask Bob about the ferry keys", "* [ ] ask Dan about the ferry keys"], "a|b", id="two names"),
    pytest.param(
        ["* North pier\n    * [ ] paint", "* South pier\n    * [ ] paint"] * 2,
        "a|b|a|b",
        id="few words in two places by turns",
    ),
    pytest.param(
        ["* North pier\n    * [ ] paint\n* North pier and mole\n    * [ ] paint", "* North pier\n    * [ ] paint"],
        "ab|a",
        id="few words go on where they stood",
    ),
    pytest.param(
        [
            "* North pier\n    * [ ] paint",
            "* South pier\n    * [ ] paint",
            "* North pier\n    * [ ] paint",
            "* [ ] paint",
        ],
        "a|b|a|a",
        id="few words out of their place go on the last",
    ),
    pytest.param(
        ["* [ ] mend nets\n* [ ] schedule the ferry race\n* [ ] oil cranes", "* [ ] mend nets\n* [ ] schedule"],
        "abc|ad",
        id="cut off, without its neighbours",
    ),
    pytest.param(
        [
            "* [ ] mend nets\n* [ ] (BK) schedule the ferry race\n* [ ] oil cranes",
            "* [ ] mend nets\n* [ ] (AL) schedule\n* [ ] oil cranes",
        ],
        "abc|adc",
        id="fewer words between the same neighbours, of somebody else",
    ),
    pytest.param(
        [
            "* [ ] mend nets\n* [x] call\n* [ ] oil cranes",
            "* [ ] mend nets\n* [ ] call the mayor\n* [ ] oil cranes",
        ],
        "abc|adc",
        id="more words between the same neighbours, after a tick",
    ),
    pytest.param(
        [
            "* [ ] mend nets\n* [ ] tar tug 7\n* [ ] oil cranes",
            "* [ ] mend nets\n* [ ] tar tug 8\n* [ ] oil cranes",
        ],
        "abc|adc",
        id="another number between the same neighbours",
    ),
    pytest.param(
        [
            "* [ ] mend nets\n* [ ] call\n* [ ] oil cranes",
            "* [ ] mend nets\n* [ ] call the mayor\n* [ ] oil cranes\n* [ ] call",
        ],
        "abc|adcb",
        id="more words between the same neighbours, the old ones moved",
    ),
    pytest.param(
        [
            "* [ ] mend nets\n* [ ] call\n* [ ] oil cranes\n* [ ] call the mayor",
            "* [ ] mend nets\n* [ ] call the mayor\n* [ ] oil cranes",
        ],
        "abcd|adc",
        id="more words between the same neighbours, of an item of their own",
    ),
    pytest.param(
        [
            "* [ ] mend nets\n* [ ] call\n* [ ] write\n* [ ] oil cranes",
            "* [ ] mend nets\n* [ ] call the mayor\n* [ ] oil cranes",
        ],
        "abcd|aed",
        id="more words where two lines stood",
    ),
    pytest.param(
        ["* [ ] repaint every buoy in the bay\n    * [ ] repaint every buoy in the bay by May"],
        "ab",
        id="a box below",
    ),
    pytest.param(["* [ ] (AL) mend nets\n* [ ] (AL) mend old nets"], "ab", id="few words side by side in a list"),
    pytest.param(
        ["* [ ] tar the old boats", "* [ ] tar the old boats in spring\n* [ ] tar the old boats in autumn"],
        "a|ab",
        id="one goes on, the other is new",
    ),
    pytest.param(["* [ ] pick a date", "* [ ] buy flags", "* [ ] choose a date"], "a|b|c", id="other words"),
    pytest.param(
        ["* [ ] paint the wall\n* [ ] (AL) paint the wall\n* [ ] (BK) paint the wall"],
        "aab",
        id="a line of nobody's does not join two people's",
    ),
    pytest.param(
        ["* [ ] (AL) pay the winter dues\n* [ ] pay the winter dues\n* [ ] (BK) pay the winter dues"],
        "aab",
        id="nor where it stands between them",
    ),
    pytest.param(
        ["* [ ] paint the wall\n* [x] (BK) paint the wall\n* [x] (AL) paint the wall", "* [ ] paint the wall"],
        "aab|a",
        id="what is open goes on what was",
    ),
    pytest.param(
        ["* mow\n    * [ ] ask\n* mow\n    * [ ] ask", "* mow\n    * [x] ask #1\n* mow\n    * [ ] ask #2"],
        "ab|ab",
        id="equal lines in their order, one of them ticked",
    ),
    pytest.param(
        [
            "* [ ] mow\n    * [ ] ask the harbour master\n* [ ] paint the wall\n    * [ ] ask the harbour master",
            "* [ ] paint the wall\n    * [ ] ask the harbour master",
            "* [ ] paint the wall: ask the harbour master",
        ],
        "abcd|cd|d",
        id="other words of the one of equal lines that was listed last",
    ),
]


NUMBERS = [
    pytest.param(
        ["* [ ] #329 waits for the grant\n* [ ] paint", "* [ ] #329 Bea calls the office\n* [ ] paint"],
        "ab|ab",
        id="another report",
    ),
    pytest.param(
        [
            "* [ ] #329 waits for the grant\n* [ ] #329 buy paint for the wall",
            "* [ ] #329 Bea calls the office\n* [ ] sell the tug",
        ],
        "ab|cd",
        id="two lines with it in one list",
    ),
    pytest.param(["* [ ] after #329 buy paint", "* [ ] after #329 sell the tug"], "a|b", id="only mentioned in both"),
    pytest.param(
        ["* [ ] #12: buy rope\n* [ ] #13: sell the tug", "* [ ] #12: wash all sails\n* [ ] #13: mend two nets"],
        "ab|cd",
        id="the numbers of a list",
    ),
    pytest.param(
        ["* [ ] TUG-12 waits\n* [ ] TUG-15 rusts", "* [ ] TUG-12 is on a barge\n* [ ] TUG-18 sinks"],
        "ab|ac",
        id="keys of one series",
    ),
    pytest.param(
        ["* [ ] UTF-80 waits for the grant", "* [ ] UTF-80 needs a new barge"], "a|b", id="letters with one number only"
    ),
]
"""Lines that begin with a number or an id of something else than themselves."""


@pytest.mark.parametrize(("texts", "expected"), NUMBERS)
def test_a_number_in_front_is_one_piece_of_work_where_it_stands_alone(texts: list[str], expected: str) -> None:
    assert letters(traced(*texts)) == expected


@pytest.mark.parametrize(("texts", "expected"), TWO)
def test_two_pieces_of_work(texts: list[str], expected: str) -> None:
    """In doubt two: a wrong one would take a person's work away."""
    assert letters(traced(*texts)) == expected


RESTATED = [
    pytest.param("(BK) sell the tug", "(BK) sell the tug", "aa", id="in equal words"),
    pytest.param("(BK) sell the tug", "(BK) sell the tug to whom it fits best", "aa", id="cut short"),
    pytest.param("(BK) sell", "(BK) sell the tug", "aa", id="by its verb"),
    pytest.param("(BK) sell tug 7", "(BK) sell tug 8", "ab", id="with another number"),
    pytest.param("(AL) sell the tug", "(BK) sell the tug", "ab", id="with another owner"),
]


@pytest.mark.parametrize(("agenda", "listed", "expected"), RESTATED)
def test_a_list_restates_the_agenda_of_its_note(agenda: str, listed: str, expected: str) -> None:
    said = f"* fleet\n    * TODO:\n        * [ ] {agenda}"
    assert letters(traced(both(said, f"* [ ] {listed}"))) == expected


STATES = [
    pytest.param(["* [ ] mend nets"], (State.OPEN, 0, 0), id="new"),
    pytest.param(["* [ ] mend nets"] * 3, (State.OPEN, 2, 0), id="carried twice"),
    pytest.param(["* [ ] mend nets\n~~~\n* [ ] mend nets"] * 2, (State.OPEN, 1, 0), id="carried once, stored twice"),
    pytest.param(["* [ ] mend nets", "* [x] mend nets"], (State.DONE, 0, 0), id="ticked"),
    pytest.param(["* [x] mend nets", "* [ ] mend nets"], (State.OPEN, 1, 0), id="open again"),
    pytest.param(["* [ ] mend nets", "* [~] mend nets"], (State.DROPPED, 0, 0), id="dropped"),
    pytest.param(["* [ ] mend nets", "* [ ] oil cranes"], (State.OPEN, 0, 1), id="vanished"),
    pytest.param(
        ["* [ ] mend nets", "# A talk\n\n## Agenda\n\n* [x] nets"], (State.OPEN, 0, 0), id="a note without a list"
    ),
    pytest.param(["* [ ] mend nets", "* [ ]"], (State.OPEN, 0, 0), id="a list still empty"),
    pytest.param(["* [x] mend nets\n* [ ] mend nets"], (State.OPEN, 0, 0), id="ticked once of twice in a list"),
    pytest.param(
        [both("* fleet\n    * TODO:\n        * [x] mend nets", "* [ ] mend nets")],
        (State.OPEN, 0, 0),
        id="the list beats the agenda",
    ),
    pytest.param(
        [both("* fleet\n    * TODO:\n        * [ ] mend nets", "* [x] mend nets")],
        (State.DONE, 0, 0),
        id="the list beats the agenda, ticked",
    ),
]


@pytest.mark.parametrize(("texts", "expected"), STATES)
def test_the_newest_list_decides(texts: list[str], expected: tuple[State, int, int]) -> None:
    item = traced(*texts)[0]
    assert (item.state, item.carried, item.missed) == expected


@pytest.mark.parametrize("change", ["the newest note", "a newer note", "the note before"])
def test_what_is_kept_of_earlier_meetings_changes_no_item(change: str) -> None:
    """Tracing after a change gives what tracing from the beginning gives."""
    texts = list(archive(30).notes.values())
    at = {"the newest note": -1, "a newer note": len(texts), "the note before": -2}[change]
    traced(*texts)
    changed = [*texts, texts[-1]] if at == len(texts) else texts
    ticked = changed[at].replace("* [ ]", "* [x]", 1)
    pushes = [
        [*changed[:at], f"{ticked}* [ ] (AL) {more}\n", *changed[at:][1:]] for more in ("oil the joints", "sell it")
    ]
    after = [traced(*push) for push in (*pushes, texts)]
    assert len({len(items) for items in after}) == 2
    for push, items in zip((*pushes, texts), after, strict=True):
        lineage.forget()
        assert traced(*push) == items
