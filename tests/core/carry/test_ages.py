"""What a heading says of the age of the lines below it, in every language that has such words."""

import pytest

from bot.core.carry.ages import EARLIER, LAST, NEW, PUSHED, TRACKER, bucket, is_of_topics


@pytest.mark.parametrize(
    ("title", "age"),
    [
        ("Agenda", None),
        ("Action items", None),
        ("Newcomers", None),
        ("Blast radius", None),
        ("This meeting", NEW),
        ("New action items", NEW),
        ("Last meeting", LAST),
        ("2 meetings ago", 2),
        ("three weeks ago", 3),
        ("Check in on previous action items", EARLIER),
        ("From previous meeting(s)", EARLIER),
        ("Left over from the last call", EARLIER),
        ("Deferred to next meeting", PUSHED),
        ("Move to Issue Tracker", TRACKER),
        ("Diese Sitzung", NEW),
        ("Neue Aufgaben", NEW),
        ("Letzte Sitzung", LAST),
        ("Aus der letzten Sitzung", EARLIER),
        ("Offene ältere Aufgaben", EARLIER),
        ("Verschoben auf die nächste Sitzung", PUSHED),
        ("Cette réunion", NEW),
        ("Dernière réunion", LAST),
        ("Actions précédentes", EARLIER),
        ("Reporté à la prochaine réunion", PUSHED),
        ("Nuevas tareas", NEW),
        ("Última reunión", LAST),
        ("Tareas anteriores", EARLIER),
        ("Questa riunione", NEW),
        ("Scorsa riunione", LAST),
        ("Nieuwe actiepunten", NEW),
        ("Vorige vergadering", LAST),
        ("Openstaande actiepunten", EARLIER),
        ("Última reunião", LAST),
        ("Ações anteriores", EARLIER),
    ],
)
def test_bucket(title: str, age: int | None) -> None:
    assert bucket(title) == age


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("From previous meetings", True),
        ("Deferred to next meeting", True),
        ("Vertagt auf die nächste Sitzung", True),
        ("Last meeting", False),
        ("Previous action items", False),
    ],
)
def test_topics(title: str, expected: bool) -> None:
    assert is_of_topics(title) is expected
