from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from microwins_desktop import paths
from microwins_desktop.core.catalogue import SHAPES, Catalogue, CatalogueError, load_catalogue
from microwins_desktop.core.model import DayPart, Size

AREAS = {
    "light": ("Light & air", "sun"),
    "nourish": ("Food & water", "drop"),
    "body": ("Body care", "bubbles"),
    "health": ("Medicine & health", "cross"),
    "space": ("My space", "house"),
    "move": ("Movement", "triangle"),
    "connect": ("Connection", "heart"),
    "rest": ("Rest & sleep", "crescent"),
    "mind": ("Calm & mind", "ring"),
    "admin": ("Life admin", "sheet"),
}

# What the catalogue has to cover by name, and words of the step that does.
COVERED = {
    "drink-water": "Drank a glass of water",
    "open-blinds": "Opened the blinds",
    "eat-breakfast": "Ate breakfast",
    "eat-lunch": "Ate lunch",
    "eat-dinner": "Ate dinner",
    "protein-bar": "Ate a protein bar",
    "eat-fruit": "Ate a piece of fruit",
    "take-a-shower": "Took a shower",
    "brush-teeth": "Brushed my teeth",
    "wash-face": "Gave my face a wash",
    "get-dressed": "Got dressed",
    "get-out-of-bed": "Got out of bed",
    "make-bed": "Made the bed",
    "do-dishes": "Did the dishes",
    "clear-one-surface": "Cleared one surface",
    "tidy-five-minutes": "Tidied for five minutes",
    "around-the-block": "Went around the block",
    "stretch": "Stretched a little",
    "dance-one-song": "Danced to one song",
    "text-back": "Texted one person back",
    "short-call": "Had a short call",
    "post-honestly": "Posted honestly about a struggle",
    "take-medication": "Took my medication",
    "ask-for-help": "Asked for help",
    "rest-on-purpose": "Rested on purpose",
    "acknowledge-a-struggle": "Acknowledged a struggle with compassion",
}

SMALL = """
version = 1
starters = ["open-blinds"]

[[area]]
key = "light"
name = "Light & air"
shape = "sun"
strategy = "A lamp is light too."

[[step]]
key = "open-blinds"
area = "light"
title = "Open the blinds"
whole = "Opened the blinds"
part = "Opened the blinds halfway"
tiny = "Let in one strip of light"
hint = "one slat"
why = "Daylight tells the body that a new day is here."
parts = ["morning"]
"""

SECOND = SMALL[SMALL.index("[[step]]") :]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(paths.resources() / "catalogue.toml")


def read(folder: Path, text: str) -> Catalogue:
    path = folder / "catalogue.toml"
    path.write_text(text, encoding="utf-8")
    return load_catalogue(path)


def test_the_ten_areas_stand_in_order(catalogue: Catalogue) -> None:
    assert {area.key: (area.name, area.shape) for area in catalogue.areas} == AREAS
    assert [area.key for area in catalogue.areas] == list(AREAS)
    assert all(area.hue == area.key and area.builtin for area in catalogue.areas)
    assert [area.position for area in catalogue.areas] == list(range(10))
    assert set(catalogue.strategies) == set(AREAS)
    assert set(SHAPES) == {area.shape for area in catalogue.areas}


def test_there_is_plenty_in_every_area(catalogue: Catalogue) -> None:
    assert len(catalogue.steps) >= 80
    assert min(Counter(step.area for step in catalogue.steps).values()) >= 8


def test_every_step_is_whole_part_and_tiny_with_a_reason(catalogue: Catalogue) -> None:
    for step in catalogue.steps:
        assert step.sizes == (Size.WHOLE, Size.PART, Size.TINY), step.key
        assert step.builtin, step.key
        assert step.why.endswith("."), step.key


def test_texts_fit_where_they_are_shown(catalogue: Catalogue) -> None:
    for step in catalogue.steps:
        assert len(step.title) <= 34, step.key
        assert len(step.hint) <= 24, step.key
        assert len(step.hint.split()) <= 5, step.key
        assert len(step.why) <= 90, step.key
        assert max(len(step.words(size)) for size in Size) <= 44, step.key
    for key, strategy in catalogue.strategies.items():
        assert len(strategy) <= 140, key


@pytest.mark.parametrize(("key", "words"), COVERED.items())
def test_what_people_named_is_covered(catalogue: Catalogue, key: str, words: str) -> None:
    step = catalogue.step(key)
    assert step is not None
    assert step.whole == words


def test_each_time_of_day_has_something_to_offer(catalogue: Catalogue) -> None:
    for part in DayPart:
        assert sum(part in step.day_parts for step in catalogue.steps) >= 6, part


def test_water_and_food_may_come_back_but_medication_is_not_offered_again(
    catalogue: Catalogue,
) -> None:
    repeating = {step.key for step in catalogue.steps if step.repeats}
    assert {"drink-water", "have-a-snack", "around-the-block"} <= repeating
    assert "take-medication" not in repeating


def test_the_first_six_are_those_of_the_first_screen(catalogue: Catalogue) -> None:
    first = [step for key in catalogue.starters if (step := catalogue.step(key))]
    assert [(step.title, step.hint) for step in first] == [
        ("Open the blinds", "one slat"),
        ("Drink some water", "one sip"),
        ("Brush your teeth", "rinse"),
        ("Stretch a little", "roll your shoulders"),
        ("Text one person", "send a heart"),
        ("Clear one surface", "one cup"),
    ]


def test_a_translation_reaches_every_text_and_no_empty_one(tmp_path: Path) -> None:
    asked: list[str] = []

    def shout(text: str) -> str:
        asked.append(text)
        return text.upper()

    small = read(tmp_path, SMALL)
    loud = small.translated(shout)
    assert list(loud.texts()) == [text.upper() for text in small.texts()]
    assert "" not in asked
    assert loud.strategies == {"light": "A LAMP IS LIGHT TOO."}
    assert [step.key for step in loud.steps] == ["open-blinds"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("version = 1", "version = 2", "version 2 is not known"),
        ('shape = "sun"', 'shape = "star"', "light: there is no shape star"),
        ('tiny = "Let in', 'tint = "Let in', "open-blinds: tiny is not given"),
        ('hint = "one slat"', 'hint = "one slat"\nicon = "x"', "unknown field icon"),
        ('hint = "one slat"', 'hint = " one slat"', "hint is empty or has blanks"),
        ('hint = "one slat"', "hint = 1", "hint is not a text"),
        ('parts = ["morning"]', 'parts = ["dawn"]', "no part of the day named dawn"),
        ('parts = ["morning"]', 'repeats = "yes"', "repeats is neither true nor false"),
        ('area = "light"', 'area = "dark"', "open-blinds: there is no area dark"),
        ('key = "open-blinds"', 'key = "Open blinds"', "is not a plain key"),
        ('starters = ["open-blinds"]', 'starters = ["rest"]', "there is no step rest"),
        ('part = "Opened the blinds halfway"', 'part = "opened the blinds"', "comes twice"),
        ("[[area]]", "[area]", "area is not a list of tables"),
        ("version = 1", "version = ", "catalogue.toml: "),
    ],
)
def test_a_slip_is_told_in_one_line(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in SMALL
    with pytest.raises(CatalogueError) as caught:
        read(tmp_path, SMALL.replace(old, new))
    message = str(caught.value)
    assert complaint in message
    assert "\n" not in message
    assert message.startswith("catalogue.toml: ")


def test_no_two_steps_can_be_mistaken_for_each_other(tmp_path: Path) -> None:
    other = SECOND.replace("open-blinds", "lift-blinds")
    with pytest.raises(CatalogueError, match='title "Open the blinds" comes twice'):
        read(tmp_path, SMALL + other)
    other = other.replace("Open the blinds", "Lift the blinds")
    with pytest.raises(CatalogueError, match='words "Opened the blinds" comes twice'):
        read(tmp_path, SMALL + other)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"nowhere\.toml: "):
        load_catalogue(tmp_path / "nowhere.toml")
