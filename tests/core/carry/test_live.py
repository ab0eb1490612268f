"""Which HackMD document the text of a pull request names."""

import pytest

from bot.core.carry.elsewhere.live import Document, document_of

URL = "https://hackmd.io/@harbour/rkTuE1Qwbg"
FIELDS = "<!--\nDO NOT EDIT THIS BLOCK\nHACKMDURL={url}\nHACKMDID={id}\nDOCPATH={path}\n-->\nNew notes at {url}.\n"


@pytest.mark.parametrize(
    ("body", "document"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param("We write in HackMD.", None, id="the word alone"),
        pytest.param("https://hackmd.io/", None, id="the host alone"),
        pytest.param("HACKMDID=abcdefgh", None, id="a field without a link to the host"),
        pytest.param("https://pad.example.org/abcdefgh", None, id="another host"),
        pytest.param("https://hackmd.io.example.org/abcdefgh", None, id="a host that begins like it"),
        pytest.param(f"New notes at {URL}.", Document("hackmd.io", "rkTuE1Qwbg"), id="a link to a team's document"),
        pytest.param(
            "https://hackmd.io/qxMDfb94SpmStyAsZ2GZ_g?view",
            Document("hackmd.io", "qxMDfb94SpmStyAsZ2GZ_g"),
            id="a link",
        ),
        pytest.param(
            FIELDS.format(url=URL, id="Bzq2fS1CQxSXcZFB", path="notes/2026-08-12.md"),
            Document("hackmd.io", "Bzq2fS1CQxSXcZFB", "notes/2026-08-12.md"),
            id="the fields of the action",
        ),
        pytest.param(
            FIELDS.format(url=URL, id="../../login", path="a.md").replace("\n", "\r\n"),
            Document("hackmd.io", "rkTuE1Qwbg", "a.md"),
            id="an id that is none, with line ends of Windows",
        ),
        pytest.param("HACKMDID=" + "a" * 60_000, None, id="a long line"),
    ],
)
def test_document(body: str, document: Document | None) -> None:
    assert document_of(body, "hackmd.io") == document
