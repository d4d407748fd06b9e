"""Colours of equal weight: OKLCH to sRGB and back, and WCAG contrast. Pure arithmetic.

The area colours keep one lightness and chroma so that no area shouts; only the hue differs. The
matrices are those of Bjoern Ottosson's OKLab (https://bottosson.github.io/posts/oklab/), contrast
is WCAG 2.2's relative luminance formula.
"""

from __future__ import annotations

import math

Rgb = tuple[float, float, float]


def to_hex(lightness: float, chroma: float, hue: float) -> str:
    """`#rrggbb` of an OKLCH colour (L 0..1, hue in degrees), chroma reduced until sRGB holds it."""
    while chroma > 0.0:
        rgb = _linear_rgb(lightness, chroma, hue)
        if all(-0.0005 <= channel <= 1.0005 for channel in rgb):
            break
        chroma -= 0.002
    else:
        rgb = _linear_rgb(lightness, 0.0, hue)
    return "#" + "".join(f"{round(255 * _gamma(channel)):02x}" for channel in rgb)


def from_hex(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue in degrees (0 <= hue < 360) of `#rrggbb`."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two `#rrggbb` colours, 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`one` with `share` (0..1) of `other` in it, channel by channel."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _linear_rgb(lightness: float, chroma: float, hue: float) -> Rgb:
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _gamma(channel: float) -> float:
    channel = min(1.0, max(0.0, channel))
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _linear(colour: str) -> Rgb:
    red, green, blue = (_ungamma(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return red, green, blue


def _ungamma(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
