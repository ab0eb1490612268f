"""Notes made to be slow: each shape that costs a parser, a regular expression or a comparison more than its length."""

from itertools import cycle, islice

from bot.core.notes.problems import LARGEST, MOST_LINES

LIMIT = LARGEST - 100

LISTED = "## Action items\n\n"
DEEP = "".join(f"{'  ' * depth}* [ ] at depth {depth} of the stairs\n" for depth in range(45))
CREW = "".join(f"* Ann Example{number} (A{number})\n" for number in range(100))
WORDS = [
    "paint",
    "tar",
    "caulk",
    "sweep",
    "lift",
    "carry",
    "mend",
    "sew",
    "sand",
    "wash",
    "weigh",
    "count",
    "order",
    "send",
    "call",
    "write",
    "read",
    "plan",
]


def worst(size: int) -> dict[str, str]:
    """What is wrong with each → a note of almost `size` bytes, or of the most lines that are read."""
    return {name: _filled(head, parts, size) for name, (head, parts) in SHAPES.items()}


def _filled(head: str, parts: list[str], size: int) -> str:
    """`head`, then `parts` over and over until `size` or the most lines are reached; `{}` in them is their number."""
    text, length, lines = [head], len(head.encode()), head.count("\n")
    for number, part in enumerate(cycle(parts)):
        said = part.replace("{}", str(number))
        length, lines = length + len(said.encode()), lines + said.count("\n")
        if length > size or lines > MOST_LINES * size // LIMIT:
            break
        text.append(said)
    return "".join(text)


def _sentence(number: int) -> str:
    """A few words that no other box has in this order, though each alone is common."""
    return " ".join(islice(cycle(WORDS[number % 7 :: number % 5 + 1]), 6))


SHAPES: dict[str, tuple[str, list[str]]] = {
    "two lists by turns": ("", ["* a\n- b\n"]),
    "boxes of one word": (LISTED, ["* [ ] a\n"]),
    "boxes, each its own words": (LISTED, ["* [ ] (AB) order {} planks for hut {}\n"]),
    "boxes, the same few words": (LISTED, [f"* [ ] {_sentence(number)} {{}}\n" for number in range(97)]),
    "boxes, equal words": (LISTED, ["* [ ] (AB) paint the harbour wall green\n"]),
    "boxes under boxes, deep": (LISTED, [DEEP]),
    "boxes under one box": (LISTED + "* [ ] the long list\n", ["    * [ ] thing {} of it\n"]),
    "boxes of nothing": (LISTED, ["* [ ] TBD\n    * TBD\n"]),
    "actions below topics": ("## Agenda\n\n", ["* hut {}\n    * ACTION: Ann to order {} planks\n"]),
    "lists below dates": (LISTED, ["2024-01-05\n* [ ] order {} planks\n\n"]),
    "actions without a box": ("", ["AI(DS) figure out {} things\n\n"]),
    "actions with a state behind": (LISTED, ["* AI: order {} planks\n* DONE!\n"]),
    "headings": ("", ["## Action items {}\n* [ ] a thing to do\n"]),
    "bold topics": (LISTED, ["**Topic {}**\n* [ ] a thing to do\n\n"]),
    "quotes": ("", ["> " * 50 + "a\n\n"]),
    "quotes, one line": ("", [">"]),
    "bullets, one line": ("", ["* "]),
    "nested ever deeper": ("", [" " * depth + "* a\n" for depth in range(0, 3000, 2)]),
    "open brackets": (LISTED, ["* [ ] " + "[" * 2000 + "\n"]),
    "open images": (LISTED, ["* [ ] " + "![a](" * 700 + "\n"]),
    "open parentheses": (LISTED, ["* [ ] " + "(" * 2000 + "\n"]),
    "stars": (LISTED, ["* [ ] " + "*a _b " * 600 + "\n"]),
    "backticks": (LISTED, ["* [ ] " + "`" * 7 + "a", *["`" * n + "a" for n in range(1, 80)], "\n"]),
    "angles": (LISTED, ["* [ ] " + "<a " * 1300 + "\n"]),
    "a table": (LISTED + "| Action | Owner |\n|-|-|\n", ["| order {} planks | Ann |\n"]),
    "a table of many columns": (LISTED + "|" + "Action|" * 900 + "\n" + "|" + "-|" * 900 + "\n", ["|a" * 900 + "\n"]),
    "tables": (LISTED, ["| Action | Owner |\n|-|-|\n| order planks | Ann |\n\n"]),
    "pipes": ("", ["a | b\n"]),
    "one long line": ("", ["carry stones along the quay wall "]),
    "one long box": (LISTED + "* [ ] ", ["carry stones along the quay wall "]),
    "one long box, wrapped": (LISTED + "* [ ] a\n", ["  carry stones along the quay wall\n"]),
    "one long word": (LISTED + "* [ ] ", ["w"]),
    "one long URL": (LISTED + "* [ ] https://e.org/", ["(w)"]),
    "blanks": (LISTED + "* [ ] a", [" "]),
    "blanks in headings": ("", ["## 15 May" + " " * 3000 + "2024\n"]),
    "dates behind labels": ("", ["Date: 2024-05-15\n"]),
    "dates without a year": ("## 15 May 2020\n", [*["## 15 May\n"] * 100, "## 15 May 2021\n"]),
    "blank lines": (LISTED, ["\n"]),
    "tabs": (LISTED, ["\t"]),
    "references": (LISTED, ["[a{}]: https://e.org/{}\n"]),
    "references in use": (LISTED, ["[a{}]: https://e.org/{}\n", "* [ ] see [a{}][] and [b][a1] now\n"]),
    "links": (LISTED, ["* [ ] see [a](https://e.org/{}) and https://e.org/a/{}\n"]),
    "HTML": ("", ["<div>\n<!-- a\n"]),
    "open comments": (LISTED, ["* [ ] a <!-- b\n\n"]),
    "fences": ("", ["```\n", "~~~\n", "````\n"]),
    "fences in bullets": ("", ["* ```\n", "  a\n"]),
    "containers": ("", [":::\n"]),
    "front matter without end": ("---\n", ["a: [\n"]),
    "underlined headings": ("", ["a\n-\n", "b\n=\n"]),
    "one paragraph": ("", ["a\n"]),
    "indented too far": (LISTED + "* a\n", ["          * [ ] b {}\n"]),
    "reviews of old work": ("## Review of last meeting's actions\n\n", ["* Ann: order {} planks\n    * ordered\n"]),
    "attendees in lines": ("", ["Present: Ann Example (A{}), Bea\n"]),
    "attendees": ("## Attendees\n\n", ["* Ann Example (A{}) (@ann{})\n"]),
    "mentions": (LISTED, ["* [ ] @ann{}, @bea{} and @cyd{} to call the mayor\n"]),
    "owners without end": (LISTED, ["* [ ] (" + "Ann, " * 500 + "\n"]),
    "names without end": (LISTED, ["* [ ] " + "Ann and Bea and " * 200 + "\n"]),
    "initials of many": ("## Attendees\n\n" + CREW + "\n" + LISTED, ["* [ ] (A{}) order planks for hut {}\n"]),
    "due dates": (LISTED, ["* [ ] order planks {} by 15 May 2024 or due 2024-05-15\n"]),
    "headings of every level with dates": (
        "",
        [f"{'#' * level} {level} May 2024\n* [ ] order {{}} planks\n" for level in range(1, 7)],
    ),
    "boxes in one cell": (LISTED + "| Action | Owner |\n|-|-|\n| ", ["[ ] order {} planks<br>"]),
    "links in one line": (LISTED + "* [ ] see ", ["[a](https://e.org/{}) "]),
    "labels in one line": (LISTED, ["* AI: TODO: Action: " * 80 + "order {} planks\n"]),
    "labels of one letter": ("", ["**A:**\n", "* b\n"]),
    "underlined dates": ("", ["2024-05-15\n---\n* [ ] order {} planks\n\n"]),
    "deep by numbers and tabs": (LISTED, ["\t" * depth + f"{depth % 9 + 1}. [ ] step {{}}\n" for depth in range(60)]),
    "folded boxes": ("", ["<details><summary>a</summary>\n\n* [ ] Ann: order {} planks\n\n"]),
}
"""Id → what stands first, and what is repeated; `{}` is a number that grows."""
