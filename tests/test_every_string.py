"""No text of the program shames, hurries or shouts, and every text can be translated."""

from __future__ import annotations

import ast
import re
import unicodedata

import pytest
from support.strings import Text, every_text, marked, unmarked

FORBIDDEN = (
    r"miss(ed|ing)? (a|your|the) (day|win|step|nudge|goal)s?",
    r"missed",
    r"fail(ed|ure|ing|s)?",
    r"streaks?",
    r"lazy|laziness",
    r"overdue",
    r"(fall|fell|falling|left|lag|lagging|be|are|get|feel|feeling) behind",
    r"should(n't)? have",
    r"you (should|must|have to|need to|forgot|forget|didn't|did not|haven't|have not|never)",
    r"(just|only) (\d+|\{\w+\}|one|two|three|a few)",
    r"not enough|too (little|few|late)",
    r"guilt(y)?|shame(ful)?|ashamed|excuses?|procrastinat\w+|slack(er|ing)?",
    r"give up|gave up|giving up|quitter",
    r"disappoint\w*|pathetic|weak|useless|worthless",
    r"unproductive|productivity",
    r"broke(n)? (the|your) chain|back to zero|start(ing)? over",
    r"hurry|deadline|at last|finally",
    r"sufferers?|patients?|disorder(s|ed)?|diagnos(is|e|ed)",
)
SHAMING = re.compile(r"(?<![\w-])(" + "|".join(FORBIDDEN) + r")(?![\w-])", re.IGNORECASE)


def complain(texts: list[Text], what: str) -> str:
    return f"{what}:\n" + "\n".join(f"  {text.where}: {text.text}" for text in texts)


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    return every_text()


def test_the_texts_are_found(texts: list[Text]) -> None:
    said = {text.text for text in texts}
    assert len(said) > 600
    assert {"What small win will you celebrate?", "Open the blinds", "Undo: {what}"} <= said
    assert "{n} small wins today" in said


def test_no_text_shames(texts: list[Text]) -> None:
    found = [t for t in texts if SHAMING.search(t.text)]
    assert not found, complain(found, "words that could hurt")


@pytest.mark.parametrize(
    "text",
    [
        "You missed three days",
        "Your streak is broken",
        "Only 2 wins",
        "only {n} wins",
        "You should have slept",
        "That is overdue",
        "You are falling behind",
        "Too few steps",
    ],
)
def test_the_watch_itself_works(text: str) -> None:
    assert SHAMING.search(text)


def test_no_text_shouts(texts: list[Text]) -> None:
    found = [t for t in texts if "!" in re.sub(r"\{[^}]*\}", "", t.text)]
    assert not found, complain(found, "loud")


def test_no_text_of_our_own_has_an_emoji(texts: list[Text]) -> None:
    found = [t for t in texts if any(unicodedata.category(c) == "So" for c in t.text)]
    assert not found, complain(found, "emoji")


def test_placeholders_are_named(texts: list[Text]) -> None:
    found = [
        t
        for t in texts
        if "{}" in t.text or re.search(r"(?<![\w-])%[sd](?!\w)", re.sub(r"\{[^}]*\}", "", t.text))
    ]
    assert not found, complain(found, "a translator cannot tell what stands there")


def test_what_is_translated_is_a_plain_text() -> None:
    found = [
        Text(ast.unparse(argument), where)
        for where, argument in marked()
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
    ]
    assert not found, complain(found, "gettext can never find these")


def test_nothing_reaches_the_screen_past_gettext() -> None:
    found = [text for text in unmarked() if text.text != "MicroWins"]
    assert not found, complain(found, "not translatable")
