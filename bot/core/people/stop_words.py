"""Sets of words that stand where names stand and are none, made of the word files once for each language.

People's own names always win: a word that the attendee block, the config or a tag of the note gives to a person is a name.
"""

from dataclasses import dataclass
from functools import cache

from bot.core.words import ENGLISH, all_words, words


@dataclass(frozen=True, slots=True, kw_only=True)
class StopWords:
    """All in lower case, but for `capitals`."""

    nobody: frozenset[str]
    """What an empty owner's place says, without its question marks."""
    places: frozenset[str]
    """What a template writes into the parentheses where the owner is to stand."""
    given: frozenset[str]
    """Given names, of all languages."""
    everybody: frozenset[str]
    """Nobody in particular: beside a name they add nothing, alone they name no owner."""
    function_words: frozenset[str]
    capitals: frozenset[str]
    """Words in capitals that are no initials: `API`, `[FAIT]`."""
    not_names: frozenset[str]
    """No tag names a person by these."""
    roles: frozenset[str]
    """Whoever holds such a role is not named by it."""
    not_subjects: frozenset[str]
    """No sentence names an owner by these."""
    particles: frozenset[str]
    surnames: frozenset[str]
    common: frozenset[str]
    common_endings: tuple[str, ...]

    def is_common(self, word: str) -> bool:
        """Whether `word`, in lower case, is a common word, with or without an ending."""
        if word in self.common or word in self.not_subjects:
            return True
        for ending in self.common_endings:
            stem = word.removesuffix(ending)
            # An ending takes the place of a final e or y: `using`, `priorities`.
            stems = (stem, f"{stem}{'y' if ending[:2] == 'ie' else 'e'}") if ending[0] in "ei" else (stem,)
            if stem != word and len(stem) > 2 and not self.common.isdisjoint(stems):
                return True
        return False


@cache
def stop_words(language: str = ENGLISH) -> StopWords:
    """The sets for notes in `language`."""
    owners, others = words(language).owners, words(language).not_names
    done = all_words().states.done
    not_names = frozenset((*owners.everybody, *others.states, *others.function_words, *others.subjects, *done))
    return StopWords(
        nobody=frozenset(("", *owners.nobody)),
        places=frozenset(owners.place),
        given=frozenset(all_words().owners.given),
        everybody=frozenset(owners.everybody),
        function_words=frozenset(others.function_words),
        capitals=frozenset((*others.capitals, *(word.upper() for word in (*done, *all_words().states.dropped)))),
        not_names=not_names,
        roles=frozenset(others.roles),
        not_subjects=not_names.union(others.openers),
        particles=frozenset(others.particles),
        surnames=frozenset(others.surnames),
        common=frozenset(others.common),
        common_endings=others.common_endings,
    )
