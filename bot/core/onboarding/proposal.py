"""A config made from what the notes show: their globs, their sub-teams, their people. Every key is explained in a line."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.core.config.schema import Config
from bot.core.markdown.titles.headings import plain
from bot.core.model.notes import Note

_OFTEN = 2
"""Notes in which a heading has to stand before it counts as a sub-team's."""

_MOST_PEOPLE = 100
"""People that a config lists; more are for a person to choose from."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The values of a config, as far as the notes show them."""

    notes: tuple[str, ...]
    subteams: Mapping[str, str]
    """Heading → label that exists."""
    people: Mapping[str, str]
    """Name or initials → login."""


def propose(notes: Iterable[Note], labels: Iterable[str] = (), logins: Collection[str] | None = None) -> Proposal:
    """The config that fits these notes. `labels` exist in the repository; `logins` (lower case) have access, None: not asked."""
    dated = [note for note in notes if note.date]
    return Proposal(_globs(dated), _subteams(dated, labels), _people(dated, logins))


def _globs(notes: Iterable[Note]) -> tuple[str, ...]:
    """A glob for each folder that holds meetings with work, those that reach all folders last. Years and months make no difference:
    folders of them count as one with what is above, and above others they are `20*` or `*`, so that a group has one series for all
    years.
    """
    folders: dict[str, set[str]] = defaultdict(set)
    for note in notes:
        if note.has_work or note.has_action_list:
            parts = list(PurePosixPath(note.path).parent.parts)
            below = []
            while parts and _is_period(parts[-1]):
                below.append(parts.pop())
            folder = "/".join(_any_period(part) if _is_period(part) else part for part in parts)
            folders[folder].add("deep" if below else "flat")
    globs = (f"{folder}/{'**/' * ('deep' in kinds)}*.md".lstrip("/") for folder, kinds in folders.items())
    return tuple(sorted(globs, key=lambda glob: (glob.startswith("**"), glob)))


def _is_period(name: str) -> bool:
    """Whether a folder is named by a year or a month: `2024`, `05`, `2024-05`, `05-May`."""
    return name[:1].isdigit() and any(character.isdigit() for character in name)


def _any_period(name: str) -> str:
    """What matches the folders of all years where `name` is one of them, else of all periods."""
    return "20*" if name.startswith("20") else "*"


def _subteams(notes: Iterable[Note], labels: Iterable[str]) -> dict[str, str]:
    """Headings of work that are the name of a label."""
    known = {label.casefold(): label for label in labels}
    seen: Counter[str] = Counter()
    for note in notes:
        seen.update({plain(heading) for line in note.lines for heading in line.headings})
    return {heading: known[heading] for heading, count in sorted(seen.items()) if count >= _OFTEN and heading in known}


def _people(notes: Iterable[Note], logins: Collection[str] | None) -> dict[str, str]:
    """What attendee blocks say of people with a login; the newest note decides, a name of two people is left out."""
    found: dict[str, str] = {}
    ambiguous: set[str] = set()
    for note in sorted(notes, key=lambda note: (note.date is None, note.date, note.path), reverse=True):
        for attendee in note.attendees:
            if attendee.login is None or (logins is not None and attendee.login.lower() not in logins):
                continue
            for alias in attendee.aliases:
                known = found.setdefault(alias, attendee.login)
                if known.lower() != attendee.login.lower():
                    ambiguous.add(alias)
    kept = [(alias, login) for alias, login in found.items() if alias not in ambiguous]
    return dict(sorted(kept[:_MOST_PEOPLE]))


def as_yaml(proposal: Proposal) -> str:
    """The text of `.github/duly.yml`. Keys without a value in the notes stand there as comments, with their defaults."""
    # The config takes a name without the `@` in front of it.
    people = {name: login for name, login in proposal.people.items() if name.strip("@ ")}
    pieces = [
        "# Duly reads this file on the default branch. Every key is optional: docs/config.md lists them all.\n",
        _notes_key(proposal.notes),
        _mapping("Names and initials in the notes, and the logins behind them.", "people", people, "Ada: ada-l"),
        _mapping(
            "Sub-teams: a heading in the notes, and the label of its issues.",
            "subteams",
            {name: f"{{label: {_quoted(label)}}}" for name, label in proposal.subteams.items()},
            "Docs: {label: documentation}",
            raw=True,
        ),
        f"# Labels of every issue.\n# labels: [{', '.join(Config().labels)}]\n",
        "# One more issue that lists all that stands open, and what needs a person.\nboard: true\n",
        f"# How many issues one sync may open; more wait for `/approve`.\n# max_new_issues: {Config().max_new_issues}\n",
    ]
    return "\n".join(pieces)


def _notes_key(notes: Collection[str]) -> str:
    comment = "# Files of meeting notes, as globs; each glob is a series of meetings.\n"
    if not notes:
        return comment + '# notes: ["notes/*.md"]\n'
    return comment + "notes:\n" + "".join(f"  - {_quoted(glob)}\n" for glob in notes)


def _mapping(comment: str, key: str, values: Mapping[str, str], example: str, *, raw: bool = False) -> str:
    if not values:
        return f"# {comment}\n# {key}:\n#   {example}\n"
    rows = (f"  {_quoted(name)}: {value if raw else _quoted(value)}\n" for name, value in values.items())
    return f"# {comment}\n{key}:\n" + "".join(rows)


def _quoted(text: str) -> str:
    """A YAML string. Double quotes take any text; backslashes and quotes are escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
