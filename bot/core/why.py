"""Why a line is work or is not: the rule that decided, named by the rule's own code and told in its words."""

from enum import StrEnum


class Why(StrEnum):
    """The rule of `work.kinds` that decided about a line. The first eight make it work, the others do not."""

    LISTED = "listed"
    MARKER = "marker"
    LABEL = "label"
    RESTATED = "restated"
    BELOW_WORK = "below-work"
    OWNER = "owner"
    LEFT_OPEN = "left-open"
    TYPED = "typed"
    TOPIC = "topic"
    REMARK = "remark"
    PEOPLE = "people"
    EMPTY = "empty"
    WITHOUT_BOX = "without-box"

    @property
    def is_work(self) -> bool:
        """Whether a line is work by this rule."""
        return self not in _NO_WORK


_NO_WORK = frozenset({Why.TOPIC, Why.REMARK, Why.PEOPLE, Why.EMPTY, Why.WITHOUT_BOX})
