"""Indonesian by default, English whole; the glossary is one file, and translations are held to it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import django
import polib
from django.conf import settings

from portal.translations import catalogue, checks
from portal.translations.texts import Text, all_texts
from tests.architecture import code

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


EAGER = {"gettext", "ngettext", "pgettext", "npgettext"}


def said_too_early(module: code.Module) -> Iterator[str]:
    """Texts translated when the file is read, before anybody's language is known: they need the lazy functions."""
    names = {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in EAGER
    }
    waiting: list[ast.AST] = [module.tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and code.called(node) in names:
            yield f"{module.name}:{node.lineno}"
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            waiting += [*node.args.defaults, *(default for default in node.args.kw_defaults if default)]
        else:
            waiting += ast.iter_child_nodes(node)


def test_texts_wait_for_the_language_of_their_reader():
    assert [found for module in code.modules() for found in said_too_early(module)] == []


def test_a_text_said_too_early_is_seen():
    head = "from django.utils.translation import gettext as _\n"
    assert list(said_too_early(code.module(head + "TITLE = _('Proyek')")))
    assert list(said_too_early(code.module(head + "def show(title=_('Proyek')): ...")))
    assert not list(said_too_early(code.module(head + "def show():\n    return _('Proyek')")))
