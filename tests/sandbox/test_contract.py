"""Every operation over real HTTP, held to GitHub's own description: requests, answers and webhooks."""

from base64 import b64encode

from tests.support.contract import delivery_violations, operations, violations
from tests.support.sandbox import SandboxClient

COVERED = {
    "apps/create-from-manifest",
    "apps/create-installation-access-token",
    "apps/get-authenticated",
    "apps/get-installation",
    "apps/get-repo-installation",
    "apps/get-webhook-delivery",
    "apps/list-installations",
    "apps/list-repos-accessible-to-installation",
    "apps/list-webhook-deliveries",
    "apps/redeliver-webhook-delivery",
    "apps/revoke-installation-access-token",
    "checks/create",
    "checks/get",
    "checks/list-annotations",
    "checks/list-for-ref",
    "checks/update",
    "git/create-blob",
    "git/create-commit",
    "git/create-ref",
    "git/create-tree",
    "git/delete-ref",
    "git/get-blob",
    "git/get-commit",
    "git/get-ref",
    "git/get-tree",
    "git/update-ref",
    "issues/add-assignees",
    "issues/add-labels",
    "issues/add-sub-issue",
    "issues/check-user-can-be-assigned",
    "issues/check-user-can-be-assigned-to-issue",
    "issues/create",
    "issues/create-comment",
    "issues/create-label",
    "issues/delete-comment",
    "issues/delete-label",
    "issues/get",
    "issues/get-comment",
    "issues/get-label",
    "issues/get-parent",
    "issues/list-assignees",
    "issues/list-comments",
    "issues/list-comments-for-repo",
    "issues/list-for-repo",
    "issues/list-labels-for-repo",
    "issues/list-labels-on-issue",
    "issues/list-sub-issues",
    "issues/lock",
    "issues/remove-all-labels",
    "issues/remove-assignees",
    "issues/remove-label",
    "issues/set-labels",
    "issues/unlock",
    "issues/update",
    "issues/update-comment",
    "issues/update-label",
    "pulls/create",
    "pulls/get",
    "pulls/list",
    "pulls/list-files",
    "pulls/merge",
    "rate-limit/get",
    "reactions/create-for-issue",
    "reactions/create-for-issue-comment",
    "reactions/delete-for-issue",
    "reactions/delete-for-issue-comment",
    "reactions/list-for-issue",
    "reactions/list-for-issue-comment",
    "repos/compare-commits",
    "repos/create-or-update-file-contents",
    "repos/delete-file",
    "repos/download-tarball-archive",
    "repos/get",
    "repos/get-collaborator-permission-level",
    "repos/get-commit",
    "repos/get-content",
    "repos/list-collaborators",
    "repos/list-commits",
    "users/get-by-username",
}
HEARD = {
    "check_run.completed",
    "check_run.created",
    "check_run.requested_action",
    "check_run.rerequested",
    "installation.created",
    "installation_repositories.added",
    "installation_repositories.removed",
    "issue_comment.created",
    "issue_comment.deleted",
    "issue_comment.edited",
    "issues.assigned",
    "issues.closed",
    "issues.deleted",
    "issues.edited",
    "issues.labeled",
    "issues.locked",
    "issues.opened",
    "issues.reopened",
    "issues.transferred",
    "issues.unassigned",
    "issues.unlabeled",
    "issues.unlocked",
    "ping",
    "pull_request.closed",
    "pull_request.opened",
    "pull_request.synchronize",
    "push",
    "repository.renamed",
}


async def test_everything_said_is_as_github_says_it(client: SandboxClient) -> None:
    client.sandbox.ping()
    await _tell_of_the_app(client)
    await _read_and_write_files(client)
    await _use_the_database(client)
    await _live_an_issue(client)
    await _talk(client)
    await _label(client)
    await _check(client)
    await _propose(client)
    await _refuse(client)
    await _be_a_person(client)
    await client.call("DELETE", "/installation/token")
    await client.sandbox.settled()
    assert violations(client.sandbox) == []
    assert delivery_violations(client.sandbox) == []
    assert COVERED - operations(client.sandbox) == set()
    heard = {f"{one.event}.{one.action}" if one.action else one.event for one in client.sandbox.world.hooks.attempts}
    assert HEARD - heard == set()


async def _tell_of_the_app(it: SandboxClient) -> None:
    await it.call("POST", f"/app-manifests/{it.sandbox.manifest_code()}/conversions", Authorization=None)
    await it.as_app("GET", "/app")
    number = (await it.as_app("GET", "/app/installations")).body[0]["id"]
    await it.as_app("GET", f"/app/installations/{number}")
    await it.as_app("GET", f"/repos/{it.repo.full_name}/installation")
    await it.log_in(permissions={"issues": "write"}, repositories=["notes"])
    await it.log_in()
    await it.call("GET", "/installation/repositories")
    await it.call("GET", "/rate_limit")
    await it.call("GET", "/users/will")
    await it.sandbox.settled()
    newest = (await it.as_app("GET", "/app/hook/deliveries?per_page=1")).body[0]["id"]
    await it.as_app("GET", f"/app/hook/deliveries/{newest}")
    await it.as_app("POST", f"/app/hook/deliveries/{newest}/attempts")
    for path in (
        "",
        "/collaborators",
        "/collaborators/tria/permission",
        "/assignees",
        "/assignees/will",
        "/assignees/nobody",
    ):
        await it("GET", path)


async def _read_and_write_files(it: SandboxClient) -> None:
    note = "/contents/2024-03-01.md"
    sha = (await it("GET", note)).body["sha"]
    text = b64encode(b"# Harbour\n").decode()
    await it("PUT", note, {"message": "Shorter", "content": text, "sha": sha})
    await it("PUT", note, {"message": "Stale", "content": text, "sha": sha})
    await it("PUT", "/contents/a/new.md", {"message": "New", "content": text, "branch": "main"})
    added = (await it("GET", "/contents/a/new.md?ref=main")).body["sha"]
    await it("GET", "/contents/a")
    await it("GET", "/contents/a/new.md", Accept="application/vnd.github.raw+json")
    await it("DELETE", "/contents/a/new.md", {"message": "Gone", "sha": added})
    await it("GET", "/contents/a/new.md")
    await it("GET", "/tarball/main")


async def _use_the_database(it: SandboxClient) -> None:
    first = it.repo.state.store.history(it.repo.head)[-1].sha
    await it("GET", "/git/ref/heads/main")
    await it("GET", "/git/matching-refs/heads/ma")
    await it("GET", f"/git/trees/{it.repo.head}?recursive=1")
    await it("GET", f"/commits/{it.repo.head}")
    await it("GET", "/commits/main", Accept="application/vnd.github.sha")
    await it("GET", "/commits?path=2024-03-01.md&per_page=1")
    await it("GET", f"/compare/{first}...main")
    blob = (await it("POST", "/git/blobs", {"content": "* [x] done\n", "encoding": "utf-8"})).body["sha"]
    await it("GET", f"/git/blobs/{blob}")
    entries = [{"path": "b.md", "mode": "100644", "type": "blob", "sha": blob}]
    tree = (await it("POST", "/git/trees", {"base_tree": it.repo.head, "tree": entries})).body["sha"]
    made = await it("POST", "/git/commits", {"message": "By hand", "tree": tree, "parents": [it.repo.head]})
    await it("GET", f"/git/commits/{made.body['sha']}")
    await it("PATCH", "/git/refs/heads/main", {"sha": made.body["sha"]})
    await it("PATCH", "/git/refs/heads/main", {"sha": first})
    await it("POST", "/git/refs", {"ref": "refs/heads/side", "sha": first})
    await it("DELETE", "/git/refs/heads/side")


async def _live_an_issue(it: SandboxClient) -> None:
    fields = {"title": "Oil the crane", "body": "soon", "labels": ["action-item"], "assignees": ["will"]}
    number = (await it("POST", "/issues", fields)).body["number"]
    child = (await it("POST", "/issues", {"title": "Buy oil"})).body
    await it("POST", f"/issues/{number}/sub_issues", {"sub_issue_id": child["id"]})
    await it("GET", f"/issues/{number}/sub_issues")
    await it("GET", f"/issues/{child['number']}/parent")
    await it("GET", f"/issues/{number}/parent")
    await it("GET", f"/issues/{number}")
    await it("PATCH", f"/issues/{number}", {"title": "Oil it", "body": "now", "assignees": ["ada"], "labels": ["x"]})
    await it("PATCH", f"/issues/{number}", {"state": "closed", "state_reason": "completed"})
    await it("PATCH", f"/issues/{number}", {"state": "open"})
    await it(
        "GET",
        "/issues?state=all&creator=duly%5Bbot%5D&since=2024-01-01T00:00:00Z&per_page=1&sort=updated&direction=asc",
    )
    await it("POST", f"/issues/{number}/assignees", {"assignees": ["will"]})
    await it("DELETE", f"/issues/{number}/assignees", {"assignees": ["will"]})
    await it("GET", f"/issues/{number}/assignees/will")
    await it("POST", f"/issues/{number}/reactions", {"content": "eyes"})
    reaction = (await it("POST", f"/issues/{number}/reactions", {"content": "eyes"})).body["id"]
    await it("GET", f"/issues/{number}/reactions")
    await it("DELETE", f"/issues/{number}/reactions/{reaction}")
    await it("PUT", f"/issues/{number}/lock", {"lock_reason": "resolved"})
    await it("POST", f"/issues/{number}/comments", {"body": "no"})
    await it("DELETE", f"/issues/{number}/lock")


async def _talk(it: SandboxClient) -> None:
    comment = (await it("POST", "/issues/1/comments", {"body": "hello"})).body["id"]
    await it("GET", f"/issues/comments/{comment}")
    await it("PATCH", f"/issues/comments/{comment}", {"body": "hello again"})
    reaction = (await it("POST", f"/issues/comments/{comment}/reactions", {"content": "rocket"})).body["id"]
    await it("GET", f"/issues/comments/{comment}/reactions")
    await it("DELETE", f"/issues/comments/{comment}/reactions/{reaction}")
    await it("GET", "/issues/1/comments")
    await it("GET", "/issues/comments")
    await it("DELETE", f"/issues/comments/{comment}")


async def _label(it: SandboxClient) -> None:
    await it("POST", "/labels", {"name": "security+systems", "color": "AABBCC", "description": "locks"})
    await it("POST", "/labels", {"name": "Security+Systems"})
    await it("GET", "/labels/security%2Bsystems")
    await it("PATCH", "/labels/security%2Bsystems", {"new_name": "security", "color": "ffffff"})
    await it("GET", "/labels?per_page=100")
    await it("POST", "/issues/1/labels", {"labels": ["security"]})
    await it("GET", "/issues/1/labels")
    await it("DELETE", "/issues/1/labels/security")
    await it("PUT", "/issues/1/labels", {"labels": ["security", "y"]})
    await it("DELETE", "/issues/1/labels")
    await it("DELETE", "/labels/security")


async def _check(it: SandboxClient) -> None:
    remark = {"path": "b.md", "start_line": 1, "end_line": 1, "annotation_level": "warning", "message": "who?"}
    output = {"title": "1 to open", "summary": "words", "text": "more", "annotations": [remark]}
    button = {"label": "Let go", "description": "Open them all", "identifier": "approve"}
    fields = {"name": "duly", "head_sha": it.repo.head, "status": "in_progress", "output": output, "actions": [button]}
    run = (await it("POST", "/check-runs", fields)).body["id"]
    await it("PATCH", f"/check-runs/{run}", {"conclusion": "success", "output": output})
    await it("GET", f"/check-runs/{run}")
    await it("GET", f"/check-runs/{run}/annotations")
    await it("GET", f"/commits/{it.repo.head}/check-runs?check_name=duly&filter=latest")
    it.repo.press(it.repo.checks[0], "approve", by="will")
    it.repo.rerequest(it.repo.checks[0], by="will")


async def _propose(it: SandboxClient) -> None:
    it.repo.create_label("notes")
    it.repo.push({"next.md": "* [ ] paint\n"}, branch="next", author="will")
    made = await it(
        "POST", "/pulls", {"title": "Next", "head": "next", "base": "main"}, Authorization=it.person("will")
    )
    number = made.body["number"]
    it.repo.edit_issue(number, by="will", labels=["notes"], assignees=["ada"])
    it.repo.push({"next.md": "* [x] paint\n"}, branch="next", author="will")
    for path in ("/pulls", f"/pulls/{number}", f"/pulls/{number}/files", f"/issues/{number}", "/issues"):
        await it("GET", path)
    it.repo.comment(number, "rea", "looks good")
    await it("PUT", f"/pulls/{number}/merge", {"merge_method": "merge", "sha": "0" * 40})
    await it("PUT", f"/pulls/{number}/merge", {"merge_method": "merge"})
    await it("GET", f"/pulls/{number}")
    it.sandbox.fork(it.repo, "zoe").push({"next.md": "* [ ] sand\n"}, branch="sand", author="zoe")
    forked = it.repo.open_pull("Sand first", "zoe:sand", by="zoe").number
    for path in (f"/pulls/{forked}", f"/pulls/{forked}/files"):
        await it("GET", path)


async def _refuse(it: SandboxClient) -> None:
    for path in (
        "/issues/999",
        "/labels/none",
        "/git/ref/heads/none",
        "/git/blobs/00",
        "/commits/none",
        "/check-runs/1",
    ):
        await it("GET", path)
    await it("POST", "/issues", {"title": "No", "assignees": ["stranger"]})
    await it("GET", "/issues", Authorization="Bearer wrong")


async def _be_a_person(it: SandboxClient) -> None:
    other = it.sandbox.create_repository("harbour/attic", collaborators={"will": "write"})
    await it("GET", "/issues?creator=will", Authorization=it.person("will"))
    it.repo.delete_issue(it.repo.open_issue("gone", by="will").number)
    there = it.repo.open_issue("moves", by="will").number
    it.repo.transfer_issue(there, other, by="ada")
    await it("GET", f"/issues/{there}")
    await it("GET", f"/issues/{there - 1}")
    it.repo.rename("minutes", by="ada")
    it.sandbox.uninstall(other)
    await it.call("GET", "/repos/harbour/notes/issues")
