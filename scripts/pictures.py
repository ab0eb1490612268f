"""Take the pictures in `docs/images`: `python -m scripts.pictures`. It needs chromium."""

import asyncio
import struct
import zlib
from collections import Counter
from contextlib import suppress
from pathlib import Path

from playwright.async_api import ViewportSize

from bot.core.config.schema import PATH as CONFIG
from bot.sandbox.demo.community import sample
from tests.support.browser import RULES, House, house, note

IMAGES = Path(__file__).parent.parent / "docs" / "images"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
SIZE = ViewportSize(width=1280, height=760)
MEETINGS = "meetings: {issues: {label: agenda, title: 'Harbour meeting {date}'}}\nwrite_back: true\n"
LINES = (
    "* [ ] (Ada) paint the harbour wall green",
    "* [ ] (Bea) order the rope for spring",
    "* [ ] (Ada) oil the gate",
)


async def of_the_sample(rooms: House) -> None:
    """The sample community, with the newest note and the board."""
    community = sample()
    people = dict.fromkeys(sorted(community.people), "write")
    repository = rooms.sandbox.create_repository(
        community.full_name, collaborators=people, files={CONFIG: community.config}
    )
    for path, text in community.notes:
        repository.push({path: text}, author=min(people))
        await rooms.sandbox.settled()
        await asyncio.sleep(2)
    await rooms.page.set_viewport_size(SIZE)
    await rooms.page.goto(f"{rooms.sandbox.url}/?repository={repository.full_name}")
    await rooms.page.wait_for_selector("html[data-ready]")
    heading = rooms.page.locator("#note").get_by_text("Check in on previous action items")
    with suppress(Exception):
        await heading.scroll_into_view_if_needed()
        await heading.evaluate("each => each.scrollIntoView()")
    await rooms.page.screenshot(path=IMAGES / "sandbox.png")


async def of_a_meeting(rooms: House) -> None:
    """The issue of a meeting after `/carry`, with a box that is ticked in it."""
    async with rooms.visit(note(*LINES), size=SIZE) as visit:
        visit.repository.push({CONFIG: RULES + MEETINGS}, author="ada")
        await visit.shows("#note .chip[data-state=open]", "#3")
        await visit.button("Open its issue").click()
        await visit.shows("#issue h3", "Harbour meeting 2024-03-19", "#4")
        await visit.say("/carry")
        await visit.shows("#issue .comment.bot", "Carried into the text of this issue")
        await visit.see("#issue li", "paint the harbour wall green #1").locator("input").check()
        await visit.shows("#lines li.bot", "Duly closed #1")
        await visit.page.screenshot(path=IMAGES / "meetings.png")


def shrink(picture: Path) -> None:
    """Write a picture with a palette of 256 colours, which are enough for a page, in a third of the bytes."""
    width, height, pixels = _read(picture.read_bytes())
    palette = [colour for colour, _ in Counter(pixels).most_common(256)]
    known = {colour: number for number, colour in enumerate(palette)}
    for colour in set(pixels) - known.keys():
        known[colour] = min(range(len(palette)), key=lambda number: _apart(palette[number], colour))
    numbers = bytes(map(known.__getitem__, pixels))
    rows = b"".join(b"\0" + numbers[at : at + width] for at in range(0, len(numbers), width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [(b"IHDR", header), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    picture.write_bytes(SIGNATURE + b"".join(_chunk(name, data) for name, data in parts))


def _apart(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _read(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and pixels of a screenshot: three bytes each, not interlaced."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 2)
    at, packed = len(SIGNATURE), b""
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        packed += png[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += length + 12
    data, size = zlib.decompress(packed), 3 * width
    row, pixels = bytearray(size), []
    for start in range(0, height * (size + 1), size + 1):
        row = _unfiltered(data[start], data[start + 1 : start + 1 + size], row)
        pixels += [bytes(row[column : column + 3]) for column in range(0, size, 3)]
    return width, height, pixels


def _unfiltered(kind: int, packed: bytes, above: bytearray) -> bytearray:
    """A row of a PNG, by the row above and the pixel on the left."""
    row = bytearray(len(packed))
    for at, byte in enumerate(packed):
        left, over, corner = (row[at - 3], above[at], above[at - 3]) if at > 2 else (0, above[at], 0)
        near = min((left, over, corner), key=lambda value: abs(left + over - corner - value))
        row[at] = (byte + (0, left, over, (left + over) // 2, near)[kind]) & 0xFF
    return row


async def main() -> None:
    """Take them all."""
    async with house() as rooms:
        await of_a_meeting(rooms)
        await of_the_sample(rooms)


if __name__ == "__main__":
    asyncio.run(main())
    for each in IMAGES.glob("*.png"):
        shrink(each)
