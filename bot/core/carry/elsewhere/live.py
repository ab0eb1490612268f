"""The live text of a note: the HackMD document that a pull request names, and where people edit it."""

import re
from dataclasses import dataclass

from bot.core.text.code import code

_FIELD = re.compile(r"^[ \t]*(?P<key>HACKMDID|DOCPATH)=(?P<value>\S{1,500})[ \t\r]*$", re.MULTILINE)
"""The lines that the HackMD meeting-notes action writes into the hidden first comment of its pull requests."""
_ID = re.compile(r"[\w-]{4,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Document:
    """A HackMD document that a pull request names. `note` is the path it is synced to; empty where that is not said."""

    host: str
    id: str
    note: str = ""

    @property
    def download(self) -> str:
        """The path on the host where a guest gets the text."""
        return f"/{self.id}/download"


@dataclass(frozen=True, slots=True)
class LiveText:
    """What was found at a document's address: its text, or why there is none, as a sentence."""

    url: str
    text: str | None = None
    why: str = ""


def document_of(body: str, host: str) -> Document | None:
    """The document on `host` that the text of a pull request names: the first link there, with the fields of the action."""
    link = rf"https?://{re.escape(host)}/(?:@[\w-]{{1,64}}/)?(?P<id>[\w-]{{4,64}})"
    found = re.search(link, body, re.ASCII | re.IGNORECASE)
    if found is None:
        return None
    fields = {field["key"]: field["value"] for field in _FIELD.finditer(body)}
    name = fields.get("HACKMDID", "")
    return Document(host, name if _ID.fullmatch(name) else found["id"], fields.get("DOCPATH", ""))


def not_of_a_bot(url: str) -> LiveText:
    """The live text of a document that a person named."""
    return LiveText(url, why="Only documents in pull requests of bots are read, and a person opened this one.")


def of_another_note(url: str, document: Document) -> LiveText:
    """The live text where the document belongs to another note of the pull request."""
    return LiveText(url, why=f"The HackMD document that this pull request names is that of {code(document.note)}.")
