"""The pages of `docs/` that are made from the code; a test says they are current."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils import translation

from commons import contributions
from commons.contributions import KINDS, Rule
from portal.translations.checks import glossary

MADE = "*Made by `manage.py write_docs`; change the source, not this page.*"
ABOUT_PERMISSIONS = """\
Each act has one rule, in `<app>/permissions.py` (a package of that name where they are many). `@access` asks it at the
door, templates ask it before they show a button, and the action asks again on the locked row. Administrators may do
everything. A condition of the rule (a stage, an owner) is said in its refusal."""
ABOUT_CONTRIBUTIONS = """\
What the apps offer one another: small frozen values, given to `commons.contributions.add` when the app starts. A lower
app asks for them with `all_of` and `one`, and never learns who stands above it."""
ABOUT_WORDS = """\
One thing has one word, from the screen to the table. `locale/glossary.csv` is the source, and `manage.py messages
--check` holds translations to it."""


def permissions() -> str:
    """Every rule: what it is about, who may, and the sentence said on refusal."""
    parts = [
        "# Permissions",
        MADE,
        ABOUT_PERMISSIONS,
    ]
    rules = sorted(contributions.all_of(Rule), key=lambda rule: (rule.code.split(".")[0], rule.order, rule.code))
    with translation.override("en"):
        for app, own in groupby(rules, key=lambda rule: rule.code.split(".")[0]):
            rows = [(str(r.label), f"`{r.code}`", _roles(r), str(r.refusal)) for r in own]
            parts += [f"## {app}", _table(("act", "rule", "who may", "said on refusal"), rows)]
    return _page(parts)


def _roles(rule: Rule) -> str:
    return ", ".join(sorted(role.replace("_", " ") for role in rule.roles)) or "administrator"


def contribution_kinds() -> str:
    """Every kind of contribution, from its docstring, and what is offered of it today."""
    parts = [
        "# Contributions",
        MADE,
        ABOUT_CONTRIBUTIONS,
    ]
    kinds: tuple[Any, ...] = KINDS
    for kind in kinds:
        names = ", ".join(f"`{field.name}`" for field in fields(kind))
        offered = ", ".join(f"`{offer.code}`" for offer in sorted(contributions.all_of(kind), key=lambda o: o.code))
        parts += [
            f"## {kind.__name__}",
            inspect.getdoc(kind) or "",
            f"Fields: {names}.",
            f"Offered: {offered or 'none yet'}.",
        ]
    return _page(parts)


def words() -> str:
    """The glossary as a page."""
    parts = [
        "# Glossary",
        MADE,
        ABOUT_WORDS,
        _table(
            ("Indonesian", "English", "in code", "where"),
            ((term.id, term.en, f"`{term.code}`" if term.code else "", term.context) for term in _terms()),
        ),
    ]
    return _page(parts)


def _terms() -> list:
    return sorted(glossary(Path(__file__).parent.parent / "locale" / "glossary.csv"), key=lambda term: term.id.lower())


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [head, ["---"] * len(list(head)), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "permissions.md": permissions,
    "contributions.md": contribution_kinds,
    "glossary.md": words,
}


def out_of_date(folder: Path) -> dict[str, str]:
    """Pages that differ from the code, with what they should say."""
    made = {name: page() for name, page in PAGES.items()}
    return {n: text for n, text in made.items() if not (folder / n).exists() or (folder / n).read_text() != text}
