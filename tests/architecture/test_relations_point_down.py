"""Keys across apps are strings, which import-linter can't see: every relation is walked against the same layers."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps as django_apps
from django.conf import settings
from django.db.models import Model

from tests.architecture import code

# What everybody may point at: the account, and Django's own tables that rights and generic relations are made of.
OPEN = {settings.AUTH_USER_MODEL, "auth.Group", "auth.Permission", "contenttypes.ContentType"}
BY_NAME = {"Group", "ContentType", "settings.AUTH_USER_MODEL"}
RELATIONS = ("ForeignKey", "OneToOneField", "ManyToManyField")


def points_down(source: str, target: str) -> bool:
    rank = {app: number for number, layer in enumerate(code.layers()) for app in layer}
    return source == target or rank[source] < rank.get(target, len(rank))


def relations() -> Iterator[tuple[str, type[Model], type[Model]]]:
    for model in django_apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.related_model and not field.auto_created:
                yield f"{model._meta.label}.{field.name}", model, field.related_model


def test_every_relation_points_down():
    ours = [(name, a._meta.app_label, b) for name, a, b in relations() if a._meta.app_label in code.apps()]
    assert len(ours) > 40
    wrong = [n for n, app, to in ours if to._meta.label not in OPEN and not points_down(app, to._meta.app_label)]
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "target", "is_down"),
    [
        ("projects", "stakeholders", True),
        ("projects", "projects", True),
        ("stakeholders", "projects", False),
        ("commons", "accounts", False),
        ("mail", "activity", False),
        ("accounts", "auth", True),
    ],
)
def test_down_is_what_the_drawing_says(source, target, is_down):
    assert points_down(source, target) is is_down


def keys_to_classes(module: code.Module) -> list[str]:
    """Relations that hold another app's class instead of its name."""
    own = {node.name for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == module.app:
            own.update(alias.name for alias in node.names)
    keys = [call for call in code.calls(module.tree) if code.called(call).split(".")[-1] in RELATIONS and call.args]
    targets = [ast.unparse(call.args[0]) for call in keys if not isinstance(call.args[0], ast.Constant)]
    return [f"{module.name}: {target}" for target in targets if target not in own | BY_NAME]


def test_relations_across_apps_are_written_as_strings():
    assert [found for module in code.modules() for found in keys_to_classes(module)] == []


def test_a_class_of_another_app_is_seen():
    planted = code.module(
        "from mail.models import Message\nletter = models.ForeignKey(Message, on_delete=models.CASCADE)"
    )
    assert keys_to_classes(planted) == ["projects/planted.py: Message"]
