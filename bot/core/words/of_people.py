"""The sections of a word file about people: those who do the work, and what stands where names stand."""

from dataclasses import dataclass

Phrases = tuple[str, ...]
"""Words and groups of words, as a word file lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """Words around those who do the work."""

    nobody: Phrases = ()
    place: Phrases = ()
    given: Phrases = ()
    family: Phrases = ()
    everybody: Phrases = ()
    everyone: Phrases = ()
    honorifics: Phrases = ()
    joiners: Phrases = ()
    companions: Phrases = ()
    doer_before: Phrases = ()
    doer_behind: Phrases = ()
    asking: Phrases = ()
    telling: Phrases = ()
    past_endings: Phrases = ()
    labels: Phrases = ()
    assigned: Phrases = ()
    members: Phrases = ()
    to: Phrases = ()
    verbs: Phrases = ()
    of_nobody: Phrases = ()
    promises: Phrases = ()
    agents: Phrases = ()
    passives: Phrases = ()
    own_promises: Phrases = ()
    of_things: Phrases = ()
    not_verbs: Phrases = ()
    never_verbs: Phrases = ()
    going_on: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNames:
    """Words that stand where names stand and are none."""

    states: Phrases = ()
    function_words: Phrases = ()
    subjects: Phrases = ()
    people_too: Phrases = ()
    roles: Phrases = ()
    openers: Phrases = ()
    capitals: Phrases = ()
    proposals: Phrases = ()
    remark_endings: Phrases = ()
    deed_endings: Phrases = ()
    articles: Phrases = ()
    particles: Phrases = ()
    common: Phrases = ()
    common_endings: Phrases = ()
    surnames: Phrases = ()
