"""GitHub's JSON as far as Duly reads it. Payloads end here: what comes out are the nouns of `bot.core.model`.

One shape a class, without logic: no calls and no decisions. `parse` checks an answer against a shape.
"""
