"""The translation of deliveries, as tables."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.issues.marker import Applied, Marker, key_of, write
from bot.core.onboarding.asking import BRANCH
from bot.queue.job import (
    ApproveHeld,
    Job,
    MeetingNews,
    Onboard,
    Preview,
    Restore,
    RunCommands,
    Sync,
    Welcome,
    WriteBack,
)
from bot.web.events import translate
from bot.web.outcomes import Ignored, Leave
from bot.web.signature import Refusal, admit, verify
from tests.support.payloads import (
    MARKED,
    SECRET,
    ZEROS,
    Json,
    as_bytes,
    commented,
    commit,
    common,
    edited,
    headers,
    issue,
    push,
    repository,
    reworded,
    said,
    signature,
    with_field,
    without,
)

VECTOR = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
BODY = b"Hello, World!"

SIGNATURES = [
    pytest.param("It's a Secret to Everybody", BODY, VECTOR, True, id="GitHub's own example"),
    pytest.param("It's a Secret to Everybody", BODY + b"\n", VECTOR, False, id="a byte more"),
    pytest.param("another secret", BODY, VECTOR, False, id="another secret"),
    pytest.param("It's a Secret to Everybody", BODY, VECTOR.upper(), False, id="upper case"),
    pytest.param("It's a Secret to Everybody", BODY, VECTOR.removeprefix("sha256="), False, id="no prefix"),
    pytest.param("It's a Secret to Everybody", BODY, VECTOR[:-1], False, id="cut off"),
    pytest.param("It's a Secret to Everybody", BODY, "", False, id="empty"),
    pytest.param("It's a Secret to Everybody", BODY, "sha256=é\udcff", False, id="not ASCII"),
    pytest.param("", BODY, signature(BODY, ""), False, id="an empty secret signs nothing"),
]


@pytest.mark.parametrize(("secret", "body", "given", "good"), SIGNATURES)
def test_signatures(secret: str, body: bytes, given: str, good: bool) -> None:
    assert verify(secret, body, given) is good


NO_NOTE = commit("src/main.py", added=["README.txt"], removed=["md"])

PUSHES = [
    pytest.param(push(NO_NOTE), "no note touched", id="no note"),
    pytest.param(push(), Sync(), id="a note"),
    pytest.param(push(NO_NOTE, commit("a/B.MD")), Sync(), id="a note in the second commit"),
    pytest.param(push(commit(added=["a.markdown"])), Sync(), id="a note added"),
    pytest.param(push(commit(removed=["a.md"])), Sync(), id="a note removed"),
    pytest.param(push(commit(".github/duly.yml")), Sync(), id="the config"),
    pytest.param(push(commit(".github/duly.yaml")), Sync(), id="the config with the other suffix"),
    pytest.param(push(commit("other/.github/duly.yml")), "no note touched", id="another file named like the config"),
    pytest.param(push(NO_NOTE, forced=True), Sync(), id="forced"),
    pytest.param(push(NO_NOTE, created=True), Sync(), id="the branch is new"),
    pytest.param(push(commits=[]), Sync(), id="no commits listed"),
    pytest.param(push(*[NO_NOTE] * 2047), "no note touched", id="2,047 commits"),
    pytest.param(push(*[NO_NOTE] * 2048), Sync(), id="2,048 commits"),
    pytest.param(push(commit(*["a.py"] * 2999)), "no note touched", id="2,999 files"),
    pytest.param(push(commit(*["a.py"] * 3000)), Sync(), id="3,000 files"),
    pytest.param(push(without(NO_NOTE, "removed")), Sync(), id="a commit without one of its lists"),
    pytest.param(
        without(push(), "commits", "created", "deleted", "forced", "head_commit"),
        Sync(),
        id="what a stand-in leaves out",
    ),
    pytest.param(push(head_commit=None), Sync(), id="no head commit"),
    pytest.param(push(ref="refs/heads/draft"), "not the default branch", id="another branch"),
    pytest.param(push(ref="refs/heads/draft/main"), "not the default branch", id="a branch that ends like it"),
    pytest.param(push(ref="main"), "not the default branch", id="no full ref"),
    pytest.param(push(ref="refs/tags/main"), "a tag", id="a tag named like the branch"),
    pytest.param(
        push(deleted=True, after=ZEROS, commits=[], head_commit=None), "a branch was deleted", id="a deletion"
    ),
    pytest.param(push(after=ZEROS), "a branch was deleted", id="a deletion, shown by zeros"),
    pytest.param(push(sender={"login": "duly[bot]", "type": "Bot"}), Sync(), id="a bot's push"),
    pytest.param(
        push(ref="refs/heads/a/b", repository=repository(default_branch="a/b")),
        Sync(),
        id="a default branch with a slash",
    ),
]

KEPT = MARKED + "\nmore"
OTHER = write(Marker(key="ffff0000"))
EDITS = [
    pytest.param(edited(MARKED, KEPT), "the marker is still there", id="the marker is kept"),
    pytest.param(edited(MARKED, "gone"), Restore(3, MARKED), id="the marker is gone"),
    pytest.param(edited(MARKED, ""), Restore(3, MARKED), id="the body is empty"),
    pytest.param(edited(MARKED, None), Restore(3, MARKED), id="the body is null"),
    pytest.param(edited(MARKED, "text\n" + MARKED), Restore(3, MARKED), id="text in front of it"),
    pytest.param(edited(MARKED, OTHER), Restore(3, MARKED), id="another marker"),
    pytest.param(edited("plain", "other"), "the edit touched no marker", id="never had one"),
    pytest.param(edited(None, MARKED), "the edit touched no marker", id="the title was edited"),
    pytest.param(
        edited(MARKED, "x", changes={"body": None}), "the edit touched no marker", id="null for the body's change"
    ),
    pytest.param(edited(MARKED, "gone", sender={"login": "b", "type": "Bot"}), "edited by a bot", id="a bot's edit"),
    pytest.param(
        common(action="assigned", issue=5),
        "only news of an issue's text, state and labels are of interest",
        id="another action, whatever its fields",
    ),
]

AGENDA = issue(body="plain", labels=[{"name": "agenda"}])
NO_MEETING = "no meeting’s, and none of Duly's issues"
MEETINGS = [
    pytest.param(common(action="opened", issue=AGENDA), MeetingNews(3, ("agenda",)), id="opened"),
    pytest.param(common(action="labeled", issue=AGENDA), MeetingNews(3, ("agenda",)), id="labelled"),
    pytest.param(
        common(action="unlabeled", issue=issue(body="plain"), label={"name": "agenda"}),
        MeetingNews(3, ("agenda",)),
        id="its label is gone",
    ),
    pytest.param(common(action="closed", issue=AGENDA), MeetingNews(3, ("agenda",)), id="closed"),
    pytest.param(common(action="deleted", issue=AGENDA), MeetingNews(3, ("agenda",)), id="deleted"),
    pytest.param(
        edited("old", "plain", issue=AGENDA),
        MeetingNews(3, ("agenda",), (("cj", "old"),)),
        id="edited, with the text before",
    ),
    pytest.param(
        edited("old", "plain", issue=AGENDA, sender={"login": "b", "type": "Bot"}),
        MeetingNews(3, ("agenda",), (("b", "old"),)),
        id="edited by a bot that writes agendas",
    ),
    pytest.param(common(action="opened", issue=issue(body="plain")), NO_MEETING, id="no label"),
    pytest.param(
        common(action="opened", issue=issue(body=MARKED, labels=[{"name": "agenda"}])), NO_MEETING, id="Duly's own"
    ),
]
TALKS = [
    pytest.param(commented(issue=AGENDA), MeetingNews(3, ("agenda",)), id="a comment"),
    pytest.param(
        commented(issue=AGENDA, sender={"login": "b", "type": "Bot"}), "a bot's comment", id="a bot's comment"
    ),
    pytest.param(said("/done", issue=AGENDA), RunCommands(3, 1, "cj", ("/done",)), id="a command goes first"),
    pytest.param(
        commented(issue=issue(pull_request={"url": "u"}, labels=[{"name": "agenda"}])),
        "a comment on a pull request, without a command",
        id="a pull request",
    ),
]

DONE = write(Marker(key="k", applied=Applied(open=False)))
TURNS = [
    pytest.param("closed", MARKED, WriteBack((3,)), id="closed, and the notes do not know"),
    pytest.param("reopened", DONE, WriteBack((3,)), id="reopened, and the notes do not know"),
    pytest.param("closed", DONE, "closed by a sync, or none of Duly's issues", id="closed because it was ticked"),
    pytest.param("reopened", MARKED, "reopened by a sync, or none of Duly's issues", id="reopened by the notes"),
    pytest.param("closed", "plain", "closed by a sync, or none of Duly's issues", id="a person's issue"),
    pytest.param("closed", None, "closed by a sync, or none of Duly's issues", id="no body"),
]

WAITING = write(Marker(key="k", waiting={"cj": 0}))
COMMENTS = [
    pytest.param(
        commented(issue=issue(body="plain")), "no command, and nobody waits for this comment", id="an issue of people's"
    ),
    pytest.param(commented(issue=issue(body=None)), "no command, and nobody waits for this comment", id="no body"),
    pytest.param(commented(), "no command, and nobody waits for this comment", id="an issue whose owner is assigned"),
    pytest.param(commented(issue=issue(body=WAITING)), Sync(), id="an owner who could not be assigned"),
    pytest.param(
        commented(issue=issue(body=WAITING), sender={"login": "CJ", "type": "User"}), Sync(), id="in another case"
    ),
    pytest.param(
        commented(issue=issue(body=WAITING), sender={"login": "mrb", "type": "User"}),
        "no command, and nobody waits for this comment",
        id="somebody else",
    ),
    pytest.param(
        commented(issue=issue(body=WAITING), sender={"login": "cj", "type": "Bot"}),
        "a bot's comment",
        id="a bot's comment",
    ),
    pytest.param(
        commented(issue=issue(body=WAITING, pull_request={"url": "u"})),
        "a comment on a pull request, without a command",
        id="a pull request",
    ),
    pytest.param(commented(action="deleted"), NO_MEETING, id="a comment is gone"),
    pytest.param(commented(action="pinned"), "only comments that come, change or go are of interest", id="pinned"),
]

BOT = {"login": "renovate[bot]", "type": "Bot"}
PULL = issue(pull_request={"url": "u"})
COMMANDS = [
    pytest.param(said("/done"), RunCommands(3, 1, "cj", ("/done",)), id="a command"),
    pytest.param(
        said("Well.\r\n/Drop  the vendor\u00a0did it\r\n/help."),
        RunCommands(3, 1, "cj", ("/drop the vendor did it", "/help")),
        id="several in one comment",
    ),
    pytest.param(said("/carry", issue=PULL), RunCommands(3, 1, "cj", ("/carry",), pull=True), id="on a pull request"),
    pytest.param(said("/dnoe"), RunCommands(3, 1, "cj", ("/dnoe",), folds=True), id="nearly one"),
    pytest.param(said("/usr"), "no command, and nobody waits for this comment", id="a path"),
    pytest.param(said("> /done"), "no command, and nobody waits for this comment", id="quoted"),
    pytest.param(
        said("/help", issue=issue(body=WAITING)),
        RunCommands(3, 1, "cj", ("/help",), folds=True),
        id="by an owner who is waited for",
    ),
    pytest.param(said("/done", sender=BOT), "a bot's comment", id="by a bot"),
    pytest.param(
        with_field(said("/done"), "comment.user", BOT), "a bot's comment", id="a bot's comment, edited by a person"
    ),
    pytest.param(said("/done\n" * 30), RunCommands(3, 1, "cj", ("/done",) * 21), id="one more than are run"),
    pytest.param(
        with_field(said(""), "comment.body", None), "no command, and nobody waits for this comment", id="null"
    ),
]
EDITED_COMMENTS = [
    pytest.param(reworded("/dnoe", "/done"), RunCommands(3, 1, "cj", ("/done",)), id="a command mended"),
    pytest.param(
        reworded("/done", "/done\n/help"), RunCommands(3, 1, "cj", ("/help",), folds=True), id="only what is new"
    ),
    pytest.param(
        reworded("/help", "/help\n/help"), RunCommands(3, 1, "cj", ("/help",), folds=True), id="once more than before"
    ),
    pytest.param(reworded("/help\n/done", "/done\n/help"), "the edit brought no command", id="another order"),
    pytest.param(reworded("/done", "Please: /done"), "the edit brought no command", id="a command taken back"),
    pytest.param(reworded("teh\n/done", "the\n/DONE"), "the edit brought no command", id="the words around it"),
    pytest.param(reworded("`/done`", "/done"), RunCommands(3, 1, "cj", ("/done",)), id="out of code"),
    pytest.param(
        reworded("x", "/done", sender={"login": "boss", "type": "User"}),
        RunCommands(3, 1, "boss", ("/done",)),
        id="by another person: it is that one's command",
    ),
    pytest.param(reworded("x", "/done", sender=BOT), "a bot's comment", id="by a bot"),
    pytest.param(reworded("x", "/done", changes={}), "the edit changed no text", id="no body among the changes"),
]


def outcome(event: str, payload: Json) -> object:
    """The work, or the reason why there is none."""
    found = translate(event, payload)
    if isinstance(found, Leave):
        return found
    return found.work if isinstance(found, Job) else found.reason


@pytest.mark.parametrize(("payload", "expected"), PUSHES)
def test_pushes(payload: Json, expected: object) -> None:
    assert outcome("push", payload) == expected


@pytest.mark.parametrize(("payload", "expected"), EDITS)
def test_edits_of_issues(payload: Json, expected: object) -> None:
    assert outcome("issues", payload) == expected


@pytest.mark.parametrize(("payload", "expected"), MEETINGS)
def test_news_of_what_may_be_a_meetings_issue(payload: Json, expected: object) -> None:
    assert outcome("issues", payload) == expected


@pytest.mark.parametrize(("payload", "expected"), TALKS)
def test_comments_on_what_may_be_a_meetings_issue(payload: Json, expected: object) -> None:
    assert outcome("issue_comment", payload) == expected


@pytest.mark.parametrize(("action", "body", "expected"), TURNS)
def test_turns_of_issues(action: str, body: str | None, expected: object) -> None:
    assert outcome("issues", common(action=action, issue=issue(body=body))) == expected


@pytest.mark.parametrize(("payload", "expected"), COMMENTS)
def test_comments(payload: Json, expected: object) -> None:
    assert outcome("issue_comment", payload) == expected


def turned(action: str, **changed: object) -> Json:
    """A pull request from the branch of Duly's own proposal was closed or edited."""
    pull: Json = {"head": {"ref": BRANCH}, "state": "closed", "merged": False}
    changes: Json = {"title": {"from": "Set up Duly"}} if action == "edited" else {}
    return common(action=action, number=7, changes=changes, pull_request=pull | changed)


NOT_OURS = "only a new pull request, its commits and its end are of interest"
PROPOSALS = [
    pytest.param(turned("closed"), Onboard(), id="closed"),
    pytest.param(turned("closed", merged=True), NOT_OURS, id="merged"),
    pytest.param(turned("closed", head={"ref": "minutes"}), Preview(7), id="another branch"),
    pytest.param(turned("closed", head={"ref": "minutes"}, merged=True), Preview(7), id="another branch, merged"),
    pytest.param(turned("edited", head={"ref": "minutes"}), NOT_OURS, id="another branch was renamed"),
    pytest.param(turned("edited"), Onboard(), id="a closed one was renamed"),
    pytest.param(turned("edited", state="open"), NOT_OURS, id="an open one was renamed"),
    pytest.param(turned("edited") | {"changes": {"body": {"from": "x"}}}, "the title is the same", id="its text"),
]


@pytest.mark.parametrize(("payload", "expected"), PROPOSALS)
def test_the_own_proposal(payload: Json, expected: Onboard | Preview | str) -> None:
    assert outcome("pull_request", payload) == expected


ASKED = [
    pytest.param({}, Onboard(asked=True), id="a person created the branch"),
    pytest.param({"sender": {"login": "duly[bot]", "type": "Bot"}}, "not the default branch", id="Duly did"),
    pytest.param({"created": False}, "not the default branch", id="commits"),
]


@pytest.mark.parametrize(("changed", "expected"), ASKED)
def test_the_branch_of_the_proposal(changed: Json, expected: Onboard | str) -> None:
    assert outcome("push", push(ref=f"refs/heads/{BRANCH}", created=True) | changed) == expected


def button(**changed: object) -> Json:
    """A person pressed the button of a check run."""
    return (
        common(action="requested_action", check_run={"head_sha": "c" * 40}, requested_action={"identifier": "approve"})
        | changed
    )


BUTTONS = [
    pytest.param(button(), ApproveHeld("c" * 40, "cj"), id="pressed"),
    pytest.param(button(requested_action={"identifier": "other"}), "no button of Duly's", id="another button"),
    pytest.param(button(requested_action=None), "no button of Duly's", id="no button"),
    pytest.param(button(sender={"login": "b", "type": "Bot"}), "no button of Duly's", id="a bot"),
    pytest.param(button(action="rerequested"), "only a button of a check run is of interest", id="asked for again"),
]


@pytest.mark.parametrize(("payload", "expected"), BUTTONS)
def test_buttons(payload: Json, expected: ApproveHeld | str) -> None:
    assert outcome("check_run", payload) == expected


def installed(selection: str = "selected", **changed: object) -> Json:
    reached = [{"id": 8, "full_name": "octo/minutes", "private": True}, {"id": 9, "full_name": "octo/code"}]
    installation: Json = {"id": 42, "repository_selection": selection}
    return {"action": "created", "installation": installation, "repositories": reached} | changed


WELCOME = Welcome(((8, "octo/minutes"), (9, "octo/code")))
ALL = f"all repositories were chosen: a branch {BRANCH} in one of them asks for a proposal"
ADDED: Json = {"action": "added", "repositories": None, "repositories_added": [{"id": 8, "full_name": "octo/minutes"}]}
INSTALLED = [
    pytest.param("installation", installed(), WELCOME, id="some repositories"),
    pytest.param("installation", installed("all"), ALL, id="all repositories"),
    pytest.param("installation", installed(repositories=[]), "no repository is new", id="none"),
    pytest.param(
        "installation_repositories", installed() | ADDED, Welcome(((8, "octo/minutes"),)), id="one more repository"
    ),
    pytest.param(
        "installation_repositories", installed() | ADDED | {"repository_selection": "all"}, ALL, id="all from now on"
    ),
    pytest.param(
        "installation_repositories", installed(action="removed"), "only new repositories are of interest", id="fewer"
    ),
    pytest.param(
        "installation",
        installed(action="new_permissions_accepted"),
        "only a new installation, and the end of one, is of interest",
        id="permissions",
    ),
]


@pytest.mark.parametrize(("event", "payload", "expected"), INSTALLED)
def test_installations(event: str, payload: Json, expected: Welcome | str) -> None:
    assert outcome(event, payload) == expected


def test_a_welcome_is_for_the_first_repository_whose_branch_is_asked_for_later() -> None:
    found = translate("installation", installed(), "a delivery")
    assert isinstance(found, Job)
    assert (found.repository, found.full_name, found.branch, found.lane) == (8, "octo/minutes", "", 42)


def test_of_two_welcomes_that_wait_one_is_for_both() -> None:
    first, second = (translate("installation", installed(repositories=[each])) for each in installed()["repositories"])  # type: ignore[attr-defined]
    assert isinstance(first, Job) and isinstance(second, Job)
    assert second.joined(first).work == WELCOME


PULLS = [
    pytest.param("opened", Preview(7), id="opened"),
    pytest.param("reopened", Preview(7), id="reopened"),
    pytest.param("synchronize", Preview(7), id="commits"),
    pytest.param("labeled", NOT_OURS, id="labelled"),
]


@pytest.mark.parametrize(("action", "expected"), PULLS)
def test_pull_requests(action: str, expected: Preview | str) -> None:
    assert outcome("pull_request", common(action=action, number=7)) == expected


@pytest.mark.parametrize(("payload", "expected"), [*COMMANDS, *EDITED_COMMENTS])
def test_commands(payload: Json, expected: object) -> None:
    assert outcome("issue_comment", payload) == expected


def test_the_builders_marker_is_one() -> None:
    assert key_of(MARKED) == "0a1b2c3d"


OTHERS = [
    pytest.param("ping", {"zen": "Keep it simple."}, "ping", id="ping"),
    pytest.param("star", {}, "star is not listened to", id="unknown"),
]


@pytest.mark.parametrize(("event", "payload", "reason"), OTHERS)
def test_other_events_ask_for_nothing(event: str, payload: Json, reason: str) -> None:
    assert translate(event, payload) == Ignored(reason)


def test_a_job_names_its_repository_and_its_delivery() -> None:
    assert translate("push", push(), "72d3162e") == Job(
        installation=42,
        repository=7,
        full_name="octo/notes",
        branch="main",
        work=Sync(),
        delivery="72d3162e",
        why="push of aaaaaaaaaaaa",
    )


def test_without_an_installation_a_token_does_the_work() -> None:
    found = translate("push", without(push(), "installation"))
    assert isinstance(found, Job)
    assert (found.installation, found.lane) == (0, -7)


PUSH_FIELDS: list[tuple[str, object]] = [
    ("repository", None),
    ("repository", []),
    ("repository.id", "7"),
    ("repository.id", 0),
    ("repository.id", -1),
    ("repository.id", 2**63),
    ("repository.id", 10**400),
    ("repository.id", 7.0),
    ("repository.id", True),
    ("repository.full_name", None),
    ("repository.full_name", "notes"),
    ("repository.full_name", "../notes"),
    ("repository.full_name", "octo/.."),
    ("repository.full_name", "octo/notes/../../user"),
    ("repository.full_name", "octo/notes\n"),
    ("repository.default_branch", 1),
    ("repository.default_branch", ""),
    ("installation", 42),
    ("installation.id", 2**63),
    ("ref", None),
    ("ref", ["refs/heads/main"]),
    ("after", 0),
    ("deleted", "false"),
    ("forced", 0),
    ("commits", {}),
    ("commits.0", None),
    ("commits.0.modified", "a.md"),
    ("commits.0.modified", [None]),
]
EDIT_FIELDS: list[tuple[str, object]] = [
    ("action", None),
    ("action", ["edited"]),
    ("issue", None),
    ("issue.number", "3"),
    ("issue.number", 2**64),
    ("issue.body", 1),
    ("changes", None),
    ("changes.body", "x"),
    ("changes.body.from", 1),
    ("sender", None),
    ("sender.type", 1),
]
COMMENT_FIELDS: list[tuple[str, object]] = [
    ("action", 1),
    ("issue.number", None),
    ("issue.pull_request", "yes"),
    ("sender.login", None),
    ("comment", None),
    ("comment.id", "1"),
    ("comment.body", 1),
    ("comment.user.type", 1),
]
REWORDED_FIELDS: list[tuple[str, object]] = [
    ("changes", None),
    ("changes.body", "x"),
    ("changes.body.from", 1),
    ("comment.id", 0),
]
PULL_FIELDS: list[tuple[str, object]] = [("action", 7), ("number", "7"), ("number", 0), ("repository.id", None)]
WRONG = [
    pytest.param(event, payload, path, value, id=f"{event} {path} {json.dumps(value)[:20]}")
    for event, payload, fields in (
        ("push", push(), PUSH_FIELDS),
        ("issues", edited(MARKED, "gone"), EDIT_FIELDS),
        ("issues", common(action="closed", issue=issue()), EDIT_FIELDS[2:6]),
        ("issue_comment", commented(), COMMENT_FIELDS),
        ("issue_comment", reworded("x", "/done"), REWORDED_FIELDS),
        ("pull_request", common(action="opened", number=7), PULL_FIELDS),
        ("pull_request", turned("closed"), [("pull_request.head.ref", 1), ("pull_request", None), ("number", 0)]),
        ("installation", installed(), [("repositories.0.id", "8"), ("repositories.0.full_name", "octo")]),
    )
    for path, value in fields
]


@pytest.mark.parametrize(("event", "payload", "path", "value"), WRONG)
def test_a_wrong_type_in_a_field_that_is_used_is_refused_by_name(
    event: str, payload: Json, path: str, value: object
) -> None:
    with pytest.raises(Refusal) as refused:
        translate(event, with_field(payload, path, value))
    assert refused.value.status == 400
    assert refused.value.reason.startswith(path)
    assert not re.search(r"\b_\w", refused.value.reason), "no name of a class"
    with pytest.raises(Refusal) as refused_as_json:
        translate(event, as_bytes(with_field(payload, path, value)))
    assert refused_as_json.value.reason == refused.value.reason


@pytest.mark.parametrize("path", ["head_commit", "repository.topics", "pusher", "sender", "compare"])
def test_a_field_that_is_not_used_may_hold_anything(path: str) -> None:
    assert outcome("push", with_field(push(), path, [10**30, {"deep": [None]}])) == Sync()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([MARKED, "refs/heads/main"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
EVENTS = ["push", "issues", "issue_comment", "pull_request", "ping", "installation", "star", ""]


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, Json]:
    """A delivery as GitHub sends it with up to three fields, used ones above all, replaced by anything."""
    event, payload, paths = draw(
        st.sampled_from(
            [
                (
                    "push",
                    push(),
                    ["ref", "after", "commits", "commits.0", "commits.0.added", "repository.id", "installation"],
                ),
                (
                    "issues",
                    edited(MARKED, "gone"),
                    ["action", "issue", "issue.body", "changes.body", "changes", "sender"],
                ),
                (
                    "issues",
                    common(action="closed", issue=issue()),
                    ["action", "issue.number", "issue.body", "repository.full_name", "installation"],
                ),
                (
                    "issue_comment",
                    commented(),
                    ["action", "issue.body", "issue.pull_request", "sender.login", "repository", "comment.body"],
                ),
                ("issue_comment", reworded("x", "/done"), ["changes", "changes.body.from", "comment", "comment.body"]),
            ]
        )
    )
    path = draw(st.sampled_from(paths))
    return event, with_field(payload, path, draw(json_values))


@given(
    st.one_of(
        spoiled(), st.tuples(st.sampled_from(EVENTS), st.dictionaries(st.text(max_size=8), json_values, max_size=4))
    )
)
def test_whatever_comes_is_a_job_a_reason_or_a_400(delivery: tuple[str, Json]) -> None:
    event, payload = delivery
    found = translated(event, payload)
    assert isinstance(found, Job | Ignored | Leave | str)
    assert translated(event, as_bytes(payload)) == found


def translated(event: str, payload: Json | bytes) -> Job | Ignored | Leave | str:
    """What comes of a delivery; the reason where it is refused with 400."""
    try:
        return translate(event, payload)
    except Refusal as refused:
        assert refused.status == 400
        return refused.reason


NOT_OBJECTS = [
    pytest.param(b"", "the body is not JSON: EOF while parsing a value at line 1 column 0", id="empty"),
    pytest.param(b"{", "the body is not JSON: EOF while parsing an object at line 1 column 1", id="cut off"),
    pytest.param(
        b'{"a":"\xff"}', "the body is not JSON: invalid unicode code point at line 1 column 7", id="not UTF-8"
    ),
    pytest.param(b"[]", "the body is not a JSON object", id="a list"),
    pytest.param(b"null", "the body is not a JSON object", id="null"),
]


@pytest.mark.parametrize("event", ["push", "issues", "star"])
@pytest.mark.parametrize(("body", "reason"), NOT_OBJECTS)
def test_what_is_no_json_object_is_refused_with_its_place(event: str, body: bytes, reason: str) -> None:
    assert translated(event, body) == reason


def test_of_two_fields_of_one_name_the_last_counts() -> None:
    body = as_bytes(push()).replace(b'"ref":', b'"ref": "refs/tags/x", "ref":')
    assert isinstance(translate("push", body), Job)


@given(st.binary(max_size=200), st.dictionaries(st.sampled_from(list(headers(b""))), st.text(max_size=100)))
def test_whatever_is_unsigned_is_a_401(body: bytes, given_headers: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        admit((SECRET,), given_headers, body)
    assert refused.value.status == 401


@given(st.binary(max_size=200) | json_values.map(as_bytes))
def test_whatever_is_signed_is_a_delivery_or_a_400(body: bytes) -> None:
    delivery = admit((SECRET,), headers(body), body)
    assert delivery.event == "push"
    assert isinstance(translated(delivery.event, delivery.body), Job | Ignored | Leave | str)
