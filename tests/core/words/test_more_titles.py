"""More titles as people of each language write them, with numbers, signs and names of who does it."""

import pytest

from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.vocabulary import Meaning, Vocabulary
from tests.core.words.test_titles import rows

WORK = {
    "de": (
        "5. Aufgaben bis nächste Woche | ToDos für Donnerstag | 📌 Nächste Schritte | Aufgaben (Wer?/Was?/Bis "
        "wann?) | Offene ToDos aus letztem Meeting | Aufgaben für alle | Verantwortlichkeiten und Aufgaben | "
        "Arbeitsaufträge bis 24.11. | Individuelle Aufgaben | Was jetzt zu tun ist | Aufgabe für das nächste "
        "Treffen | Noch zu erledigen:"
    ),
    "fr": (
        "3. Tâches pour la semaine prochaine | TODO pour jeudi | ✅ Actions à réaliser | Qui fait quoi pour la "
        "prochaine fois ? | Tâches restantes à faire | Travail à faire pour le 12/05 | Répartition des tâches "
        "pour le sprint 2 | Les prochaines étapes du projet | Actions / responsables | À faire : | Tâches à "
        "effectuer | Reste à faire avant la soutenance"
    ),
    "es": (
        "4. Tareas para la próxima semana | TODO para el jueves | 📝 Próximas acciones | Quién hace qué | Tareas "
        "asignadas a cada miembro | Trabajo a realizar para el 12/05 | Reparto de tareas para el sprint 2 | Los "
        "próximos pasos | Acciones y responsables | A hacer: | Tareas a desarrollar | Pendiente para la siguiente "
        "reunión"
    ),
    "pt": (
        "4. Tarefas para a semana que vem | TODO para quinta | 📝 Próximas ações | Quem faz o quê? | Tarefas de "
        "cada membro | Divisão de tarefas para a sprint 2 | Os próximos passos | Ações e responsáveis | A fazer: "
        "| Tarefas a desenvolver | Pendente para a próxima reunião | Atribuição de tarefas aos membros"
    ),
    "it": (
        "4. Attività per la prossima settimana | TODO per giovedì | 📝 Prossime azioni | Chi fa che cosa | Compiti "
        "di ciascun membro | Divisione dei compiti per lo sprint 2 | I prossimi passi | Azioni e responsabili | "
        "Da fare: | Attività da sviluppare | In sospeso per la prossima riunione | Assegnazione delle issue"
    ),
    "nl": (
        "4. Acties voor volgende week | TODO voor donderdag | 📝 Volgende acties | Wie doet wat voor volgende keer "
        "| Taken per teamlid | Taakverdeling sprint 2 | De volgende stappen | Acties en verantwoordelijken | Te "
        "doen: | Actiepunten vorige vergadering | Openstaand voor de volgende vergadering"
    ),
    "pl": (
        "4. Zadania na przyszły tydzień | TODO na czwartek | 📝 Kolejne działania | Kto robi co | Zadania "
        "poszczególnych członków | Podział zadań na sprint 2 | Do zrobienia: | Zadania i terminy | Zadania do "
        "dokończenia | Co dalej?"
    ),
    "cs": (
        "4. Úkoly na příští týden | TODO na čtvrtek | 📝 Další úkoly | Kdo dělá co | Úkoly jednotlivých členů | "
        "Rozdělení úkolů na sprint 2 | Udělat: | Úkoly a termíny | Nedokončené úkoly | Úkoly vyplývající ze "
        "schůzky"
    ),
    "sk": (
        "4. Úlohy na budúci týždeň | TODO na štvrtok | 📝 Ďalšie úlohy | Kto čo robí | Úlohy jednotlivých členov | "
        "Rozdelenie úloh na šprint 2 | Úlohy a termíny | Nedokončené úlohy | Úlohy do nasledujúceho šprintu"
    ),
    "hu": (
        "4. Feladatok jövő hétre | TODO csütörtökre | 📝 További teendők | Ki mit csinál | Egyéni feladatok | "
        "Feladatkiosztás a 2. sprintre | Teendők: | Feladatok és határidők | Befejezetlen feladatok | Mit kell "
        "csinálni?"
    ),
    "tr": (
        "4. Gelecek haftanın görevleri | Perşembeye kadar yapılacaklar | 📝 Sonraki aksiyonlar | Kim ne yapacak | "
        "Üyelerin görevleri | 2. sprint görev dağılımı | Yapılacak: | Görevler ve sorumlular | Tamamlanmamış "
        "görevler | Haftaya yapılacaklar"
    ),
    "ja": (
        "4. 来週のタスク | 📝 次のアクション | 誰が何をやるか | メンバーごとのタスク | スプリント2のタスク | やること： | タスクと担当者 | 未完了タスク | 次回ミーティングまでにやること | "
        "次回までのTODO | 今後の予定・やること"
    ),
    "zh": (
        "四、下周任务安排 | 周四前待办 | 📝 下一步行动 | 谁负责什么 | 各成员任务分配 | 第二冲刺任务分工 | 待办： | 任务及负责人 | 未完成任务 | 下次会议前的任务 | 后续工作计划 | "
        "接下来的工作安排 | 本次会议任务分配"
    ),
    "ko": (
        "4. 다음 주 할 일 | 목요일까지 할 일 | 📝 다음 액션 | 누가 무엇을 하는지 | 팀원별 할 일 | 스프린트 2 업무 분담 | 할 일: | 할 일 및 담당자 | 미완료 할 일 | "
        "다음 회의 전까지 해야 할 것 | 이번 주 과제 | 다음 회의 준비"
    ),
    "sv": (
        "4. Uppgifter till nästa vecka | TODO till torsdag | 📝 Nästa åtgärder | Vem gör vad | Uppgifter per "
        "person | Att göra: | Uppgifter och ansvariga | Ogjorda uppgifter"
    ),
    "nb": (
        "4. Oppgaver til neste uke | TODO til torsdag | 📝 Neste tiltak | Hvem gjør hva | Oppgaver per person | Å "
        "gjøre: | Oppgaver og ansvarlige | Uferdige oppgaver"
    ),
    "da": (
        "4. Opgaver til næste uge | TODO til torsdag | 📝 Næste handlinger | Hvem gør hvad | Opgaver per person | "
        "Opgaver og ansvarlige | Ufærdige opgaver"
    ),
    "ru": (
        "4. Задачи на следующую неделю | TODO на четверг | 📝 Следующие действия | Кто что делает | Задачи "
        "участников | Распределение задач на спринт 2 | Сделать: | Задачи и ответственные | Незавершённые задачи "
        "| Задачи до следующей встречи"
    ),
    "uk": (
        "4. Завдання на наступний тиждень | TODO на четвер | 📝 Наступні дії | Хто що робить | Завдання учасників "
        "| Розподіл завдань на спринт 2 | Завдання та відповідальні | Незавершені завдання"
    ),
    "fi": (
        "4. Tehtävät ensi viikolle | Kuka tekee mitä | Tehtävät ja vastuuhenkilöt | Tekemättä | Seuraavat toimenpiteet"
    ),
    "id": (
        "4. Tugas minggu depan | TODO untuk Kamis | Siapa mengerjakan apa | Tugas masing-masing anggota | "
        "Pembagian tugas sprint 2 | Tugas dan penanggung jawab | Tugas yang belum selesai"
    ),
}
OTHER = {
    "de": (
        "Aufgaben erledigt | Ergebnisse der Aufgaben | Besprechung der Aufgaben | Aufgaben des Kassenwarts | Was "
        "wurde geschafft? | Protokoll vom letzten Treffen | Rückmeldung zu den Aufgaben | Aufgabenstellung | "
        "Entscheidung über die nächsten Schritte"
    ),
    "fr": (
        "Tâches effectuées | Bilan des actions | Compte rendu des tâches | Discussion sur les actions | "
        "Avancement des tâches | Énoncé des tâches du bureau | Décisions et votes"
    ),
    "es": (
        "Tareas terminadas | Revisión de las tareas | Discusión de tareas | Estado de tareas | Avance de las "
        "tareas | Qué se ha hecho | Acuerdos tomados"
    ),
    "pt": (
        "Tarefas finalizadas | Revisão das tarefas | Discussão das tarefas | Andamento das tarefas | O que já foi "
        "feito | Decisões tomadas"
    ),
    "it": (
        "Attività terminate | Revisione delle attività | Discussione delle azioni | Stato avanzamento lavori | "
        "Decisioni"
    ),
    "nl": "Afgeronde taken | Bespreking van de acties | Voortgang | Besluitenlijst | Stand van de acties",
    "pl": "Zadania zakończone | Omówienie zadań | Postęp prac | Podjęte uchwały",
    "cs": "Dokončené úkoly | Kontrola plnění úkolů | Stav plnění úkolů",
    "sk": "Dokončené úlohy | Kontrola plnenia úloh | Stav úloh",
    "hu": "Befejezett feladatok | Feladatok áttekintése | Haladás",
    "tr": "Tamamlanan işler | Görevlerin değerlendirilmesi | Geçen haftanın değerlendirmesi",
    "ja": "完了タスク | タスクの進捗 | 前回のタスク確認 | 決まったこと | 今日の議題",
    "zh": "上周任务完成情况 | 任务进展汇报 | 已解决事项 | 会议决定事项 | 本周工作总结",
    "ko": "완료한 할 일 | 지난 주 할 일 확인 | 업무 진행 상황 | 결정된 내용 | 회의 안건",
    "sv": "Avslutade uppgifter | Uppföljning av uppgifter | Beslut och åtgärder klara",
    "ru": "Завершённые задачи | Обсуждение задач | Ход выполнения задач",
    "uk": "Завершені завдання | Обговорення завдань",
    "nb": "Fullførte oppgaver | Gjennomgang av oppgaver",
    "da": "Afsluttede opgaver | Gennemgang af opgaver",
    "fi": "Valmiit tehtävät | Tehtävien läpikäynti",
    "id": "Tugas yang sudah selesai | Evaluasi tugas minggu lalu",
}


@pytest.mark.parametrize(("language", "title"), rows(WORK))
def test_work(language: str, title: str) -> None:
    assert meaning(title, Vocabulary(language)) is Meaning.ACTION


@pytest.mark.parametrize(("language", "title"), rows(OTHER))
def test_no_work(language: str, title: str) -> None:
    assert meaning(title, Vocabulary(language)) is not Meaning.ACTION
