"""The year that the demo journal tells: its chapters, its habits, and what was written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Chapter:
    """From `start` on: how many days have a win (`days`, 0 to 1) and how much is done on one."""

    start: date
    days: float
    much: float


CHAPTERS = (
    Chapter(date(2025, 11, 27), days=0.55, much=0.16),  # trying it out
    Chapter(date(2025, 12, 15), days=0.75, much=0.30),
    Chapter(date(2026, 1, 3), days=0.45, much=0.13),  # a hard January
    Chapter(date(2026, 1, 22), days=0.0, much=0.0),  # and a gap
    Chapter(date(2026, 2, 6), days=0.70, much=0.20),  # coming back
    Chapter(date(2026, 2, 23), days=0.88, much=0.36),
    Chapter(date(2026, 4, 1), days=0.94, much=0.48),  # spring
    Chapter(date(2026, 5, 4), days=0.50, much=0.15),  # two hard weeks
    Chapter(date(2026, 5, 18), days=0.92, much=0.46),
    Chapter(date(2026, 7, 2), days=0.0, much=0.0),  # another gap
    Chapter(date(2026, 7, 10), days=0.86, much=0.38),
    Chapter(date(2026, 9, 1), days=0.60, much=0.20),
    Chapter(date(2026, 9, 14), days=0.88, much=0.44),
    Chapter(date(2026, 11, 2), days=0.80, much=0.40),
)

REST_DAYS = (date(2026, 3, 8), date(2026, 4, 19), date(2026, 6, 14), date(2026, 8, 2))
REST_DAYS += (date(2026, 9, 27), date(2026, 10, 18), date(2026, 11, 8), date(2026, 11, 22))


@dataclass(frozen=True, slots=True)
class Habit:
    """A step, the minute of the day it usually happens at, and its share of good days."""

    step: str
    minute: int
    share: float
    weekdays: bool = False


HABITS = (
    Habit("open-blinds", 8 * 60 + 50, 1.5),
    Habit("drink-water", 9 * 60 + 10, 1.3),
    Habit("take-medication", 9 * 60 + 20, 1.5),
    Habit("eat-breakfast", 9 * 60 + 30, 0.9),
    Habit("brush-teeth", 9 * 60 + 45, 1.1),
    Habit("take-a-shower", 10 * 60, 0.55),
    Habit("get-dressed", 10 * 60 + 15, 0.7),
    Habit("make-bed", 10 * 60 + 20, 0.4),
    Habit("answer-an-email", 11 * 60, 0.3, weekdays=True),
    Habit("open-the-post", 11 * 60 + 30, 0.16, weekdays=True),
    Habit("text-back", 12 * 60, 0.5),
    Habit("eat-lunch", 13 * 60, 0.6),
    Habit("drink-water", 15 * 60, 0.6),
    Habit("stretch", 16 * 60 + 10, 0.55),
    Habit("around-the-block", 16 * 60 + 40, 0.5),
    Habit("tidy-five-minutes", 17 * 60 + 20, 0.3),
    Habit("do-dishes", 19 * 60, 0.4),
    Habit("simple-meal", 18 * 60 + 30, 0.35),
    Habit("short-call", 19 * 60 + 30, 0.14),
    Habit("listen-to-music", 20 * 60 + 20, 0.28),
    Habit("read-a-little", 21 * 60 + 30, 0.25),
    Habit("wind-down", 22 * 60 + 10, 0.3),
    Habit("rest-on-purpose", 14 * 60 + 20, 0.2),
    Habit("slow-breaths", 13 * 60 + 40, 0.18),
    Habit("dance-one-song", 18 * 60, 0.1),
    Habit("laundry", 15 * 60 + 30, 0.1),
    Habit("water-a-plant", 10 * 60 + 40, 0.12),
    Habit("acknowledge-a-struggle", 20 * 60 + 50, 0.12),
)

NOTES = {
    "open-blinds": ("Grey outside, still better.", "Sun on the floor.", "Snow."),
    "take-a-shower": ("Hair too.", "Sat down for half of it.", "First one in a while."),
    "text-back": ("It had been sitting there since Friday.", "Just a heart, but still."),
    "around-the-block": ("A dog said hello.", "Rain the whole way.", "Twice round, even."),
    "eat-breakfast": ("Toast counts.", "Porridge, standing up."),
    "do-dishes": ("Only the cups, then all of it.",),
    "stretch": ("Two minutes by the window.",),
    "short-call": ("Twelve minutes. It was nice.",),
    "acknowledge-a-struggle": ("Today is heavy, and that is allowed.",),
    "open-the-post": ("None of it was as bad as I thought.",),
}

LINES = {
    "low": ("Slept badly.", "Everything is far away today.", "Heavy, but here.", ""),
    "some": ("Slow and all right.", "Better after noon.", "", "", "Quiet day."),
    "good": ("Slept through.", "Laughed today.", "", "Light."),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A win that happened once, in the person's own words."""

    day: date
    minute: int
    title: str
    area: str
    note: str = ""


MOMENTS = (
    Moment(date(2025, 11, 28), 14 * 60 + 5, "Took a shower", "body", "That was the whole day."),
    Moment(date(2025, 12, 24), 17 * 60, "Sat with everyone for an hour", "connect"),
    Moment(date(2026, 2, 6), 15 * 60 + 12, "Opened the window and stood there", "light"),
    Moment(date(2026, 3, 21), 11 * 60, "Planted two tomatoes", "mind", "On the window sill."),
    Moment(date(2026, 4, 9), 18 * 60 + 30, "Went back to the choir", "connect"),
    Moment(date(2026, 5, 24), 10 * 60 + 30, "Fed the neighbour's cat", "connect"),
    Moment(date(2026, 6, 20), 19 * 60, "Swam in the lake", "move", "Cold, and then not."),
    Moment(date(2026, 8, 15), 12 * 60, "Ate the first tomato", "nourish"),
    Moment(date(2026, 9, 23), 11 * 60 + 20, "Sent one application", "admin"),
    Moment(date(2026, 10, 14), 10 * 60, "Talked to the job centre", "admin", "She was kind."),
    Moment(date(2026, 11, 11), 9 * 60 + 40, "Went to a job interview", "admin", "I went."),
    Moment(date(2026, 11, 19), 16 * 60, "Baked bread", "nourish"),
)

TODAY = (
    ("open-blinds", 8 * 60 + 52, "whole", ""),
    ("drink-water", 9 * 60 + 10, "whole", ""),
    ("take-a-shower", 9 * 60 + 41, "part", ""),
    ("text-back", 11 * 60 + 5, "whole", "It had been sitting there since Friday."),
)
"""What was already logged on the demo's last day."""
