"""The tools for translations: what they find, what they keep, what they refuse."""

from pathlib import Path

import polib
import pytest
from django.template import engines
from django.utils import translation

from portal.translations import catalogue, checks
from portal.translations.checks import Term
from portal.translations.texts import NotLiteral, Text, in_python, in_template

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext as counted, pgettext
from django.utils import translation

TITLE = _("Kirim " "kabar")
for _x in range(3):
    print("bukan teks")
ONE = counted("%(n)s mitra", "%(n)s mitra lain", 3)
STATE = pgettext("komitmen", "Berjalan")
LATER = translation.gettext("Nanti saja")
OTHER = gettext("fungsi orang lain")
"""

TEMPLATE = """{% comment %}{% translate "tidak dibaca" %}{% endcomment %}
<h1>{% translate "Proyek" context "menu" %}</h1>
{% include "x.html" with label=_("Simpan draf") kind="primary" only %}
{{ title|default:_("Tanpa judul") }}
{% blocktranslate trimmed count n=updates with name=project.title %}
  {{ name }} punya {{ n }} kabar, 50% selesai
{% plural %}
  {{ name }} punya {{ n }} kabar, 50% selesai
{% endblocktranslate %}"""


def test_texts_of_python_are_found_under_any_imported_name():
    assert [text.key for text in in_python(PYTHON, "x.py")] == [
        ("", "Kirim kabar", ""),
        ("", "%(n)s mitra", "%(n)s mitra lain"),
        ("komitmen", "Berjalan", ""),
        ("", "Nanti saja", ""),
    ]


def test_a_text_put_together_at_run_time_is_refused():
    source = "from django.utils.translation import gettext as _\n_(f'Halo {name}')"
    with pytest.raises(NotLiteral, match=r"x\.py:2"):
        list(in_python(source, "x.py"))


def test_texts_of_templates_are_found_in_tags_variables_and_blocks():
    counted = "%(name)s punya %(n)s kabar, 50%% selesai"
    assert [text.key for text in in_template(TEMPLATE, "x.html")] == [
        ("menu", "Proyek", ""),
        ("", "Simpan draf", ""),
        ("", "Tanpa judul", ""),
        ("", counted, counted),
    ]


def test_a_block_is_found_as_django_looks_it_up(tmp_path, settings):
    """The catalogue made from what was found translates the very page."""
    source = "{% blocktranslate trimmed %}\n  Kemajuan {{ n }} dari\n  100%\n{% endblocktranslate %}"
    english = _catalogue(tmp_path, *in_template(source, "x.html"))
    english[0].msgstr = "Progress %(n)s out of 100%%"
    catalogue.write(english)
    catalogue.compile_all(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    page = engines["django"].from_string(source)
    with translation.override("en"):
        assert page.render({"n": 7}) == "Progress 7 out of 100%"
    with translation.override("id"):
        assert page.render({"n": 7}) == "Kemajuan 7 dari 100%"


def _catalogue(tmp_path: Path, *texts: Text):
    english = catalogue.read(tmp_path, "en")
    catalogue.bring_in_step(english, texts)
    return english


def test_translations_stay_when_texts_move_and_come_back_when_they_are_said_again(tmp_path):
    kept, gone = Text("Simpan", "a.py", 1), Text("Hapus", "a.py", 2)
    english = _catalogue(tmp_path, kept, gone)
    english[0].msgstr, english[1].msgstr = "Save", "Delete"
    catalogue.bring_in_step(english, [Text("Simpan", "b.py", 9)])
    assert [(e.msgid, e.msgstr, e.obsolete) for e in english] == [("Simpan", "Save", False), ("Hapus", "Delete", True)]
    assert english[0].occurrences == [("b.py", "")]
    catalogue.bring_in_step(english, [kept, gone])
    assert [(e.msgid, e.msgstr, e.obsolete) for e in english] == [("Simpan", "Save", False), ("Hapus", "Delete", False)]


def test_a_text_that_begins_to_count_is_translated_anew(tmp_path):
    english = _catalogue(tmp_path, Text("%(n)s hari", "a.py", 1))
    english[0].msgstr = "%(n)s days"
    catalogue.bring_in_step(english, [Text("%(n)s hari", "a.py", 1, "%(n)s hari")])
    assert list(checks.untranslated(english)) == ["no translation: '%(n)s hari'"]


def test_a_catalogue_is_written_only_when_a_text_changed(tmp_path):
    english = _catalogue(tmp_path, Text("Simpan", "a.py", 1))
    assert catalogue.write(english)
    again = catalogue.read(tmp_path, "en")
    catalogue.bring_in_step(again, [Text("Simpan", "a.py", 99)])
    assert not catalogue.write(again)


def test_catalogues_are_compiled_once_and_again_when_they_change(tmp_path):
    english = _catalogue(tmp_path, Text("Simpan", "a.py", 1))
    english[0].msgstr = "Save"
    catalogue.write(english)
    assert [path.name for path in catalogue.compile_all(tmp_path)] == ["django.mo"]
    assert catalogue.compile_all(tmp_path) == []
    mo = tmp_path / "en" / "LC_MESSAGES" / "django.mo"
    assert polib.mofile(str(mo))[0].msgstr == "Save"
    (tmp_path / "en" / "LC_MESSAGES" / "django.po").touch()
    assert catalogue.compile_all(tmp_path) == [mo]


def _translated(tmp_path: Path, text: str, english: str):
    made = _catalogue(tmp_path, Text(text, "a.py", 1))
    made[0].msgstr = english
    return made


def test_a_catalogue_out_of_step_is_named(tmp_path):
    english = _catalogue(tmp_path, Text("Hapus", "a.py", 1))
    assert list(checks.not_in_step(english, [Text("Simpan", "a.py", 1)])) == [
        "not in the catalogue: 'Simpan'",
        "nobody says any more: 'Hapus'",
    ]


@pytest.mark.parametrize(
    ("text", "english", "is_right"),
    [
        ("Kabar dari %(name)s", "Update from %(name)s", True),
        ("Kabar dari %(name)s", "Update from %(nama)s", False),
        ("{actor} mengundang {thread}", "{actor} invited {thread}", True),
        ("{actor} mengundang {thread}", "{actor} invited", False),
        ("Baca <a href='/'>ini</a>", "Read <a href='/'>this</a>", True),
        ("Baca <a href='/'>ini</a>", "Read this", False),
    ],
)
def test_places_and_markup_are_the_same_in_both_languages(tmp_path, text, english, is_right):
    assert (list(checks.places_differ(_translated(tmp_path, text, english))) == []) is is_right


def test_the_singular_may_leave_out_its_number(tmp_path):
    made = _catalogue(tmp_path, Text("%(n)s hari lagi", "a.py", 1, "%(n)s hari lagi"))
    made[0].msgstr_plural = {0: "One day left", 1: "%(n)s days left"}
    assert list(checks.places_differ(made)) == []
    made[0].msgstr_plural = {0: "One day left", 1: "Days left"}
    assert len(list(checks.places_differ(made))) == 1


TERMS = [
    Term("Venue", "Tempat", "", "field"),
    Term("Place", "Tempat", "", "kind"),
    Term("Project", "Proyek", "", "noun"),
]


@pytest.mark.parametrize(
    ("text", "english", "is_right"),
    [
        ("Tempat", "Venue", True),
        ("Tempat", "Place", True),
        ("Tempat", "Location", False),
        ("Buka proyek baru", "Open a new project", True),
        ("Buka proyek baru", "Open a new scheme", False),
        ("Pemroyek", "Whatever", True),
    ],
)
def test_terms_of_the_glossary_are_translated_as_it_says(tmp_path, text, english, is_right):
    assert (list(checks.against_glossary(_translated(tmp_path, text, english), TERMS)) == []) is is_right


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("Kirim kabar", None),
        ("Tulis alamat e-mail", None),
        ("Submit kabar", "submit → kirim"),
        ("Update proyek", "update → kabar"),
        ("Berhasil!", "no exclamation marks"),
        ("Nama ", "space"),
        ("kata " * 20 + "panjang", "a sentence over 90 letters"),
        ("Ini satu kalimat yang cukup panjang untuk dibaca orang. Dan ini kalimat lain yang juga cukup panjang.", None),
    ],
)
def test_our_indonesian_is_calm_everyday_and_short(text, trouble):
    found = list(checks.voice([Text(text, "a.py", 1)]))
    assert found == [] if trouble is None else trouble in found[0]


def test_a_long_sentence_may_be_allowed_as_long_as_somebody_says_it():
    long = "kata " * 20 + "panjang"
    assert list(checks.voice([Text(long, "a.py", 1)], [long])) == []
    assert list(checks.never_long([], [long])) == [f"allowed to be long, but nobody says it: {long!r}"]
