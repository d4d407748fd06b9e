"""The summary as pages and as a PDF, read again by an independent reader."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from microwins_desktop.core.provider import Part, ProviderChoice, Summary, summarise
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.provider.page import ProviderPage
from microwins_desktop.ui.provider.paper import Paper
from microwins_desktop.ui.theme import Theme


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, journal: Journal) -> ProviderPage:
    QLocale.setDefault(QLocale("en_GB"))
    journal.log_step("open-blinds", note="Grey outside.")
    journal.log_text("Fed the cat")
    journal.check_in(journal.today(), line="A slow one.")
    made = ProviderPage(theme, journal)
    qtbot.addWidget(made)
    made.resize(884, 720)
    made.show()
    return made


def read(data: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(data))
    text = " ".join(found.extract_text() for found in reader.pages)
    return reader, " ".join(text.split())


def pdf(page: ProviderPage) -> str:
    assert page.paper is not None
    return read(page.paper.as_pdf())[1]


def test_by_default_it_holds_counts_and_none_of_the_persons_words(page: ProviderPage) -> None:
    text = pdf(page)
    assert "1 of these 30 days had a win." in text
    assert "Self-reported, not a clinical measurement." in text
    for word in ("blinds", "cat", "Grey", "slow", "For:"):
        assert word not in text


def test_what_is_ticked_is_on_it(page: ProviderPage) -> None:
    page.ticks[Part.WINS].click()
    assert "Opened the blinds; Fed the cat" in pdf(page)
    assert "Grey" not in pdf(page)
    page.ticks[Part.NOTES].click()
    assert "Grey outside." in pdf(page)
    page.ticks[Part.LINES].click()
    assert "A slow one." in pdf(page)
    page.name.set_text("A. B.")
    assert "For: A. B." in pdf(page)


def test_the_file_tells_neither_who_nor_when(page: ProviderPage) -> None:
    assert page.paper is not None
    data = page.paper.as_pdf()
    reader, _text = read(data)
    told = {key: value for key, value in (reader.metadata or {}).items() if value}
    assert told.pop("/Producer").startswith("Qt ")
    assert told == {"/Creator": "MicroWins", "/Trapped": "/False"}
    for word in (b"CreationDate", b"CreateDate", b"ModDate", b"ModifyDate"):
        assert word not in data
    assert reader.trailer["/Root"]["/Metadata"].get_data().count(b"xmp:") == 1


def test_days_can_be_given_either_way_round(page: ProviderPage) -> None:
    page.first.setDate(QDate(2026, 11, 30))
    page.last.setDate(QDate(2026, 11, 1))
    assert page.choice().first == date(2026, 11, 1)
    assert "1 November 2026 to 30 November 2026" in pdf(page)


def test_it_is_seen_before_it_is_saved(page: ProviderPage, tmp_path: Path) -> None:
    assert "1 of these 30 days had a win." in page._sheets.accessibleDescription()
    page.save_to(str(tmp_path / "summary.pdf"))
    assert "1 of these 30 days" in read((tmp_path / "summary.pdf").read_bytes())[1]
    assert page._said.full_text() == "Saved."
    page.save_to(str(tmp_path / "nowhere" / "summary.pdf"))
    assert page._said.full_text().startswith("The PDF could not be saved: ")


def summary(journal: Journal) -> Summary:
    today = journal.today()
    choice = ProviderChoice(today, today, frozenset({Part.WINS, Part.NOTES}))
    return summarise(choice, journal.wins_of(today), [], journal.areas(), date.isoformat)


def test_a_long_note_flows_over_pages_and_none_of_it_is_lost(
    qtbot: QtBot, journal: Journal
) -> None:
    for number in range(3):
        journal.log_text("A long one", note=" ".join(f"word{number}x{n}." for n in range(180)))
    reader, text = read(Paper(summary(journal)).as_pdf())
    assert len(reader.pages) >= 2
    for number in range(3):
        assert all(f"word{number}x{n}." in text for n in range(180))


def test_from_right_to_left_the_days_stand_at_the_right(qtbot: QtBot, journal: Journal) -> None:
    journal.log_text("شربت كأسا من الماء.")
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        text = Paper(summary(journal)).as_text()
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert text.index("شربت") < text.index("2026-11-22", text.index("my words"))
    # What a person said keeps the full stop at its own end.
    assert "\u2068شربت كأسا من الماء.\u2069" in text


@pytest.mark.parametrize(
    "words", ["شربت كأسا من الماء", "水を一杯飲んだ", "Drank 💧 <b>water</b> &amp;"]
)
def test_any_script_is_drawn(qtbot: QtBot, journal: Journal, words: str) -> None:
    journal.log_text(words, note=words * 30)
    paper = Paper(summary(journal))
    image = paper.picture(0, 400)
    dark = sum(
        image.pixelColor(x, y).lightness() < 128
        for x in range(0, image.width(), 2)
        for y in range(60, image.height(), 2)
    )
    assert dark > 100
    assert read(paper.as_pdf())[0].pages
    assert words.split()[0] in paper.as_text()
