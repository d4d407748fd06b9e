"""Breaking files in the ways that files break, and in the ways people break them on purpose.

Every mutation is made from a seed alone, so that a number names a file for good.
"""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

Mutation = Callable[[bytes, random.Random], bytes]

NASTY = (
    *(b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b"\r", b"\n", b",", b";", b"\\", b"{"),
    *(b"[", b"NaN", b"Infinity", b"-Infinity", b"1e999", b"9" * 400, b"-1", b"null", b"true"),
    *(b"0000-00-00", b"9999-12-31", b"2026-02-30", b"1969-12-31", b"-2150000000", b"\\ud800"),
    *("\u202e=cmd|' /C calc'!A0".encode(), b"<script>alert(1)</script>", b"A" * 5000),
    *(
        b"[" * 3000,
        b'{"a":' * 3000,
        b"../../etc/passwd",
        b"%s%n",
        b"${jndi:x}",
        b"'; DROP TABLE win; --",
    ),
)


def flip_bits(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _turn in range(chance.randint(1, 12)):
        if made:
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def drop_a_piece(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.randint(1, 200) :]


def repeat_a_piece(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    piece = content[start : start + chance.randint(1, 300)]
    return content[:start] + piece * chance.randint(2, 50) + content[start:]


def put_in(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.choice(NASTY) + content[place:]


def replace_a_value(content: bytes, chance: random.Random) -> bytes:
    """Something nasty in place of a number or a word, which keeps the file's frame whole."""
    found = list(re.finditer(rb"-?\d+(?:\.\d+)?|[A-Za-z]{3,}|\d{4}-\d\d-\d\d", content))
    for spot in sorted(chance.sample(found, min(len(found), 3)), key=lambda m: -m.start()):
        content = content[: spot.start()] + chance.choice(NASTY) + content[spot.end() :]
    return content


def swap_pieces(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def other_encoding(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(["utf-16", "utf-16-le", "utf-32", "latin-1"]), "replace")


def other_line_ends(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b"\n", chance.choice([b"\r", b"\r\n", b"\n\n", b"\x85", b"\0"]))


def other_start(content: bytes, chance: random.Random) -> bytes:
    start = chance.choice([b"SQLite format 3\0", b"PK\x03\x04", b"\x1f\x8b", b"[", b"{", b"\0" * 8])
    return start + content[chance.randrange(20) :]


MUTATIONS: tuple[Mutation, ...] = (
    *(flip_bits, cut, drop_a_piece, repeat_a_piece, put_in, replace_a_value, swap_pieces),
    *(other_encoding, other_line_ends, other_start),
)


def mutated(content: bytes, seed: int) -> bytes:
    """The file number `seed` made from a good one: broken once to three times."""
    chance = random.Random(seed)
    if zipfile.is_zipfile(BytesIO(content)) and chance.random() < 0.7:
        return _with_a_broken_member(content, chance)
    for _turn in range(chance.choice([1, 1, 1, 2, 3])):
        content = chance.choice(MUTATIONS)(content, chance)
    return content


def _with_a_broken_member(content: bytes, chance: random.Random) -> bytes:
    """A whole archive around a broken member: damage that the checksum does not catch."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chosen = chance.choice(sorted(members))
    members[chosen] = chance.choice(MUTATIONS)(members[chosen], chance)
    if chance.random() < 0.2:
        members[chance.choice(["../../evil", "/etc/evil", "C:\\evil", chosen + "x"])] = b"evil"
    if chance.random() < 0.2:
        del members[chosen]
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return made.getvalue()
