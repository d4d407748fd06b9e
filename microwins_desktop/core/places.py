"""Where the entries of a menu stand when others come and go: as few as can be become others.

A tray is told of each entry that changes. If all moved up by one where the first leaves, as many
would be told as there are; with room between them, two are.
"""

from __future__ import annotations

from collections.abc import Sequence


def places_for(
    wanted: Sequence[object], held: Sequence[object], shown: Sequence[bool]
) -> list[int]:
    """Places for what is `wanted`, in its order, so that few entries change.

    `held` tells what each place holds, shown or not. There are at least as many places as things
    wanted. Where nearly all change anyway, they begin at the first place again.
    """
    rest, count = len(held), len(wanted)
    # costs[place][n]: changes from that place on, if what is wanted from the nth on stands there.
    costs = [[0] * (count + 1) for _place in range(rest + 1)]
    takes = [[False] * count for _place in range(rest)]
    costs[rest] = [rest + count] * count + [0]
    for place in range(rest - 1, -1, -1):
        after, here, seen = costs[place + 1], costs[place], shown[place]
        here[count] = after[count] + seen
        for nth in range(count):
            take = after[nth + 1] + (not seen or held[place] != wanted[nth])
            leave = after[nth] + seen
            takes[place][nth] = take <= leave
            here[nth] = min(take, leave)
    if costs[0][0] >= count:
        return list(range(count))
    found: list[int] = []
    for place in range(rest):
        if len(found) < count and takes[place][len(found)]:
            found.append(place)
    return found
