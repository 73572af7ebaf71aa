"""The small tags and filters, in both languages."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template, TemplateSyntaxError
from django.utils import timezone, translation

EVENING = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def written(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "value", "indonesian", "english"),
    [
        ("{{ x|rupiah }}", 1_250_000, "Rp\u00a01.250.000", "Rp\u00a01,250,000"),
        ("{{ x|percent }}", 68, "68%", "68%"),
        ("{{ x|short_date }}", date(2026, 8, 14), "14 Agu 2026", "14 Aug 2026"),
        ("{{ x|long_date }}", date(2026, 11, 23), "Senin, 23 November 2026", "Monday, 23 November 2026"),
        ("{{ x|row_moment }}", EVENING, "Sen, 23 Nov 19.30", "Mon, 23 Nov 19.30"),
        ("{{ x|stamp }}", EVENING, "23 Nov 2026 19.30 WIB", "23 Nov 2026 19.30 WIB"),
        ("{{ x|clock }}", EVENING, "19.30", "19.30"),
        ("{{ x|iso }}", EVENING, "2026-11-23T19:30:00+07:00", "2026-11-23T19:30:00+07:00"),
        ("{{ x|iso }}", date(2026, 11, 23), "2026-11-23", "2026-11-23"),
    ],
)
def test_figures_and_times_speak_the_readers_language(source, value, indonesian, english):
    with translation.override("id"):
        assert written(source, x=value) == indonesian
    with translation.override("en"):
        assert written(source, x=value) == english


def test_times_are_the_readers():
    with timezone.override("Asia/Jayapura"):
        assert written("{{ x|long_moment }}", x=EVENING) == "Senin, 23 November 2026 pukul 21.30 WIT"
        assert written("{{ x|iso }}", x=EVENING) == "2026-11-23T21:30:00+09:00"


@pytest.mark.parametrize(
    "name", ["short_date", "long_date", "clock", "row_moment", "stamp", "long_moment", "ago", "iso"]
)
def test_no_moment_is_written_as_nothing(name):
    assert written(f"[{{{{ x|{name} }}}}]", x=None) == "[]"


@pytest.mark.parametrize(
    ("name", "letters"), [("Ratna Kusumaningtyas", "RK"), ("tukimin", "T"), ("Ibu Sri Rahayu", "IS"), ("", "")]
)
def test_initials_are_those_of_the_first_two_words(name, letters):
    assert written("{{ x|initials }}", x=name) == letters


def test_an_icon_is_hidden_from_screen_readers_and_names_its_symbol():
    drawn = written('{% icon "bell" %}')
    assert 'aria-hidden="true"' in drawn
    assert "icons.svg#i-bell" in drawn


def test_an_icon_lets_nothing_out_of_its_attributes():
    assert "<script" not in written("{% icon x %}", x='"><script>')


def test_cells_stand_beside_their_columns():
    assert (
        written("{% for c, k in row|beside:columns %}{{ k }}={{ c }};{% endfor %}", row="ab", columns="xy")
        == "x=a;y=b;"
    )


CAN = '{% if_can "portal.see_components" as verdict %}katalog{% else %}{{ verdict.reason }}{% endif_can %}'


def test_if_can_shows_the_thing_to_those_who_may(people):
    assert written(CAN, user=people.putri) == "katalog"


def test_if_can_says_why_to_those_who_may_not(people):
    assert written(CAN, user=people.tukimin) == "Katalog komponen hanya untuk petugas."
    assert written(CAN, user=AnonymousUser()) == "Katalog komponen hanya untuk petugas."


def test_if_can_without_an_else_shows_nothing(people):
    assert written('[{% if_can "portal.see_components" %}katalog{% endif_can %}]', user=people.tukimin) == "[]"


def test_an_unknown_rule_is_an_error_not_a_silent_no(people):
    with pytest.raises(LookupError):
        written('{% if_can "portal.nowhere" %}x{% endif_can %}', user=people.putri)


def test_if_can_wants_a_rule_and_at_most_one_object():
    with pytest.raises(TemplateSyntaxError):
        Template("{% if_can %}x{% endif_can %}")
