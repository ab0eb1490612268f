"""`duly init`: the config that it writes, and the year that it replays."""

from pathlib import Path

from click.testing import CliRunner

from bot.cli.main import main
from bot.core.config.load import load

NOTE = "# 2024-03-05 meeting\n\n## Action items\n\n* [ ] paint the wall\n"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["init", *arguments])
    return result.exit_code, result.output


def test_it_writes_a_config_and_replays_the_year(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "2024-03-05.md").write_text(NOTE)
    code, said = run(str(tmp_path))
    written = tmp_path / ".github" / "duly.yml"
    config, problems = load(written.read_text())
    assert (code, problems) == (0, ())
    assert config is not None and config.notes == ("notes/*.md",)
    assert "Duly would have opened 1 issue" in said
    assert "paint the wall" in said


def test_a_config_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / ".github").mkdir()
    written = tmp_path / ".github" / "duly.yml"
    written.write_text("labels: [todo]\n")
    code, said = run(str(tmp_path))
    assert (code, "is there already" in said) == (1, True)
    assert written.read_text() == "labels: [todo]\n"


def test_with_dry_run_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "2024-03-05.md").write_text(NOTE)
    code, said = run(str(tmp_path), "--dry-run")
    assert (code, '- "*.md"' in said) == (0, True)
    assert not (tmp_path / ".github").exists()
