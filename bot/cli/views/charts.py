"""Charts as inline SVG. Colours come from the page by class, so that they follow its light, dark and printed forms."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import Literal

import svg

WIDTH = 720
HEIGHT = 240
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 16, 30
"""Room around the plot, in the chart's units; numbers of the axes stand there."""
ROW = 30
"""Height of a bar with its gap."""
NAME = 200
"""Room for the names of bars."""
LONGEST_NAME = 26
"""Characters of a bar's name that fit into its room."""
TICKS = 4
"""Dates below a chart. More would overlap on a phone."""


def over_time(points: Sequence[tuple[date, int]], name: str) -> str:
    """A line of counts over dates, from zero to the highest. `points` oldest first, at least one."""
    plot = _Plot(points)
    corners = [plot.at(*each) for each in points]
    line: list[svg.PathData] = [svg.M(*corners[0]), *(svg.L(*corner) for corner in corners[1:])]
    floor = plot.y(0)
    dots = [
        svg.Circle(cx=x, cy=y, r=2.5, class_=["dot"], elements=[svg.Title(text=f"{day}: {count}")])
        for day, count in points
        for x, y in [plot.at(day, count)]
    ]
    shown = [
        *plot.grid(),
        *plot.dates(),
        svg.Path(d=[*line, svg.L(corners[-1][0], floor), svg.L(corners[0][0], floor), svg.Z()], class_=["area"]),
        svg.Path(d=line, class_=["line"]),
        *dots,
    ]
    return _drawn(shown, HEIGHT, name)


def bars(rows: Sequence[tuple[str, int]], name: str) -> str:
    """A bar for each count, with its label in front and the number behind. `name` is read to those who cannot see it."""
    most = max(1, *(count for _, count in rows))
    shown: list[svg.Element] = []
    for place, (label, count) in enumerate(rows):
        top, width = place * ROW, round((WIDTH - NAME - 60) * count / most, 1)
        middle = top + ROW / 2 + 4
        shown += [
            svg.Text(x=NAME - 10, y=middle, text=escape(_cut(label)), text_anchor="end", class_=["axis"]),
            svg.Rect(x=NAME, y=top + 5, width=width, height=ROW - 10, rx=3, class_=["bar"]),
            svg.Text(x=NAME + width + 8, y=middle, text=str(count), class_=["axis"]),
        ]
    return _drawn(shown, len(rows) * ROW, name)


class _Plot:
    """Where counts over dates are drawn."""

    def __init__(self, points: Sequence[tuple[date, int]]) -> None:
        self._first, self._last = points[0][0], points[-1][0]
        self._most = max(1, *(count for _, count in points))

    def x(self, day: date) -> float:
        days = max(1, (self._last - self._first).days)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - self._first).days / days, 1)

    def y(self, count: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - count / self._most), 1)

    def at(self, day: date, count: int) -> tuple[float, float]:
        return self.x(day), self.y(count)

    def grid(self) -> Iterator[svg.Element]:
        """A line and a number for nothing, half and the highest count."""
        for count in sorted({0, self._most // 2, self._most}):
            y = self.y(count)
            yield svg.Line(x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_=["grid"])
            yield svg.Text(x=LEFT - 8, y=y + 4, text=str(count), text_anchor="end", class_=["axis"])

    def dates(self) -> Iterator[svg.Element]:
        """The first and the last date, and some between them."""
        days = self._last - self._first
        marks = {self._first + days * part / (TICKS - 1) for part in range(TICKS)}
        for day in sorted(marks):
            anchor: Literal["start", "middle", "end"] = (
                "start" if day == self._first else "end" if day == self._last else "middle"
            )
            yield svg.Text(x=self.x(day), y=HEIGHT - 8, text=str(day), text_anchor=anchor, class_=["axis"])


def _drawn(elements: list[svg.Element], height: float, name: str) -> str:
    extra = {"role": "img", "aria-label": escape(name)}
    return svg.SVG(viewBox=svg.ViewBoxSpec(0, 0, WIDTH, height), elements=elements, extra=extra).as_str()


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
