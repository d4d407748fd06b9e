"""Writes `resources/sounds/win.wav`, the soft sound after a win: `python -m devtools.sound`.

Two quiet notes a third apart, each rising gently and fading. Made here from sines, so that nobody
else's recording is needed; a test makes it afresh and compares.
"""

from __future__ import annotations

import io
import math
import struct
import wave

from microwins_desktop.paths import resources

RATE = 22050
"""Samples a second; enough for notes this low."""

LOUDNESS = 0.16
"""Of full scale. It is to be heard beside quiet music, not over it."""

# When each note begins (seconds), and its pitch (Hz): C5, then E5.
NOTES = ((0.0, 523.25), (0.11, 659.26))
RISE, FADE, LENGTH = 0.012, 0.16, 0.75


def sample(at: float) -> float:
    """The sound `at` seconds from its beginning, -1 to 1."""
    value = 0.0
    for start, pitch in NOTES:
        since = at - start
        if since < 0:
            continue
        swell = min(1.0, since / RISE) * math.exp(-since / FADE)
        turn = 2 * math.pi * pitch * since
        value += swell * (math.sin(turn) + 0.18 * math.sin(2 * turn))
    end = min(1.0, (LENGTH - at) / 0.05)
    return value * LOUDNESS * end


def wav() -> bytes:
    """The sound as a WAV file: one channel, 16 bits."""
    count = int(RATE * LENGTH)
    values = (round(sample(index / RATE) * 32767) for index in range(count))
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", value) for value in values))
    return data.getvalue()


if __name__ == "__main__":
    target = resources() / "sounds" / "win.wav"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(wav())
    print(f"{target.name}: {target.stat().st_size} bytes")
