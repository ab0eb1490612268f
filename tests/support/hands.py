"""People who edit issues of Duly's by hand, and whether what they wrote is still there."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.github.state.records import Issue
from bot.sandbox.github.state.repository import Repository

END = "<!-- /duly -->"


@dataclass(slots=True)
class Hands:
    """What people did to issues: each deed is on one issue, and has words that it left there."""

    repository: Repository
    chance: random.Random
    kept: list[tuple[int, str, Callable[[Issue], bool]]] = field(default_factory=list)
    """Number, what was done, and whether it still shows."""

    def act(self) -> None:
        """Some deed on some open issue of Duly's."""
        if ours := self.issues():
            deed = self.chance.choice((self._above, self._above, self._inside, self._below, self._title, self._label))
            deed(self.chance.choice(ours), f"by hand {len(self.kept)}")

    def issues(self) -> list[Issue]:
        """The open issues of Duly's."""
        return [issue for issue in self.repository.issues if issue.app and issue.state == "open"]

    def lost(self) -> list[str]:
        """What does not show any more."""
        return [f"#{number}: {what}" for number, what, shows in self.kept if not shows(self.repository.issue(number))]

    def _above(self, issue: Issue, words: str) -> None:
        self._write(issue, f"{words}\n\n{issue.body}", words, "text above the marker")

    def _inside(self, issue: Issue, words: str) -> None:
        self._write(issue, (issue.body or "").replace(END, f"{words}\n{END}", 1), words, "text inside Duly's part")

    def _below(self, issue: Issue, words: str) -> None:
        self._write(issue, f"{issue.body}\n{words}\n", words, "text below")

    def _write(self, issue: Issue, body: str, words: str, what: str) -> None:
        self.repository.edit_issue(issue.number, by="bea", body=body)
        self.kept.append((issue.number, f"{what}, {words!r}", lambda now: words in (now.body or "")))

    def _title(self, issue: Issue, words: str) -> None:
        self.repository.edit_issue(issue.number, by="bea", title=words)
        self.kept = [each for each in self.kept if each[:2] != (issue.number, "a title")]
        self.kept.append((issue.number, "a title", lambda now: now.title == words))

    def _label(self, issue: Issue, words: str) -> None:
        self.repository.edit_issue(issue.number, by="bea", labels=[*(label.name for label in issue.labels), words])
        self.kept.append((issue.number, f"the label {words!r}", lambda now: words in {one.name for one in now.labels}))
