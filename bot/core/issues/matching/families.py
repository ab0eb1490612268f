"""Issues that stand for one piece of work: two with one key or wording count as one candidate for a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.core.issues.matching.owned import Owned


@dataclass(frozen=True, slots=True)
class Family:
    """Issues of one piece of work, lowest number first."""

    issues: tuple[Owned, ...]

    @property
    def newest(self) -> Owned:
        """The last of them that was not merged into another one."""
        return next((one for one in reversed(self.issues) if one.marker.merged_into is None), self.issues[-1])

    @property
    def numbers(self) -> tuple[int, ...]:
        """Their numbers."""
        return tuple(issue.issue.number for issue in self.issues)

    @property
    def wordings(self) -> frozenset[str]:
        """Fingerprints of all wordings in their markers."""
        return frozenset(fingerprint for issue in self.issues for fingerprint in issue.marker.wordings)

    @property
    def words(self) -> Iterator[tuple[str, ...]]:
        """The hashed words of each wording."""
        return (words for issue in self.issues for words in issue.marker.wordings.values())


def families(issues: Iterable[Owned]) -> list[Family]:
    """The families of some issues: those with one key, one after the other, or with the same words of the same owners."""
    found: list[list[Owned]] = []
    by_trait: dict[object, list[Owned]] = {}
    for issue in issues:
        traits = list(_traits(issue))
        family = next((by_trait[trait] for trait in traits if trait in by_trait), None)
        if family is None:
            family = []
            found.append(family)
        family.append(issue)
        by_trait.update(dict.fromkeys(traits, family))
    return [Family(tuple(family)) for family in found]


def root_key(issue: Owned) -> str:
    """The key of the first issue of a chain: the id of the item that it was opened for."""
    return issue.marker.key.split(".")[0]


def origins(issue: Owned) -> Iterator[object]:
    """What issues that were opened for one item have in common: the key, and a wording with the same numbers in it.

    A key alone does not decide: equal words with other links behind them have the same one.
    """
    return ((root_key(issue), wording) for wording in issue.marker.wordings.items())


def _traits(issue: Owned) -> Iterator[object]:
    """What only issues of one piece of work have in common."""
    yield from origins(issue)
    yield issue.issue.number
    if issue.marker.after is not None:
        yield issue.marker.after
    for wording in issue.marker.wordings.items():
        yield wording, issue.marker.owners
