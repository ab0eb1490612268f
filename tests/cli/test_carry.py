"""`duly carry`: printing the block, rewriting or creating a file, filtering a pipe."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main

LAST = "# 2024-03-05\n\n## Agenda\n\n## Action items\n\n* [ ] (Ada) paint the harbour wall green\n* [x] (Bea) mow\n\n## End\n"
NEXT = "# {title}\n\n## Agenda\n\n## Action items\n\n{lines}## End\n"
LINE = "* [ ] (Ada) paint the harbour wall green\n\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with one note."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/2024-03-05.md").write_text(LAST, encoding="utf-8")
    return tmp_path / "notes"


def duly(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["carry", *(str(each) for each in arguments)], input=stdin)


def test_the_block_is_printed(folder: Path) -> None:
    done = duly(folder)
    assert (done.exit_code, done.stdout) == (0, f"## Action items\n\n{LINE.rstrip()}\n")
    assert f"Carried 1 line from `{folder}/2024-03-05.md`." in done.stderr


@pytest.mark.parametrize(
    "before", [None, "", NEXT.format(title="2024-03-26", lines="")], ids=["none", "empty", "template"]
)
def test_a_file_is_rewritten_or_made(folder: Path, before: str | None) -> None:
    note = folder / "2024-03-26.md"
    if before is not None:
        note.write_text(before, encoding="utf-8")
    assert duly(folder, "--into", note).exit_code == 0
    text = note.read_text(encoding="utf-8")
    assert text == (NEXT.format(title="2024-03-26", lines=LINE) if before else f"## Action items\n\n{LINE.rstrip()}\n")
    assert sorted(folder.iterdir()) == [folder / "2024-03-05.md", note]


def test_into_restructuredtext(folder: Path) -> None:
    note = folder / "2024-03-26.rst"
    note.write_bytes(b"Action items\r\n============\r\n\r\nEnd\r\n===\r\n")
    assert duly(folder, "--into", note).exit_code == 0
    line = LINE.rstrip().encode()
    assert note.read_bytes() == b"Action items\r\n============\r\n\r\n" + line + b"\r\n\r\nEnd\r\n===\r\n"


def test_nothing_is_written_where_nothing_changes(folder: Path) -> None:
    note = folder / "2024-03-26.md"
    note.write_text(NEXT.format(title="2024-03-26", lines=LINE), encoding="utf-8")
    before = note.stat()
    done = duly(folder, "--into", note)
    assert done.exit_code == 0
    assert "Nothing to add" in done.stderr
    assert (note.stat().st_ino, note.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_mode_and_links_stay(folder: Path) -> None:
    real = folder.parent / "next.md"
    real.write_text(NEXT.format(title="2024-03-26", lines=""), encoding="utf-8")
    real.chmod(0o640)
    link = folder / "2024-03-26.md"
    link.symlink_to(real)
    assert duly(folder, "--into", link).exit_code == 0
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert LINE in real.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        pytest.param("utf-8", "2024-03-26 – für alle", id="UTF-8"),
        pytest.param("latin-1", "2024-03-26 für alle", id="Latin-1"),
        pytest.param("utf-8-sig", "2024-03-26", id="BOM"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_the_filter_keeps_bytes(folder: Path, encoding: str, title: str, end: str) -> None:
    before, after = (NEXT.format(title=title, lines=lines).replace("\n", end).encode(encoding) for lines in ("", LINE))
    done = duly(folder, "--into", "-", stdin=before)
    assert (done.exit_code, done.stdout_bytes) == (0, after)
    assert duly(folder, "--into", "-", stdin=after).stdout_bytes == after


def test_a_sign_that_an_old_note_cannot_hold(folder: Path) -> None:
    (folder / "2024-03-05.md").write_text(LAST.replace("green", "→ green"), encoding="utf-8")
    note = folder / "2024-03-26.md"
    before = NEXT.format(title="2024-03-26 für alle", lines="").encode("latin-1")
    note.write_bytes(before)
    done = duly(folder, "--into", note)
    assert done.exit_code == 1
    assert "Latin-1" in done.stderr
    assert note.read_bytes() == before


def test_the_note_to_carry_from(folder: Path) -> None:
    (folder / "2024-03-12.md").write_text(
        "# 2024-03-12\n\n## Action items\n\n* [ ] (Cyd) order the rope\n", encoding="utf-8"
    )
    assert "order the rope" in duly(folder).stdout
    assert "harbour wall" in duly(folder, "--from", "2024-03-05").stdout
    assert "order the rope" not in duly(folder, "--from", "2024-03-05").stdout
    done = duly(folder, "--from", "2024-03-06")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "there is no earlier note of 2024-03-06" in done.stderr


def test_a_config(folder: Path) -> None:
    config = folder.parent / "duly.yml"
    config.write_text("ignore: [harbour]\n", encoding="utf-8")
    assert "harbour" not in duly(folder, "--config", config).stdout
    config.write_text("ignored: [harbour]\n", encoding="utf-8")
    assert duly(folder, "--config", config).exit_code == 1


@pytest.mark.parametrize(
    "arguments", [(), ("nowhere",), ("notes", "--from", "March")], ids=["no path", "not there", "no date"]
)
def test_wrong_usage(folder: Path, arguments: tuple[str, ...]) -> None:
    assert duly(*arguments).exit_code == 2
