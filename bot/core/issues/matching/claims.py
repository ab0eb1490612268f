"""The issues of each item as far as they are settled: one issue has one item; an item may have several issues."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.core.issues.matching.owned import Owned
from bot.core.items.evidence import Evidence
from bot.core.model.notes import Item


@dataclass(slots=True)
class Claims:
    """The issues of each item as far as they are settled.

    `homes`: item → the item that it is a part of. The lines do not say so, but an issue does: by its number in the newer line,
    or by a wording that its marker learned.
    """

    issues: Mapping[int, Owned]
    by_item: dict[str, list[Owned]] = field(default_factory=lambda: defaultdict(list))
    homes: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    """By what an item got an issue whose wordings it did not have."""
    holders: dict[int, str] = field(default_factory=dict)
    """Number → the id of the item that has the issue."""
    left_behind: dict[int, Item] = field(default_factory=dict)
    """Number → the item that has the issue unless the line of a newer note, which the issue had last, was edited."""

    def give(self, item: Item, numbers: Iterable[int], evidence: Evidence | None = None) -> None:
        """Settle that issues are an item's, as far as they have none yet."""
        for number in numbers:
            if number not in self.holders:
                self.holders[number] = item.id
                self.by_item[item.id].append(self.issues[number])
                if evidence:
                    self.evidence[item.id] = evidence

    def without_issue(self, items: Iterable[Item]) -> list[Item]:
        """Those of `items` that have none, neither their own nor that of an item they are a part of."""
        return [item for item in items if item.id not in self.by_item and item.id not in self.homes]

    @property
    def lineless(self) -> list[Owned]:
        """The issues that no item has, in the order of their numbers."""
        return [issue for number, issue in self.issues.items() if number not in self.holders]
