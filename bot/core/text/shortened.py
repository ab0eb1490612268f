"""Text and lists that are too long for their place: what fits, and a mark for what is left out."""

from collections.abc import Sequence


def left_out(count: int) -> str:
    """The mark for rows that are left out."""
    return f"… and {count} more"


def first_few(names: Sequence[str], most: int) -> str:
    """`a, b and 3 more`: at most `most` names in a sentence, with the number of the others."""
    others = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + others


def bullets(rows: Sequence[str], most: int) -> list[str]:
    """A list in Markdown of at most `most` rows, and one that counts the others."""
    shown = [f"- {row}" for row in rows[:most]]
    return [*shown, f"- {left_out(len(rows) - most)}"] if len(rows) > most else shown


def whole_lines(text: str, limit: int, end: str = "\n\n… and more") -> str:
    """`text` in at most `limit` bytes of whole lines, with `end` behind them where some are left out."""
    if len(text.encode()) <= limit:
        return text
    kept = text.encode()[: max(limit - len(end.encode()), 0)].decode(errors="ignore")
    return kept.rpartition("\n")[0] + end
