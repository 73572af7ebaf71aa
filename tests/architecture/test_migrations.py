"""The tables are what the models say, and a migration that moves data says why."""

import ast
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command

from tests.architecture import code

SCHEMA = (
    "AddField",
    "RemoveField",
    "AlterField",
    "CreateModel",
    "DeleteModel",
    "AddIndex",
    "AddConstraint",
    "RenameField",
)


@pytest.mark.django_db
def test_the_models_and_the_migrations_say_the_same():
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, verbosity=1, stdout=out)
    assert "No changes detected" in out.getvalue()


def mixed(module: code.Module) -> Iterator[str]:
    """Data and schema in one transaction hold locks for as long as the data takes; data moves in a file of its own."""
    names = {code.called(call).split(".")[-1] for call in code.calls(module.tree)}
    if "RunPython" in names and names & set(SCHEMA):
        yield f"{module.name}: data and schema in one migration"


def one_way(module: code.Module) -> Iterator[str]:
    """What can't be taken back makes every later step of an upgrade final."""
    for call in code.calls(module.tree):
        name, given = code.called(call).split(".")[-1], len(call.args) + len(call.keywords)
        if name in {"RunPython", "RunSQL"} and given < 2:
            yield f"{module.name}:{call.lineno}: {name} without its way back"


def unexplained(module: code.Module) -> Iterator[str]:
    names = {code.called(call).split(".")[-1] for call in code.calls(module.tree)}
    if "RunPython" in names and not ast.get_docstring(module.tree):
        yield f"{module.name}: moves data and does not say why"


def blocking(module: code.Module) -> Iterator[str]:
    """An index on a table that people write to is built beside them: `AddIndexConcurrently`, in a file of its own."""
    if "_initial" in module.name:
        return
    for call in code.calls(module.tree):
        if code.called(call).split(".")[-1] in {"AddIndex", "AlterIndexTogether"}:
            yield f"{module.name}:{call.lineno}: {code.called(call)}"


PLANTED = "migrations.RunPython(fill)\nmigrations.AddField('a', 'b')\nmigrations.AddIndex('a', b)"


# pitfall: X4
@pytest.mark.parametrize("rule", [mixed, one_way, unexplained, blocking], ids=lambda rule: rule.__name__)
def test_migrations_are_not(rule):
    assert [found for module in code.migrations() for found in rule(module)] == []
    assert list(rule(code.module(PLANTED, "projects/migrations/0009_planted.py")))


def test_numbers_are_given_once():
    """Two migrations of one number are two people's work that nobody brought together."""
    numbers = [module.name.split("_")[0] for module in code.migrations()]
    assert sorted({number for number in numbers if numbers.count(number) > 1}) == []
