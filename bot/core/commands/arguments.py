"""The arguments of commands: logins, issue numbers, reasons."""

import re

from bot.core.commands.context import CommandContext, UserError
from bot.core.config.logins import LOGIN
from bot.core.text.code import code
from bot.core.text.outgoing import copied, cut

_MAX_REASON = 500
"""Characters of a reason that a marker keeps."""

_LOGIN = re.compile(rf"@?({LOGIN})")
_ISSUE = re.compile(
    r"(?:(?:https?://[^\s/]+/)?(?P<repository>[\w.-]+/[\w.-]+)(?:/issues/|/pull/|#)|#|gh-)?(?P<number>[1-9]\d{0,8})(?:#\S*)?",
    re.IGNORECASE,
)


def logins(context: CommandContext) -> tuple[str, ...]:
    """The logins after a command (`@x, @y`), without repeats; the commenter's where there are none."""
    words = [word.strip(".,;:!?") for word in re.split(r"[\s,]+", context.invocation.rest)]
    words = [word for word in words if word and word.casefold() not in {"and", "me"}] or [f"@{context.by}"]
    if "me" in context.invocation.rest.casefold().split():
        words.append(f"@{context.by}")
    found: dict[str, str] = {}
    for word in words:
        login = _LOGIN.fullmatch(word)
        if login is None:
            raise UserError(f"{code(word)} is not a login; write `@login`")
        found.setdefault(login[1].casefold(), login[1])
    return tuple(found.values())


def number(context: CommandContext) -> int:
    """The number of the issue after a command: `#12`, its address, or `owner/name#12`, in this repository."""
    word = context.invocation.rest.rstrip(".,;:!?")
    found = _ISSUE.fullmatch(word)
    if found is None:
        raise UserError(f"add the number of one issue, like `/{context.invocation.name} #12`")
    repository, chosen = found["repository"], int(found["number"])
    if repository and repository.casefold() != context.snapshot.head.full_name.casefold():
        raise UserError(f"{code(word)} is in another repository: only issues of this one can be followed")
    if chosen == context.number:
        raise UserError(f"#{chosen} is this issue itself")
    return chosen


def reason(context: CommandContext) -> str:
    """The commenter's reason, safe to show anywhere in this repository."""
    return cut(copied(context.invocation.rest, context.snapshot.head.full_name), _MAX_REASON)
