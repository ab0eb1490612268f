"""Issues that somebody else's Duly opened: a sync under another login must not open each of them once more.

A marker counts only where its author does, so to a new login the whole tracker looks empty. Anybody may write a marker into
an issue, though, and a forged one must not stop Duly. So it takes two things, and does little: the issue bears the first
label of the config, which GitHub lets nobody set without the triage right, and its marker knows the very words of the item;
then that item's creation waits, and no other. The check run names the issues, their author, and both ways out. `/approve`
is none: it says that many changes are right, and here the issues are there already.
"""

from collections.abc import Sequence

from bot.core.config.schema import Config
from bot.core.issues import marker
from bot.core.issues.case import Case, Decision
from bot.core.issues.matching.wordings import fingerprints
from bot.core.issues.openings.opening import first_opening, without_opening
from bot.core.model.issues import Issue
from bot.core.model.plan import Held, Open
from bot.core.model.questions import LabelledIssues
from bot.core.model.snapshot import Snapshot
from bot.core.text.code import code
from bot.core.text.plural import be, counted
from bot.core.text.shortened import first_few

NAMED = 5
"""Issues that the message names; the rest it counts."""


def with_others(
    decisions: Sequence[Decision], cases: Sequence[Case], snapshot: Snapshot, config: Config
) -> tuple[list[Decision], tuple[Held, ...]]:
    """The decisions without the creations for which others have an issue, and these as held."""
    labelled = snapshot.answers.get(LabelledIssues(again=True)) or snapshot.answers.get(LabelledIssues())
    if labelled is None:
        # Nothing is opened, or it is still to be asked: see `list_proof`.
        return list(decisions), ()
    known = _by_wording(labelled.others)
    kept, held, theirs = [], [], {}
    for decision, case in zip(decisions, cases, strict=True):
        issue = next((known[said] for said in fingerprints(case.item) if said in known), None)
        opened = first_opening(decision)
        if issue is None or opened is None:
            kept.append(decision)
            continue
        theirs[issue.number] = issue
        held.append(opened)
        kept.append(without_opening(decision, f"held: #{issue.number} by {issue.author}"))
    return kept, (_held(held, tuple(theirs.values()), snapshot, config),) if held else ()


def _by_wording(issues: Sequence[Issue]) -> dict[str, Issue]:
    """Fingerprint of each wording in a marker → the issue with the lowest number."""
    known: dict[str, Issue] = {}
    for issue in sorted(issues, key=lambda issue: issue.number):
        read = marker.read(issue.body)
        for said in read.wordings if read else ():
            known.setdefault(said, issue)
    return known


def _held(opened: Sequence[Open], theirs: Sequence[Issue], snapshot: Snapshot, config: Config) -> Held:
    named = first_few([f"#{issue.number}" for issue in theirs], NAMED)
    authors = sorted({issue.author for issue in theirs}, key=str.casefold)
    trusted = ", ".join(f"'{author}'" for author in (*sorted(config.trusted_writers), *authors))
    off = f"take the label {code(config.labels[0])} off them" if config.labels else "delete them"
    count = f"{counted(len(opened), 'issue')} to open {be(len(opened))}"
    message = (
        f"Held: {count} there already, opened by {' and '.join(authors)}, whose issues do not count for "
        f"{snapshot.writer}: {named}. If they are Duly's, set `trusted_writers: [{trusted}]` in {code(snapshot.config_path)}, or run "
        f"under that login; if not, {off}."
    )
    return Held("open", tuple(opened), message)
