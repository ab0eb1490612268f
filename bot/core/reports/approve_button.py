"""The button of a check run that applies what is held, as `/approve` does."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core import limits
from bot.core.model.plan import Held


@dataclass(frozen=True, slots=True)
class Button:
    """A button of a check run. GitHub takes 20 characters for `label` and `identifier`, and 40 for `description`."""

    label: str
    description: str
    identifier: str


APPROVE = Button("Approve", "Applies, this once, what is held", "approve")


def button_for(held: Iterable[Held], writer: str) -> Button | None:
    """The button of a check run by `writer`; None where nothing waits for `/approve`.

    An Action has none: GitHub starts no workflow for a button on a check run that a workflow made.
    """
    return APPROVE if writer != limits.ACTION and any(one.approvable for one in held) else None


def outdated(login: str) -> str:
    """What a check run says where somebody pressed the button of an older commit."""
    return (
        f"> [!NOTE]\n> {login} pressed “{APPROVE.label}” on an older commit, where other changes may have been held. Nothing was "
        "done. Press it here to apply what is held now."
    )


def may_not(login: str, role: str) -> str:
    """What a check run says to somebody who pressed the button without the right."""
    return f"> [!NOTE]\n> {login} pressed “{APPROVE.label}”, which needs the {role} role in this repository. Nothing was done."
