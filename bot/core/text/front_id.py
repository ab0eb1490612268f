"""The number or id that a text begins with: `#329 waits for the grant`, `charts#12: …`, an issue's address, `PEP 703`, `ABC-123`.

It says what the text is about where it stands there alone: `#12, #13: …` is about two.
"""

import re

_DOCUMENTS = "pep|cep|cfep|nep|slep|jep|cve|rfc|eip"
_FRONT = re.compile(
    rf"""
    [\[(*_`]*
    (?: https?://[^\s()\[\]<>]{{3,200}}?/(?:issues?|pulls?|merge_requests|discussions|tickets?|bugs?|browse)/
        (?P<page>[\w-]{{0,20}}\d)[^\s()\[\]<>]{{0,100}}
      | (?:(?:pr|mr|pull\ request|merge\ request|issue|ticket|bug|gh)[ -]\#? | [\w./-]{{0,100}}[\#!])(?P<number>\d{{1,9}})
      | (?P<document>{_DOCUMENTS})[ -]?(?P<count>\d{{1,7}}(?:-\d{{1,7}})?)
      | (?P<key>[a-z][a-z0-9]{{1,9}}-\d{{2,7}})
    )
    (?![\w%]|[.,-]\w)
    """,
    re.VERBOSE,
)
_DOCUMENT = re.compile(rf"(?:{_DOCUMENTS})-")
_ANOTHER = re.compile(
    r"[\])*_`]*\s*(?:[,;&+/–-]|(?:and|or|to|und|oder|et|y)\b)\s*[\[(]*(?:[\w./-]{0,100}[#!]|https?://\w|\d)"
)
_FEWEST_DIGITS = 2
"""A single digit is mostly the number that a list gives its line."""


def front_id(normal: str, text: str) -> str:
    """What a text begins with, `#329` or `pep-703`; empty for a text that begins with words or with several of them.

    `normal` is its normal form. A key of letters and digits has capitals: `ABC-123`, not `covid-19`.
    """
    found = _FRONT.match(normal)
    if found is None or _ANOTHER.match(normal, found.end()):
        return ""
    if key := found["key"]:
        return key if key.upper() in text else ""
    if found["document"]:
        return f"{found['document']}-{found['count'].lstrip('0')}"
    if page := found["page"]:
        return f"#{page}" if page.isdigit() else page
    return f"#{found['number']}" if len(found["number"]) >= _FEWEST_DIGITS else ""


def is_document(front: str) -> bool:
    """Whether what a text begins with is the number of a document of a known series: `pep-703`."""
    return bool(_DOCUMENT.match(front))
