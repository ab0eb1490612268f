"""`duly report -o`: the page in a real browser."""

import json
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from click.testing import CliRunner, Result
from playwright.async_api import Browser, async_playwright

from bot.cli.decisions import command as decisions
from bot.cli.report import command
from tests.support.browser import FLAGS
from tests.support.paths import need

FIRST = "# 2024-03-05\n\n## Action items\n\n* [ ] (Bea) paint the harbour wall green\n* [ ] (Ada) order the rope\n"
HOSTILE = '* [ ] <img src="http://example.org/x.png"> <script>document.title = "taken"</script> & "quoted"\n'
SECOND = f"# 2024-03-12\n\n## Action items\n\n* [x] (Ada) order the rope\n* [ ] (Bea) count the buoys\n{HOSTILE}"


def report(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(command, [str(folder), *options])


@pytest.fixture
def page(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "2024-03-05.md").write_text(FIRST, encoding="utf-8")
    (notes / "2024-03-12.md").write_text(SECOND, encoding="utf-8")
    found = report(notes, "-o", str(tmp_path / "report.html"))
    assert (found.exit_code, found.stdout) == (0, "")
    return tmp_path / "report.html"


def test_the_page_names_no_other_address_and_holds_no_markup_of_notes(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"(?:src|href|action|xlink:href)=", text) == []
    assert "<img" not in text
    assert text.count("<script>") == 1
    assert "default-src 'none'" in text


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    need("chromium")
    async with async_playwright() as started:
        browser = await started.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        await browser.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
async def test_in_a_browser(browser: Browser, page: Path, width: int, scheme: Literal["light", "dark"]) -> None:
    complaints: list[str] = []
    async with await browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme) as shown:
        shown.on("console", lambda message: complaints.append(message.text))
        shown.on("request", lambda request: complaints.append(request.url) if request.url != page.as_uri() else None)
        await shown.goto(page.as_uri())
        assert await shown.title() == "Action items: notes"
        assert await shown.evaluate("document.documentElement.scrollWidth") <= width
        figures = await shown.locator("dl div").all_inner_texts()
        assert [re.sub(r"\s+", " ", one) for one in figures][:3] == ["open 2", "without an owner 1", "ticked 1"]
        images = shown.get_by_role("img")
        assert await images.first.get_attribute("aria-label") == (
            "Open items from 2024-03-05 to 2024-03-12: 2 at the end, 2 at most"
        )
        table = shown.locator("section", has=shown.get_by_role("heading", name="Open items")).locator("table").first
        # By keyboard: the heads are buttons.
        head = table.get_by_role("button", name="item")
        await head.focus()
        await shown.keyboard.press("Enter")
        assert await table.locator("th").first.get_attribute("aria-sort") == "ascending"
        upwards = await table.locator("tbody tr td:first-child").all_inner_texts()
        await shown.keyboard.press("Enter")
        assert await table.locator("tbody tr td:first-child").all_inner_texts() == upwards[::-1]
    assert complaints == []


def test_a_folder_without_work_says_so(tmp_path: Path) -> None:
    (tmp_path / "2024-03-05.md").write_text("# 2024-03-05\n\nWe talked.\n", encoding="utf-8")
    out = tmp_path / "report.html"
    assert report(tmp_path, "-o", str(out)).exit_code == 0
    assert "<dl>" not in out.read_text(encoding="utf-8")
    (tmp_path / "2024-03-12.md").write_text("# 2024-03-12\n\nDECISION: blue it is\n", encoding="utf-8")
    assert report(tmp_path, "-o", str(out)).exit_code == 0
    said = out.read_text(encoding="utf-8")
    assert "<dl>" not in said and "blue it is" in said


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "2024-03-05.md").write_text(FIRST, encoding="utf-8")
    found = report(tmp_path, "-o", str(tmp_path / "none" / "report.html"))
    assert (found.exit_code, "cannot be written: No such file or directory" in found.output) == (1, True)


def test_rows_and_a_page_at_once_are_refused(tmp_path: Path) -> None:
    found = report(tmp_path, "--json", "-o", "report.html")
    assert (found.exit_code, "give one of them" in found.output) == (2, True)


def test_decisions_stand_on_the_page_and_in_a_list(tmp_path: Path) -> None:
    (tmp_path / "2024-03-05.md").write_text(f"{FIRST}\n## Decisions\n\n* <b>blue</b> it is\n", encoding="utf-8")
    out = tmp_path / "report.html"
    assert report(tmp_path, "-o", str(out)).exit_code == 0
    assert "blue it is" in out.read_text(encoding="utf-8")
    listed = CliRunner().invoke(decisions, [str(tmp_path)])
    assert listed.output.splitlines()[-1] == "1 decision"
    rows = CliRunner().invoke(decisions, [str(tmp_path), "--json"])
    assert json.loads(rows.output)["date"] == "2024-03-05"
    assert json.loads(rows.output)["permalink"] == ""
    assert "Decisions\n" in report(tmp_path).output
    figures = [json.loads(row) for row in report(tmp_path, "--json").output.splitlines()]
    assert figures[-1]["figure"] == "decision" and "blue" in figures[-1]["text"]
