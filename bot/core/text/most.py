"""When what some of several lines are tells what all of them are."""


def are_most(count: int, of: int) -> bool:
    """Whether two of three are, at least."""
    return count * 3 >= of * 2
