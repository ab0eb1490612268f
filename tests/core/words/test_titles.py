"""Titles as people of each language write them: what announces work, what does not, and who was there."""

import pytest

from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.vocabulary import Meaning, Vocabulary

WORK = {
    "de": (
        "Aufgaben bis zum nächsten Meeting | ToDos bis nächste Woche | Wer macht was? | Nächste Schritte und "
        "Verantwortlichkeiten | Offene Aufgaben aus dem letzten Treffen | Arbeitsaufträge für die kommende "
        "Woche | Vereinbarte Aufgaben | To-Do's | Action Items / Aufgaben | Zu erledigende Aufgaben | "
        "Aufgabenverteilung für Sprint 3 | Nächste Schritte bis 12.05. | Hausaufgaben bis Montag | Das steht "
        "an | Was ist bis zum nächsten Mal zu tun? | Neue Aufgaben für alle | Maßnahmen / Verantwortliche | "
        "Weitere Vorgehensweise"
    ),
    "fr": (
        "Actions à mener | À faire pour la prochaine réunion | Prochaines étapes | Répartition des tâches | "
        "Tâches à réaliser | Liste des actions | Travail à faire pour la semaine prochaine | Plan d'action | "
        "Qui fait quoi ? | Choses à faire | TODO pour la prochaine fois | Actions à entreprendre | Suite à "
        "donner | Tâches attribuées | À faire d'ici lundi | Objectifs pour la prochaine séance | Points "
        "d'action | Relevé d'actions"
    ),
    "es": (
        "Tareas pendientes | Próximos pasos | Tareas para la próxima reunión | Acciones a realizar | "
        "Compromisos | Reparto de tareas | Tareas por hacer | Plan de acción | Trabajo para la próxima semana "
        "| Asignación de tareas | Qué hay que hacer | Para la próxima reunión | Acciones acordadas | Tareas a "
        "realizar antes del lunes | Pendientes | Cosas por hacer | Responsables y tareas | Acuerdos y tareas"
    ),
    "pt": (
        "Próximos passos | Tarefas para a próxima semana | Encaminhamentos | Ações a realizar | Divisão de "
        "tarefas | Atividades a fazer | Pendências | Plano de ação | Tarefas atribuídas | A fazer | O que "
        "fazer até a próxima reunião | Compromissos assumidos | Itens de ação | Trabalho a realizar | Tarefas "
        "por fazer | Afazeres | Distribuição de tarefas | Atividades para a próxima sprint"
    ),
    "it": (
        "Azioni da intraprendere | Prossimi passi | Attività da svolgere | Compiti assegnati | Da fare | Cose "
        "da fare entro la prossima riunione | Suddivisione dei compiti | To do | Attività assegnate | Piano "
        "d'azione | Assegnazione task | Task da completare | Lavori da svolgere | Chi fa cosa | Prossime "
        "attività | Azioni | Compiti per la prossima volta | Attività pianificate"
    ),
    "nl": (
        "Actiepunten | Actielijst | Acties voor volgende week | Nog te doen | Taken voor volgende vergadering "
        "| Wie doet wat? | Volgende stappen | Taakverdeling | Openstaande acties | Afgesproken acties | "
        "Huiswerk voor volgende keer | To do voor de volgende keer | Nieuwe actiepunten | Te ondernemen "
        "acties | Werkverdeling | Vervolgstappen | Wat moet er gebeuren | Takenlijst"
    ),
    "pl": (
        "Zadania do wykonania | Do zrobienia | Następne kroki | Podział zadań | Zadania na następny tydzień | "
        "Lista zadań | Co trzeba zrobić | Zadania do następnego spotkania | Kto co robi? | Plan na kolejny "
        "tydzień | Przydzielone zadania | Ustalone zadania | Plan działania | Action points | Zadania domowe "
        "| Do wykonania na następne spotkanie | Rozdzielone zadania | Prace do wykonania"
    ),
    "cs": (
        "Úkoly | Úkoly do příště | Další kroky | Rozdělení úkolů | Co je potřeba udělat | K vyřešení | Úkoly "
        "na příští týden | Akční body | Seznam úkolů | Nové úkoly | Kdo co udělá | Zadané úkoly | Do příští "
        "schůzky | Plán na příští týden | Rozdělení práce | Úkoly z porady | TODO do příště | Co udělat do "
        "příště"
    ),
    "sk": (
        "Úlohy | Úlohy na ďalší týždeň | Ďalšie kroky | Rozdelenie úloh | Čo treba spraviť | Úlohy do "
        "ďalšieho stretnutia | Zoznam úloh | Nové úlohy | Zadané úlohy | Pridelené úlohy | Plán na ďalší "
        "týždeň | Kto čo urobí | Do ďalšieho stretnutia | Úlohy z porady | Rozdelenie práce | Stanovené úlohy"
    ),
    "hu": (
        "Feladatok | Teendők | Következő lépések | Feladatok a következő hétre | Feladatkiosztás | Tennivalók "
        "| Kiosztott feladatok | Elvégzendő feladatok | Ki mit csinál? | Következő alkalomra | Feladatlista | "
        "Akciópontok | Új feladatok | Feladatok következő alkalomig | Házi feladat | Intézkedések | "
        "Megbeszélt feladatok | Vállalások"
    ),
    "tr": (
        "Yapılacaklar | Aksiyonlar | Sonraki adımlar | Görev dağılımı | Yapılacak işler | Gelecek haftaya "
        "kadar yapılacaklar | Alınan görevler | Aksiyon maddeleri | Bir sonraki toplantıya kadar yapılacaklar "
        "| Görevler | Eylem planı | Atanan görevler | Haftalık görevler | Kim ne yapacak? | Bekleyen işler | "
        "Ödevler | Yapılması gerekenler"
    ),
    "ja": (
        "次回までのタスク | やること | TODO | 次のアクション | 宿題 | 今後のタスク | ネクストアクション | アクションアイテム | 次回までにやること | 担当タスク | 課題・タスク "
        "| 各自のタスク | 来週までの作業 | 対応事項 | 次回までの宿題 | 今週やること | 作業分担 | 今後の対応"
    ),
    "zh": (
        "待办事项 | 下一步计划 | 任务分工 | 行动项 | 下周任务 | 后续工作 | 任务分配 | 下周工作安排 | 下次会议前需完成 | 近期任务 | 会后任务 | 分工安排 | 待办清单 | "
        "任务安排 | 工作分配 | Action Items（行动项） | 下阶段任务 | 各成员任务 | 待辦事項 | 下週任務分配 | 接下來要做的事"
    ),
    "ko": (
        "할 일 | 다음 회의까지 할 일 | 액션 아이템 | 다음 단계 | 역할 분담 | 업무 분담 | To Do | 해야 할 일 | 향후 계획 및 할 일 | 다음 주 할 일 | 과제 | "
        "각자 할 일 | 진행 예정 작업 | 다음 주까지 해야 할 것 | 담당 업무 | 추후 진행 사항 | 후속 조치 | 개인별 업무"
    ),
    "sv": (
        "Att göra | Åtgärdslista | Nästa steg | Uppgifter till nästa möte | Vem gör vad? | Åtgärder | Att "
        "göra till nästa gång | Aktionspunkter | Uppgiftsfördelning | Fördelning av uppgifter | Nya uppgifter "
        "| Kvar att göra | Arbetsuppgifter | Uppföljning och åtgärder"
    ),
    "nb": (
        "Oppgaver | Gjøremål | Neste steg | Oppgaver til neste møte | Hvem gjør hva? | Tiltak | Å gjøre | "
        "Aksjonspunkter | Arbeidsoppgaver | Fordeling av oppgaver | Oppgavefordeling | Ting som må gjøres"
    ),
    "da": (
        "Opgaver | Næste skridt | Opgaver til næste møde | Hvem gør hvad? | Handlingspunkter | At gøre | "
        "Opgavefordeling | Arbejdsopgaver | Ting der skal gøres | Aktionspunkter | Nye opgaver | Gøremål"
    ),
    "fi": (
        "Tehtävät | Tehtävälista | Seuraavat askeleet | Toimenpiteet | Tehtävät seuraavaan kokoukseen | Kuka "
        "tekee mitä? | Työnjako | Tehtävien jako | Seuraavaksi | Tehtävää | Jatkotoimenpiteet | Tekemättömät "
        "tehtävät"
    ),
    "ru": (
        "Задачи | Что сделать | Следующие шаги | План действий | Задачи на следующую неделю | Распределение "
        "задач | К следующей встрече | Поручения | Сделать до следующей встречи | Домашнее задание | "
        "Необходимо сделать | Список задач | Кто что делает | Открытые задачи | План на неделю | Ближайшие "
        "задачи"
    ),
    "uk": (
        "Завдання | Що зробити | Наступні кроки | План дій | Завдання на наступний тиждень | Розподіл завдань "
        "| До наступної зустрічі | Доручення | Список завдань | Домашнє завдання | Необхідно зробити | "
        "Відкриті завдання | Хто що робить | Задачі"
    ),
    "ca": (
        "Tasques pendents | Propers passos | Tasques per a la propera reunió | Repartiment de tasques | "
        "Accions a fer | Per fer | Pla d'acció | Compromisos | Qui fa què? | Feina per fer | Tasques "
        "assignades | Acords i tasques"
    ),
}
OTHER = {
    "de": (
        "Beschlüsse | Ergebnisse der Abstimmung | Erledigte Aufgaben | Was wurde seit dem letzten Treffen "
        "gemacht? | Rückblick auf den letzten Sprint | Diskutierte Punkte | Status der Aufgaben | Aufgaben "
        "des Vorstands | Stand der Dinge"
    ),
    "fr": (
        "Décisions prises | Relevé de décisions | Actions réalisées | Ce qui a été fait | Ordre du jour | "
        "Points abordés | Bilan de la semaine | Suivi des actions précédentes"
    ),
    "es": (
        "Acuerdos | Decisiones tomadas | Tareas completadas | Temas tratados | Orden del día | Trabajo "
        "realizado | Lo que se ha hecho | Estado de las tareas"
    ),
    "pt": (
        "Decisões | Deliberações | Tarefas concluídas | Pauta | Assuntos tratados | O que foi feito | Resumo "
        "da reunião | Andamento das tarefas"
    ),
    "it": (
        "Decisioni prese | Riepilogo delle decisioni | Attività svolte | Ordine del giorno | Argomenti "
        "trattati | Cosa è stato fatto | Stato delle attività | Attività completate"
    ),
    "nl": (
        "Besluiten | Genomen besluiten | Afgeronde acties | Agenda | Besproken punten | Wat is er gedaan | "
        "Mededelingen | Stand van zaken"
    ),
    "pl": (
        "Decyzje | Podjęte decyzje | Wykonane zadania | Porządek obrad | Omówione tematy | Co zostało "
        "zrobione | Ustalenia | Status zadań"
    ),
    "cs": (
        "Rozhodnutí | Usnesení | Splněné úkoly | Program schůze | Co bylo uděláno | Diskuse | Kontrola úkolů "
        "| Stav úkolů"
    ),
    "sk": (
        "Rozhodnutia | Uznesenia | Splnené úlohy | Program | Čo sa urobilo | Vyhodnotenie úloh | Diskusia | "
        "Kontrola úloh"
    ),
    "hu": (
        "Döntések | Határozatok | Elvégzett feladatok | Napirend | Mit csináltunk | Megbeszéltek | Korábbi "
        "feladatok állapota"
    ),
    "tr": (
        "Alınan kararlar | Kararlar | Tamamlanan görevler | Gündem | Yapılan işler | Görüşülen konular | "
        "Geçen hafta yapılanlar | Neler yapıldı"
    ),
    "ja": "決定事項 | 議題 | やったこと | 進捗報告 | 完了したタスク | 議事録 | 報告事項 | 前回の振り返り",
    "zh": "会议决议 | 会议内容 | 已完成任务 | 议程 | 本周完成情况 | 讨论内容 | 工作进展 | 会议结论",
    "ko": "결정 사항 | 회의 내용 | 지난주 한 일 | 완료된 작업 | 안건 | 논의 사항 | 진행 상황 | 회의 결과",
    "sv": ("Beslut | Genomförda uppgifter | Dagordning | Vad har gjorts | Diskussion | Klart | Föregående protokoll"),
    "nb": "Vedtak | Utførte oppgaver | Dagsorden | Hva er gjort | Diskusjon | Ferdig",
    "da": "Beslutninger | Udførte opgaver | Dagsorden | Hvad er der lavet | Diskussion | Færdigt",
    "fi": "Päätökset | Tehdyt tehtävät | Esityslista | Mitä on tehty | Keskustelu | Valmiit",
    "ru": (
        "Решения | Принятые решения | Что сделано | Повестка | Обсуждение | Выполненные задачи | Итоги | Статус задач"
    ),
    "uk": ("Рішення | Ухвалені рішення | Що зроблено | Порядок денний | Обговорення | Виконані завдання | Підсумки"),
    "ca": "Acords | Decisions preses | Tasques completades | Ordre del dia | Què s'ha fet | Temes tractats",
}
PEOPLE = {
    "de": (
        "Anwesend: | Teilnehmer:innen | Entschuldigt: | Protokollführung: | Moderation | Abwesend | Gäste | "
        "Teilnehmerkreis"
    ),
    "fr": (
        "Présents : | Participants | Excusés : | Absents | Secrétaire de séance : | Animateur | Personnes "
        "présentes | Invités"
    ),
    "es": (
        "Asistentes: | Participantes | Ausentes: | Presentes | Secretario: | Miembros presentes | Excusados | Moderador"
    ),
    "pt": (
        "Presentes: | Participantes | Ausentes: | Ausências | Secretário: | Membros presentes | Convidados | Redator"
    ),
    "it": (
        "Presenti: | Partecipanti | Assenti: | Segretario: | Redattore | Verificatore | Partecipanti esterni | Invitati"
    ),
    "nl": "Aanwezig: | Afwezig: | Deelnemers | Notulist: | Voorzitter: | Afgemeld | Aanwezigen | Gasten",
    "pl": ("Obecni: | Nieobecni: | Uczestnicy | Protokolant: | Prowadzący | Lista obecności | Goście | Skład zespołu"),
    "cs": "Přítomni: | Účastníci | Omluveni: | Zapisovatel: | Nepřítomni | Hosté | Zapsal | Předsedající",
    "sk": (
        "Prítomní: | Účastníci | Ospravedlnení: | Zapisovateľ: | Neprítomní | Vedúci stretnutia | Chýbajúci | "
        "Zápis vypracoval"
    ),
    "hu": (
        "Jelen vannak: | Résztvevők | Hiányzók: | Jegyzőkönyvvezető: | Jelenlévők | Távol | Vendégek | Levezető elnök"
    ),
    "tr": (
        "Katılımcılar: | Katılanlar | Katılmayanlar: | Toplantı yazmanı: | Toplantıya katılanlar | Moderatör "
        "| Yoklama | Raportör"
    ),
    "ja": "参加者： | 出席者 | 欠席者： | 書記： | 司会 | 記録者 | メンバー | 議事録作成者",
    "zh": "参会人员： | 出席人员 | 缺席： | 记录人： | 主持人 | 与会者 | 会议记录员 | 请假人员",
    "ko": "참석자: | 참여자 | 불참자: | 작성자: | 서기 | 진행자 | 참석 인원 | 팀원",
    "sv": "Närvarande: | Frånvarande: | Deltagare | Sekreterare: | Ordförande: | Justerare | Mötesdeltagare",
    "nb": "Til stede: | Fraværende: | Deltakere | Referent: | Møteleder: | Oppmøte",
    "da": "Til stede: | Fraværende: | Deltagere | Referent: | Ordstyrer: | Afbud | Fremmødte",
    "fi": "Läsnä: | Poissa: | Osallistujat | Sihteeri: | Puheenjohtaja: | Paikalla",
    "ru": "Присутствовали: | Участники | Отсутствовали: | Секретарь: | Ведущий | Присутствующие | Состав",
    "uk": "Присутні: | Учасники | Відсутні: | Секретар: | Ведучий | Модератор",
    "ca": "Assistents: | Absents: | Participants | Secretari: | Presents | Excusats",
}


def rows(table: dict[str, str]) -> list[tuple[str, str]]:
    """The titles of each language, one by one."""
    return [(language, title) for language, titles in table.items() for title in titles.split(" | ")]


@pytest.mark.parametrize(("language", "title"), rows(WORK))
def test_work(language: str, title: str) -> None:
    assert meaning(title, Vocabulary(language)) is Meaning.ACTION


@pytest.mark.parametrize(("language", "title"), rows(OTHER))
def test_no_work(language: str, title: str) -> None:
    assert meaning(title, Vocabulary(language)) not in (Meaning.ACTION, Meaning.TRACKER)


@pytest.mark.parametrize(("language", "title"), rows(PEOPLE))
def test_people(language: str, title: str) -> None:
    assert meaning(title, Vocabulary(language)) is Meaning.PEOPLE


@pytest.mark.parametrize(("language", "title"), [("de", "E-Mail Verteiler"), ("en", "Moderator guide")])
def test_topics_with_a_word_for_people(language: str, title: str) -> None:
    assert meaning(title, Vocabulary(language)) is None


NEXT_MEETING = {
    "de": "Themen für das nächste Treffen | Fragen bis zum nächsten Mal | Termine bis zur nächsten Sitzung",
    "fr": "Ordre du jour pour la prochaine réunion | Sujets pour la prochaine séance | La suite du projet",
    "es": "Temas para la próxima reunión | Dudas para el próximo día | Orden del día para la próxima reunión",
    "pt": "Pauta para a próxima reunião | Tópicos para a próxima semana | Dúvidas para a próxima reunião",
    "it": "Argomenti per la prossima volta | Ordine del giorno per la prossima riunione",
    "nl": "Agenda voor de volgende vergadering | Vragen voor volgende keer",
    "da": "Dagsorden til næste møde | Evt. & kik til næste møde",
    "nb": "Saker til neste møte | Dagsorden til neste møte",
    "sv": "Frågor till nästa möte | Dagordning till nästa möte",
    "cs": "Program na příští schůzku | Témata na příště",
    "sk": "Program na ďalšie stretnutie",
    "pl": "Tematy na następne spotkanie | Pytania na następne spotkanie",
    "hu": "Napirend a következő alkalomra",
    "ru": "Повестка к следующей встрече | Вопросы к следующей встрече",
    "ja": "次回の議題 | 次回に向けての議題",
    "ko": "다음 회의 안건 | 다음 회의까지의 일정",
    "zh": "下次会议议题 | 分工讨论",
}
"""What is to be talked about next time: the words for when end a title of another kind."""


@pytest.mark.parametrize(("language", "title"), rows(NEXT_MEETING))
def test_talk_of_the_next_meeting_is_no_work(language: str, title: str) -> None:
    assert meaning(title, Vocabulary(language)) is not Meaning.ACTION
