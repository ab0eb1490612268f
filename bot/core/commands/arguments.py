"""What stands after a command's name: logins, issue numbers, reasons."""

import re

from bot.core.commands.context import CommandContext, UserError
from bot.core.text.outgoing import copied, cut

LONGEST_REASON = 500
"""Characters of a reason that a marker remembers."""

_LOGIN = re.compile(r"@?([A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*)")
_ISSUE = re.compile(
    r"(?:(?:https?://[^\s/]+/)?(?P<repository>[\w.-]+/[\w.-]+)(?:/issues/|/pull/|#)|#|gh-)?(?P<number>[1-9]\d{0,8})(?:#\S*)?",
    re.IGNORECASE,
)


def logins(context: CommandContext) -> tuple[str, ...]:
    """The logins after a command (`@x, @y`), without repeats; the commenter's where there are none."""
    words = [word.strip(".,;:!?") for word in re.split(r"[\s,]+", context.said.rest)]
    words = [word for word in words if word and word.casefold() not in {"and", "me"}] or [f"@{context.by}"]
    if "me" in context.said.rest.casefold().split():
        words.append(f"@{context.by}")
    found: dict[str, str] = {}
    for word in words:
        login = _LOGIN.fullmatch(word)
        if login is None:
            raise UserError(f"{shown(word)} is no login; write `@login`")
        found.setdefault(login[1].casefold(), login[1])
    return tuple(found.values())


def number(context: CommandContext) -> int:
    """The number of the one issue of this repository that stands after a command: `#12`, its address, or `owner/name#12`."""
    word = context.said.rest.rstrip(".,;:!?")
    found = _ISSUE.fullmatch(word)
    if found is None:
        raise UserError(f"write the number of one issue after it, like `/{context.said.name} #12`")
    repository, chosen = found["repository"], int(found["number"])
    if repository and repository.casefold() != context.snapshot.head.full_name.casefold():
        raise UserError(f"{shown(word)} is in another repository: only issues of this one can be followed")
    if chosen == context.number:
        raise UserError(f"#{chosen} is this very issue")
    return chosen


def reason(context: CommandContext) -> str:
    """Why, in the commenter's words, as it may be shown anywhere in this repository."""
    return cut(copied(context.said.rest, context.snapshot.head.full_name), LONGEST_REASON)


def shown(word: str) -> str:
    """What somebody wrote, as code: it pings nobody and links nowhere."""
    return f"`{cut(word.replace('`', ''), 100) or '?'}`"
