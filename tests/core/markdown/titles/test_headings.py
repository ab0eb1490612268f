"""What a heading or a label says of the lines below it."""

import pytest

from bot.core.config.schema import Headings
from bot.core.markdown.titles.headings import meaning, said_by
from bot.core.markdown.titles.labels import is_label
from bot.core.markdown.titles.list_kinds import is_bucket, is_mixed
from bot.core.markdown.titles.vocabulary import Meaning, Said, Vocabulary

A, T, G, P = Meaning.ACTION, Meaning.TRACKER, Meaning.AGENDA, Meaning.PEOPLE
D, PAST, R = Meaning.DONE, Meaning.PAST, Meaning.RUNNING


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("", None, id="empty"),
        pytest.param("Budget", None, id="a subject"),
        ("Action items", A),
        ("ACTIONS", A),
        ("Action Points:", A),
        ("AIs", A),
        ("A/I:", A),
        ("Actions taken", PAST),
        ("Actions to be taken", A),
        ("A/Is", A),
        ("Action Items (AIs)", A),
        ("TODOs", A),
        ("To do", A),
        ("Next steps", A),
        ("Followup", A),
        ("Follow-ups", A),
        ("Last Week's Action Items", A),
        ("New Action items", A),
        ("Open actions", A),
        ("Actions Required", A),
        ("This meeting TODOs", A),
        ("6. Summary of Action Items", A),
        ("3.4 Next Steps (from the survey)", A),
        ("Check in on previous action items", A),
        ("Follow-up from last meeting", A),
        ("Action plan", A),
        ("Decisions and actions", A),
        ("✅ Actionables", A),
        ("3 meetings ago", A),
        ("Move to Issue Tracker", T),
        ("Moved to GitHub issues", T),
        ("Agenda", G),
        ("Your __new__() agenda items", G),
        ("Agenda and action items", G),
        ("Discussion", G),
        ("Follow-up from last meeting / discussions", G),
        ("Attendees", P),
        ("Present:", P),
        ("Meeting participants", P),
        ("This meeting", None),
        ("From previous meeting(s)", None),
        ("Pushed to next meeting", None),
        ("GitHub Actions", None),
        ("Call for actions", None),
        ("Update KPI actions", None),
        ("Open board actions", A),
        ("The mill is old. What is our policy here? Do we need to do a new one? <@ada>", None),
        ("AI in packaging", None),
        ("AI/ML", None),
        ("AI", None),
        ("Updates on the build farm and next steps", None),
        ("Transactions", None),
        ("Presentation of the plan", None),
        ("Task force", None),
        ("Move from Azure to GitHub Actions", None),
        ("Call for volunteers", None),
        ("Chair election", None),
        ("Items carried over from prior meetings", A),
        ("Carried-over items", A),
        ("Carried over agenda items", G),
        ("Prework to prep for meeting", R),
        ("Completed", D),
        ("✅ Done", D),
        ("Done since last meeting", D),
        ("Completed action items", D),
        ("Completed Action Items from last meeting", D),
        ("Action items (completed)", D),
        ("Action items: done", D),
        ("Tasks finished", D),
        ("Recently closed issues", D),
        ("Completed/Closed", D),
        ("What was done", D),
        ("Closed session", None),
        ("Definition of done", None),
        ("Done & pending", None),
        ("Not done yet", None),
        ("To be done", A),
        ("Still to be done", A),
        ("To be done with care", None),
        ("Complete the survey", None),
        ("Actions to be done by Friday", A),
        ("Action items not completed", A),
        ("Pending and completed action items", A),
        ("Past action items", PAST),
        ("Past events", PAST),
        ("When the meeting is over:", R),
        ("End of Session Checklist", R),
        ("Meetings Prep", R),
        ("Post-meeting tasks", R),
        ("Action items before next meeting", A),
    ],
)
def test_meaning(title: str, expected: Meaning | None) -> None:
    assert meaning(title) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", False, id="empty"),
        ("TODO", True),
        ("todo:", True),
        ("to do (ABC)", True),
        ("AI:", True),
        ("AIs:", True),
        ("A/I:", True),
        ("AI @ann to organise:", True),
        ("AI is a subject:", False),
        ("Completed action items:", False),
        ("Next steps", True),
        ("Actionable steps to be done by @ann and @bob:", True),
        ("TODO: water the plants", False),
        ("Action item: water the plants", False),
        ("rough plan", False),
        ("Next steps?", True),
        ("Open action items?", True),
        ("Mill action plan?", False),
        ("**Mill action plan?**", False),
        ("What the farms are trying to do:", False),
        ("What the farms are *trying to do*:", False),
        ("Hoping to do:", False),
        ("`mill.py` to do this:", False),
        ("The things we need to do:", True),
        ("To do this week:", True),
        ("We should follow up on the next steps of the whole migration", False),
    ],
)
def test_labels(text: str, expected: bool) -> None:
    assert is_label(text) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("", False, id="empty"),
        ("This meeting", True),
        ("Last meeting:", True),
        ("From previous meeting(s)", True),
        ("Pushed to next meeting", True),
        ("3 meetings ago", True),
        ("Next meeting", False),
        ("Last meeting's minutes", False),
        ("Docker hub", False),
    ],
)
def test_buckets(title: str, expected: bool) -> None:
    assert is_bucket(title) is expected


def test_long_headings_are_read_in_no_time() -> None:
    assert meaning("for the " * 30_000) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Action items", False),
        ("Next Steps / Action Items", False),
        ("Open and pending action items", False),
        ("Notes / action items / misc", True),
        ("Decisions and action items", True),
        ("Summary/Actions", True),
        ("Deliverables", True),
        ("Follow-ups from the last call", True),
    ],
)
def test_mixed(title: str, expected: bool) -> None:
    assert is_mixed(title) is expected


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("Aufgaben", "en", A),
        ("Offene Aufgaben bis zum nächsten Treffen", "de", A),
        ("Aufgaben des Vorstands", "de", None),
        ("Erledigte Aufgaben", "de", D),
        ("Festlegungen", "de", G),
        ("Anwesend", "de", P),
        ("À faire pour la prochaine séance", "fr", A),
        ("Tâches du comité", "fr", None),
        ("Reparto de tareas", "es", A),
        ("Resumen de acuerdos y decisiones", "es", G),
        ("Todo lo hablado", "es", None),
        ("TODO", "es", A),
        ("Resoluções", "pt", G),
        ("Taken", "nl", A),
        ("Taken", "en", None),
        ("Zhodnotenie úloh", "sk", D),
        ("Úlohy do ďalšieho stretnutia", "sk", A),
        ("Teendők a hétre", "hu", A),
        ("Yapılacaklar", "tr", A),
        ("Yapılanlar", "tr", D),
        ("한 일", "ko", D),
        ("다음 회의까지 할 것", "ko", A),
        ("后续行动", "zh", A),
        ("重要结论", "zh", G),
        ("次回までにやること", "ja", A),
        ("Action items", "ja", A),
        ("Konkrete Aktionen", "de", A),
        ("Konkrete Aktionen", "en", None),
        ("Aktionen der Gegner", "de", None),
        ("Noch zu klären", "de", A),
        ("次回までの目標", "ja", A),
        ("Tasks until next time", "en", A),
        ("Web team tasks for next week", "en", A),
        ("Items for next meeting", "en", None),
        ("Homework for the next meeting", "en", A),
        ("接下来的任务安排", "zh", A),
        ("本周的计划", "zh", A),
        ("다음 시간까지 자료 준비하기", "ko", A),
        ("Plano de ações", "pt", A),
        ("Tareas de cada miembro", "es", A),
        ("Tareas de la junta", "es", None),
        ("Finalización de las tareas", "es", None),
        ("Nuevo reparto de tareas", "es", A),
        ("Stand der Aufgaben", "de", None),
        ("Suivi des tâches", "fr", None),
        ("Pour la prochaine réunion du bureau", "fr", A),
    ],
)
def test_other_languages(title: str, language: str, expected: Meaning | None) -> None:
    assert meaning(title, Vocabulary(language)) is expected


def test_the_communitys_own_words_come_first() -> None:
    own = Vocabulary(own=Headings(action=("Crew duties",), agenda=("Actions",), done=("Shipped",)))
    titles = ("Crew duties", "3. Crew duties of May", "Actions", "Shipped since May", "Crew")
    assert [meaning(title, own) for title in titles] == [A, A, G, D, None]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Aufgaben:", "de", True),
        ("Aufgaben", "de", True),
        ("weitere Aufgaben", "de", False),
        ("待办事项：", "zh", True),
        ("Aufgaben: Hafen", "de", False),
        ("Pendientes fruto de la discusión", "es", True),
        ("Tarefas de coordenador:", "pt", False),
        ("bis **Sonntag**:", "de", True),
        ("Til næste møde (fredag d. 03/10)", "da", True),
        ("Verteilung der Aufgaben (5 Min.)", "de", False),
        ("avant lundi:", "fr", True),
        ("by Friday:", "en", True),
        ("by 2024-05-17:", "en", True),
        ("by hand:", "en", False),
        ("by Friday", "en", False),
        ("Próximos pasos de las tareas de la mesa", "es", False),
    ],
)
def test_labels_of_other_languages(text: str, language: str, expected: bool) -> None:
    assert is_label(text, Vocabulary(language)) is expected


def test_the_word_that_decided() -> None:
    found = [said_by(title, Vocabulary("de")) for title in ("Neue Aufgaben", "New action items", "OVH")]
    assert found == [Said(A, "neue aufgaben", "de"), Said(A, "action items", "en"), None]
