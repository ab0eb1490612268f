"""Counts in words."""


def counted(count: int, noun: str, nouns: str = "") -> str:
    """`1 note`, `2 notes`; `nouns` is the plural where it has more than an `s`."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"


def be(count: int) -> str:
    """`is` or `are`."""
    return "is" if count == 1 else "are"
