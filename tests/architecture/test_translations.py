"""Indonesian by default, English whole; the glossary is one file, and translations are held to it."""

import re
from pathlib import Path

import allauth
import django
import polib
from django.conf import settings

from portal.translations import catalogue, checks
from portal.translations.texts import Text, all_texts

LOCALE = settings.BASE / "locale"
# What people may meet of allauth: its forms, errors and messages. Pages and mails have templates of our own.
MET = re.compile(r"(account|mfa|usersessions)/(?!admin|apps|webauthn)|templates/(account|mfa|usersessions)/messages/")
NOT_MET = {"WebAuthn", "session key"}  # shown nowhere


def test_both_languages_say_the_same_and_in_our_words():
    assert list(checks.all_problems(settings.BASE)) == []


def test_texts_are_found_in_code_and_in_templates():
    files = {Path(text.file).suffix for text in all_texts(settings.BASE)}
    assert files == {".py", ".html", ".txt"}


def _library(package: object) -> list[polib.POEntry]:
    folder = Path(package.__file__).parent  # type: ignore[attr-defined]
    return [
        entry for file in sorted(folder.rglob("locale/id/LC_MESSAGES/django.po")) for entry in polib.pofile(str(file))
    ]


def test_every_text_of_ours_for_a_library_is_still_one_of_its_texts():
    theirs = {entry.msgid for package in (django, allauth) for entry in _library(package)}
    ours = {entry.msgid for entry in catalogue.read(LOCALE, "id")}
    assert sorted(ours - theirs) == []


def test_what_people_meet_of_allauth_is_said_in_our_words():
    ours = {entry.msgid: entry.msgstr for entry in catalogue.read(LOCALE, "id")}
    met = [e for e in _library(allauth) if any(MET.match(file) for file, _ in e.occurrences) and e.msgid not in NOT_MET]
    said = [Text(ours.get(entry.msgid) or entry.msgstr, entry.msgid, 0) for entry in met]
    assert len(said) > 60
    assert list(checks.voice(said)) == []
