"""What the apps offer is whole: its texts translatable, every template, address, icon and rule it names there."""

import ast
import re
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import pytest
from django.apps import apps as django_apps
from django.template.loader import get_template
from django.urls import reverse

from commons import contributions
from commons.contributions import KINDS, JobKind, NavItem, Panel, PersonalData, Reference, Rule, Waiting, always
from commons.telling import CHANNELS, DueKind, MailAct, MailKind, Verb
from tests.architecture import code

# Held everywhere, or on one thing; `own_representative` speaks for the very organisation that it is about, and
# `forums.moderates` is held by who looks after some category.
ROLES = {
    "visitor", "member", "resident", "representative", "own_representative", "organisation_manager", "partner",
    "oneself", "asker", "coordinator", "chair", "minute_taker", "invitee", "participant", "applicant", "deputy",
    "staff", "leader", "moderator", "category_moderator", "forums.moderates", "forum_manager", "administrator",
}  # fmt: skip
REASONS = {"follows", "mentioned", "invited", "assigned", "your_turn", "asked", "concerned"}
PLACES = {"actor", "thread", "for_whom", "when", "soon", "reply"}
TEXTS = {"label", "title", "refusal", "sentence", "subject", "section", "done", "action", "effect"}
CALLED = {"roles", "when", "rows", "lookup", "context", "tell", "perform", "compose", "run", "export", "erase",
    "load", "counts", "find", "hits", "number", "apply", "names",
}  # fmt: skip
ALL = [(kind.__name__, offer.code, offer) for kind in KINDS for offer in contributions.all_of(kind)]
each_offer = pytest.mark.parametrize(
    "offer", [offer for *_, offer in ALL], ids=[f"{kind} {name}" for kind, name, _ in ALL]
)
# Where codes are asked for: the function, and which of its arguments is the code.
ASKED = {
    "record": (0, Verb),
    "access": (0, Rule),
    "can": (1, Rule),
    "ensure": (1, Rule),
    "message": (0, MailKind),
    "schedule": (0, DueKind),
    "cancel": (0, DueKind),
}


def troubles(offer: Any) -> Iterable[str]:
    """What is missing of one contribution."""
    for field in fields(offer):
        value = getattr(offer, field.name)
        if field.name in TEXTS and isinstance(value, str) and value:
            yield f"{field.name} is not translatable: {value!r}"
        if field.name in CALLED and not callable(value) and not isinstance(value, frozenset):
            yield f"{field.name} can't be called"
    yield from (f"no icon {name}" for name in [getattr(offer, "icon", "")] if name and not _icon(name))
    yield from (f"no rule {name}" for name in [getattr(offer, "rule", "")] if name and not _known(Rule, name))
    templates = [getattr(offer, "template", "")] + [
        f"{card}{end}" for card in _cards(offer) for end in (".txt", ".html")
    ]
    yield from (f"no template {name}" for name in templates if name and not _template(name))


def _cards(offer: Any) -> list[str]:
    return [offer.card] if isinstance(offer, Verb) and offer.card else []


def _icon(name: str) -> bool:
    return f'id="i-{name}"' in (code.ROOT / "static" / "icons.svg").read_text()


def _known(kind: Any, name: str) -> bool:
    return name in {offer.code for offer in contributions.all_of(kind)}


def _template(name: str) -> bool:
    return name in code.templates() and get_template(name) is not None


def test_every_kind_has_a_first_user():
    """A kind of contribution is built with the first app that needs it."""
    used = {kind for kind in KINDS if contributions.all_of(kind)}
    assert {Rule, Verb, Waiting, DueKind, MailAct, MailKind, Reference, PersonalData, NavItem} <= used


@each_offer
def test_what_is_offered_is_whole(offer):
    assert list(troubles(offer)) == []


def test_what_is_missing_is_seen():
    planted = Verb("projects.thing_forgotten", "bukan _", "", "", {}, card="projects/mail/nowhere", icon="nowhere")
    assert list(troubles(planted)) == [
        "sentence is not translatable: 'bukan _'",
        "no icon nowhere",
        "no template projects/mail/nowhere.txt",
        "no template projects/mail/nowhere.html",
    ]
    assert list(troubles(MailAct("x", "", "projects.nowhere", "", None, ""))) == [
        "perform can't be called",
        "no rule projects.nowhere",
    ]


@each_offer
def test_codes_name_their_app(offer):
    assert offer.code.split(".")[0] in code.apps() or isinstance(offer, NavItem | PersonalData)


@pytest.mark.parametrize("item", contributions.all_of(NavItem), ids=lambda item: item.code)
def test_an_entry_of_the_menu_leads_somewhere(item):
    assert reverse(item.url_name)


@pytest.mark.parametrize("rule", contributions.all_of(Rule), ids=lambda rule: rule.code)
def test_a_rule_names_known_roles_and_says_a_sentence(rule):
    assert rule.roles <= ROLES
    assert rule.roles or rule.when is not always, "nobody but administrators may: say so by naming the role"
    assert re.search(r"[.?]$", str(rule.refusal)), "a refusal is a sentence"


@pytest.mark.parametrize("verb", contributions.all_of(Verb), ids=lambda verb: verb.code)
def test_a_verb_knows_its_reasons_channels_and_places(verb):
    assert set(verb.channels) <= REASONS
    assert set(verb.channels.values()) <= set(CHANNELS)
    assert verb.locked <= set(verb.channels)
    said = set(re.findall(r"\{(\w*)\}", f"{verb.sentence}{verb.subject}"))
    assert said <= PLACES
    assert all(_known(MailAct, act) for act in verb.acts)
    assert verb.sentence
    assert verb.subject
    assert verb.section


@pytest.mark.parametrize("act", contributions.all_of(MailAct), ids=lambda act: act.code)
def test_an_act_from_the_mail_can_be_undone_or_is_binding(act):
    assert django_apps.get_model(act.model)
    assert act.binding or act.undo is not None
    assert str(act.label)
    assert str(act.done)


@pytest.mark.parametrize("reference", contributions.all_of(Reference), ids=lambda reference: reference.code)
def test_a_reference_finds_its_number_in_an_address(reference):
    assert "pk" in re.compile(reference.pattern).groupindex or reference.mention is not None


@pytest.mark.parametrize("panel", contributions.all_of(Panel), ids=lambda panel: panel.code)
def test_a_panel_has_a_place_that_a_page_shows(panel):
    said = {
        text
        for module in code.modules()
        if module.app != panel.code.split(".")[0]
        for text in code.strings(module.tree)
    }
    shown = {place for source in code.templates().values() for place in re.findall(r"[\w]+\.[\w]+", source)}
    assert panel.place in said | shown


def asked(module: code.Module) -> list[tuple[str, Any, str]]:
    """Codes that a file asks for: the place, the kind, the code; names of constants are looked up in the file."""
    constants = {
        target.id: node.value.value
        for node in module.tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = []
    for call in code.calls(module.tree):
        place, kind = ASKED.get(code.called(call).split(".")[-1], (None, None))
        if place is None or kind is None or len(call.args) <= place:
            continue
        value = call.args[place]
        name = value.value if isinstance(value, ast.Constant) else constants.get(ast.unparse(value))
        if isinstance(name, str) and "." in name:
            found.append((f"{module.name}:{call.lineno}", kind, name))
    return found


def test_every_code_that_is_asked_for_is_offered():
    found = [one for module in code.modules() for one in asked(module)]
    assert len(found) > 30
    assert [f"{where}: no {kind.__name__} {name}" for where, kind, name in found if not _known(kind, name)] == []


def test_a_code_that_nobody_offers_is_seen():
    planted = code.module(
        "THING = 'projects.thing_forgotten'\nrecord(THING, actor=None)\ncan(user, 'projects.nothing')"
    )
    assert [(kind, name) for _, kind, name in asked(planted)] == [
        (Verb, "projects.thing_forgotten"),
        (Rule, "projects.nothing"),
    ]


def test_rules_that_templates_ask_are_offered():
    found = {(name, rule) for name, s in code.templates().items() for rule in re.findall(r'if_can "([\w.]+)"', s)}
    assert [one for one in sorted(found) if not _known(Rule, one[1])] == []


@pytest.mark.parametrize("kind", [Rule, Verb, DueKind, MailKind, MailAct, JobKind], ids=lambda kind: kind.__name__)
def test_what_is_offered_is_used(kind):
    """A rule that nobody asks, a verb that nobody records: left over, or forgotten where it belongs."""
    said = {text for module in code.modules() for text in _beside_offers(module)}
    said |= {rule for source in code.templates().values() for rule in re.findall(r'if_can "([\w.]+)"', source)}
    said |= {
        item.rule
        for offered in (NavItem, Waiting, MailAct)
        for item in contributions.all_of(offered)
        if _has_rule(item)
    }
    said |= {act for verb in contributions.all_of(Verb) for act in verb.acts}
    assert [offer.code for offer in contributions.all_of(kind) if offer.code not in said] == []


def _beside_offers(module: code.Module) -> set[str]:
    """Texts of a file that are not the code of an offer made in it."""
    offers = {kind.__name__ for kind in KINDS}
    made = {
        call.args[0].value
        for call in code.calls(module.tree)
        if code.called(call) in offers and call.args and isinstance(call.args[0], ast.Constant)
    }
    again = [text for text in code.strings(module.tree) if text in made]
    return set(code.strings(module.tree)) - {text for text in made if again.count(text) == 1}


def _has_rule(offer: Any) -> bool:
    return bool(getattr(offer, "rule", ""))
