from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microwins_desktop import paths
from microwins_desktop.core.catalogue import Catalogue, load_catalogue
from microwins_desktop.core.insight.returning import Returning
from microwins_desktop.core.model import DayPart, Size
from microwins_desktop.core.wording import (
    BODY_LENGTH,
    TITLE_LENGTH,
    NudgeText,
    Words,
    WordsError,
    acknowledgement,
    kind_word,
    load_words,
    nudge_text,
)

FOLDER = paths.resources()
WORDS = load_words(FOLDER / "words.toml")
CATALOGUE = load_catalogue(FOLDER / "catalogue.toml")

# Words that weigh, blame, measure or order. "only" is here because it makes small things smaller.
HEAVY = re.compile(
    r"\b(missed|miss|failed|fail|failure|streaks?|lazy|overdue|behind|should|must|only|finally"
    r"|ought|guilt\w*|shame\w*|disappoint\w*|forgot\w*|calori\w*|weight|diet\w*|dose\w*|mg|pills?"
    r"|cure\w*|treat\w*|symptom\w*|disorder\w*|god|pray\w*|bless\w*|everyone|always|never)\b",
    re.IGNORECASE,
)

AREAS = [area.key for area in CATALOGUE.areas]


def ask(recent: list[str], seed: int, **given_instead: object) -> NudgeText:
    situation: dict[str, object] = {
        "area": "light",
        "day_part": DayPart.MORNING,
        "step_title": "Open the blinds",
        "rung_words": "Let in one strip of light",
    }
    return nudge_text(WORDS, **(situation | given_instead), recent=recent, seed=seed)  # type: ignore[arg-type]


@pytest.mark.parametrize("resource", [WORDS, CATALOGUE], ids=["words", "catalogue"])
def test_every_text_is_kind_and_calm(resource: Words | Catalogue) -> None:
    texts = list(resource.texts())
    assert [text for text in texts if HEAVY.search(text)] == []
    assert [text for text in texts if "!" in text or "  " in text] == []
    # Letters, marks and typographic quotes, but no emoji or symbols.
    assert [text for text in texts if max(map(ord, text)) >= 0x2100] == []


def test_there_is_enough_to_say() -> None:
    assert len(WORDS.kind) >= 40
    assert len(WORDS.acknowledgements["any"]) >= 30
    assert min(map(len, WORDS.acknowledgements.values())) >= 10
    assert set(WORDS.area_nudges) == set(AREAS)
    assert min(map(len, WORDS.area_nudges.values())) >= 6
    assert set(WORDS.day_part_nudges) == set(DayPart)
    assert min(map(len, WORDS.day_part_nudges.values())) >= 4
    assert WORDS.discreet == "A small moment for you"


def test_steps_with_words_of_their_own_are_in_the_catalogue() -> None:
    for key in WORDS.step_nudges:
        assert CATALOGUE.step(key) is not None, key


def test_coming_back_never_speaks_of_time() -> None:
    for line in WORDS.acknowledgements["comeback"]:
        assert not re.search(r"\b(days?|weeks?|months?|long|ago|away|while|time)\b", line), line


def test_doing_it_again_never_says_after_how_long() -> None:
    for line in WORDS.acknowledgements["again"]:
        assert not re.search(r"\b(days?|weeks?|months?|years?|long|ago|away)\b|\d", line), line


def test_no_line_is_said_in_two_places() -> None:
    lines = [*WORDS.kind, *WORDS.kind_hard_day]
    for some in WORDS.acknowledgements.values():
        lines += some
    assert len({line.casefold() for line in lines}) == len(lines)


@pytest.mark.parametrize("size", [Size.PART, Size.TINY])
def test_every_nudge_fits_for_every_built_in_step(size: Size) -> None:
    for step, seed in product(CATALOGUE.steps, range(20)):
        text = ask(
            [],
            seed,
            step=step.key,
            area=step.area,
            day_part=list(DayPart)[seed % 4],
            step_title=step.title,
            rung_words=step.words(size),
        )
        assert 0 < len(text.title) <= TITLE_LENGTH
        assert 0 < len(text.body) <= BODY_LENGTH
        assert not set("{…") & set(text.title + text.body)


@pytest.mark.parametrize("area", [*AREAS, None, "garden"])
@pytest.mark.parametrize("day_part", list(DayPart))
def test_three_days_of_nudges_do_not_repeat(area: str | None, day_part: DayPart) -> None:
    said: list[str] = []
    available = len(WORDS.area_nudges.get(area or "", ())) + len(WORDS.day_part_nudges[day_part])
    for seed in range(available):
        said.append(ask(said, seed, area=area, day_part=day_part).key)
    assert len(set(said)) == available >= 4
    # When all have been said, the one said longest ago comes again.
    assert ask(said, 99, area=area, day_part=day_part).key == said[0]


def test_a_nudge_names_its_step_unless_the_words_are_the_steps_own() -> None:
    for seed in range(10):
        text = ask([], seed, rung_words="Opened one slat")
        assert "Open the blinds" in text.body or "slat" in text.body
    own = {ask([], seed, step="open-blinds").body for seed in range(16)}
    assert "Opening the blinds halfway counts." in own


def test_discreet_words_give_nothing_away() -> None:
    assert ask([], 3, discreet=True) == NudgeText("discreet", "A small moment for you", "")


def test_a_step_without_rung_words_is_asked_for_by_its_title() -> None:
    bodies = {ask([], seed, rung_words=" ").body for seed in range(10)}
    assert all("“”" not in body and "Open the blinds" in body for body in bodies)


@given(
    title=st.text(min_size=1, max_size=300),
    rung=st.text(max_size=300),
    area=st.sampled_from([*AREAS, None]),
    day_part=st.sampled_from(DayPart),
    seed=st.integers(),
)
def test_a_persons_own_words_are_taken_as_they_are_and_fit(
    title: str, rung: str, area: str | None, day_part: DayPart, seed: int
) -> None:
    text = ask([], seed, area=area, day_part=day_part, step_title=title, rung_words=rung)
    assert len(text.title) <= TITLE_LENGTH
    assert len(text.body) <= BODY_LENGTH
    assert text == ask([], seed, area=area, day_part=day_part, step_title=title, rung_words=rung)


def test_words_that_look_like_places_are_left_alone() -> None:
    bodies = {ask([], seed, step_title="{rung} {x}").body for seed in range(10)}
    assert all("{rung} {x}" in body for body in bodies)


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        ({"size": Size.WHOLE}, "any"),
        ({"size": Size.PART}, "part"),
        ({"size": Size.TINY}, "tiny"),
        ({"size": Size.TINY, "hard_day": True}, "hard_day"),
        ({"size": Size.TINY, "hard_day": True, "hard": True}, "hard"),
        (
            {"size": Size.WHOLE, "hard": True, "hard_day": True, "returning": Returning.COMEBACK},
            "comeback",
        ),
        ({"size": Size.TINY, "hard": True, "returning": Returning.AGAIN}, "again"),
        ({"size": Size.WHOLE, "hard_day": True, "returning": Returning.FIRST}, "first"),
    ],
)
def test_the_warmest_words_that_apply_are_said(situation: dict[str, object], expected: str) -> None:
    lines = {
        acknowledgement(WORDS, **situation, seed=seed)  # type: ignore[arg-type]
        for seed in range(40)
    }
    assert lines == set(WORDS.acknowledgements[expected])


def test_small_wins_borrow_lines_once_their_own_were_said() -> None:
    said: list[str] = []
    for seed in range(30):
        said.append(acknowledgement(WORDS, size=Size.TINY, recent=said, seed=seed))
    assert len(set(said)) == 30
    assert set(said[:10]) == set(WORDS.acknowledgements["tiny"])


@given(st.integers(), st.booleans(), st.lists(st.sampled_from(WORDS.kind)))
def test_a_kind_word_is_new_while_there_are_new_ones(
    seed: int, hard_day: bool, recent: list[str]
) -> None:
    word = kind_word(WORDS, hard_day=hard_day, recent=recent, seed=seed)
    lines = WORDS.kind_hard_day if hard_day else WORDS.kind
    assert word in lines
    assert word not in recent or set(lines) <= set(recent)


def test_a_translation_reaches_every_text_but_no_key() -> None:
    loud = WORDS.translated(str.swapcase)
    assert list(loud.texts()) == [text.swapcase() for text in WORDS.texts()]
    assert [text.key for text in loud.nudges()] == [text.key for text in WORDS.nudges()]


def small_words(folder: Path, old: str = "", new: str = "") -> Words:
    text = (FOLDER / "words.toml").read_text(encoding="utf-8")
    assert old in text
    path = folder / "words.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_words(path)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("version = 1", "version = 9", "version 9 is not known"),
        ("comeback = [", "come_back = [", "comeback is not given"),
        ("night = [", "noon = [", "nudges are needed for each part of the day"),
        ('"Good evening"', '"Good morning, at your own pace"', "comes twice"),
        ('"A soft start?", "{step}', '"A soft start?", "{stop}', "unknown place in A soft start?"),
        ('"Good evening", "{step}?', '"Good evening", "Hm?', "Good evening does not name the step"),
        ('"Good evening", ', "", "something else than two texts"),
        ('"That counts."', '" That counts."', "any is not a list of texts without blanks"),
        ('"That counts."', '"Logged. That helps."', "any has a text twice"),
        ("[nudges.step]", "[nudges.stop]", "step is not given"),
    ],
)
def test_a_slip_is_told_in_one_line(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(WordsError) as caught:
        small_words(tmp_path, old, new)
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)
