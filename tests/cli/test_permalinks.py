"""Permalinks of decisions in a clone."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.decisions import command as decisions
from bot.cli.report import command as report

REMOTES = [
    pytest.param("https://github.com/octo/notes.git", "https://github.com/octo/notes", id="https"),
    pytest.param("https://x:secret@github.com/octo/notes", "https://github.com/octo/notes", id="with a token"),
    pytest.param("git@github.com:octo/notes.git", "https://github.com/octo/notes", id="ssh"),
    pytest.param("ssh://git@github.example.org:22/octo/notes", "https://github.example.org/octo/notes", id="a server"),
    pytest.param("ssh://git@ssh.github.com:443/octo/notes.git", "https://github.com/octo/notes", id="ssh on port 443"),
    pytest.param("git@github.com-work:octo/notes.git", "", id="a name in the config of ssh"),
    pytest.param("https://gitlab.com/octo/notes.git", "", id="not on GitHub"),
]


@pytest.mark.parametrize(("remote", "url"), REMOTES)
def test_decisions_in_a_clone_have_permalinks(tmp_path: Path, remote: str, url: str) -> None:
    (tmp_path / "notes").mkdir()
    note = tmp_path / "notes" / "2024-03-05 call.md"
    note.write_text("# 2024-03-05\n\nDECISION: blue it is\n\n## Action items\n\n* [ ] (Bea) mow\n", encoding="utf-8")
    (tmp_path / "notes" / "2024-03-12.md").write_text("# 2024-03-12\n\nDECISION: not committed\n", encoding="utf-8")
    (changed := tmp_path / "2024-03-19.md").write_text("# 2024-03-19\n\nDECISION: red\n", encoding="utf-8")
    commit = ["-c", "user.name=ada", "-c", "user.email=ada@example.org", "commit", "-qm", "notes"]
    for command in (["init", "-q"], ["remote", "add", "origin", remote], ["add", str(note), changed.name], commit):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    changed.write_text("# 2024-03-19\n\nDECISION: it was changed\n", encoding="utf-8")
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout.strip()
    place = f"{url}/blob/{head}/notes/2024-03-05%20call.md?plain=1#L3" if url else ""
    rows = CliRunner().invoke(decisions, [str(tmp_path), "--json"]).output.splitlines()
    assert [json.loads(row)["permalink"] for row in rows] == ["", "", place]
    out = tmp_path / "report.html"
    assert CliRunner().invoke(report, [str(tmp_path / "notes"), "-o", str(out)]).exit_code == 0
    assert (f'<a href="{place}">' in out.read_text(encoding="utf-8")) is bool(url)
