"""Fragments that are remembered by what is in them."""

import pytest
from django.utils import timezone, translation

from commons.drawn import drawn, kept_for_the_minute

CHIP, PAGER = "components/chip.html", "components/pagination.html"


def test_the_same_values_are_drawn_once_and_others_anew() -> None:
    first = drawn(CHIP, label="Berjalan", tone="info")
    assert drawn(CHIP, label="Berjalan", tone="info") is first
    assert "Selesai" in drawn(CHIP, label="Selesai", tone="info")


def test_each_language_has_its_own() -> None:
    indonesian = drawn(PAGER, following="?setelah=x")
    with translation.override("en"):
        english = drawn(PAGER, following="?setelah=x")
    assert "Berikutnya" in indonesian
    assert "Berikutnya" not in english


def test_what_people_wrote_is_escaped() -> None:
    assert "&lt;b&gt;" in drawn(CHIP, label="<b>")


def test_what_may_change_is_refused() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        drawn(CHIP, label=["Berjalan"])  # type: ignore[arg-type]


def test_what_is_kept_under_a_version_is_made_once_for_each_language_and_zone() -> None:
    made: list[int] = []

    def make() -> str:
        made.append(1)
        return f"kabar {len(made)}"

    assert kept_for_the_minute(make, "uji", 1) == kept_for_the_minute(make, "uji", 1) == "kabar 1"
    assert kept_for_the_minute(make, "uji", 2) == "kabar 2"
    with translation.override("en"):
        assert kept_for_the_minute(make, "uji", 2) == "kabar 3"
    with timezone.override("Asia/Jayapura"):
        assert kept_for_the_minute(make, "uji", 2) == "kabar 4"
