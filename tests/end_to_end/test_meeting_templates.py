"""Templates of meetings in issues, as people open them, before anybody filled them in."""

from pathlib import Path

from tests.core.notes.test_placeholders import template_notes
from tests.support.contract import violations
from tests.support.duly import staged


async def test_templates_open_nothing(tmp_path: Path) -> None:
    config = "meetings: {issues: {label: agenda, comments: true}}\nwithout_box: all\n"
    async with staged(tmp_path, config=config) as stage:
        await stage.push({"README.md": "# The notes\n"})
        texts = template_notes()
        for day, (name, text) in enumerate(texts, 1):
            title = f"Meeting 2024-{1 + day // 28:02}-{1 + day % 28:02} {name}"
            number = stage.repository.open_issue(title, text, by="bea", labels=("agenda",)).number
            stage.repository.comment(number, "ada", text)
        await stage.rest()
        await stage.push({"README.md": "# The notes of the harbour\n"})
        assert len(stage.repository.issues) == len(texts) > 20
        assert f"{len(texts)} issues of meetings" in (stage.repository.checks[-1].summary or "")
        assert violations(stage.sandbox) == []
