"""The button of a check run that lets go what is held, as `/approve` does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Button:
    """A button of a check run. GitHub takes 20 characters for `label` and `identifier`, and 40 for `description`."""

    label: str
    description: str
    identifier: str


LET_GO = Button("Let it go", "Applies, this once, what is held", "approve")


def may_not(login: str, role: str) -> str:
    """What a check run says to somebody who pressed the button without the right."""
    return f"> [!NOTE]\n> {login} pressed “{LET_GO.label}”, which needs the {role} role in this repository. Nothing was done."
