"""Rows of another table as one column of a statement: a page with many small lists asks the database once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import FieldDoesNotExist
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.functions import JSONObject

Thing = TypeVar("Thing", bound=models.Model)
Row = Mapping[str, Any]
TYPED = (models.DateField, models.TimeField, models.DurationField, models.DecimalField, models.UUIDField)


def nested(found: models.QuerySet[Any, Any], *columns: str, **more: Any) -> ArraySubquery:
    """These columns of the rows, in their order; `person__name` leads through a join. `objects` reads them."""
    return ArraySubquery(found.values(json=JSONObject(**{name: name for name in columns}, **more)))


def columns_of(model: type[models.Model]) -> list[str]:
    """All that a row holds of its own."""
    return [field.attname for field in model._meta.concrete_fields]


def objects(model: type[Thing], rows: Iterable[Row]) -> list[Thing]:
    """The rows of a nested column as what they are. Columns that were not asked for are fetched when looked at."""
    return [_object(model, row) for row in rows]


def dicts(model: type[models.Model], rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The rows as `values()` of these columns: each with the type of its field.

    What is no field comes as JSON has it, so an amount that was worked out is asked for as text.
    """
    return [{path: _typed(model, path, value) for path, value in row.items()} for row in rows]


def _typed(model: type[models.Model], path: str, value: Any) -> Any:
    field = None if value is None else _field(model, path)
    return value if field is None else field.to_python(value)


@lru_cache(maxsize=2000)
def _field(model: Any, path: str) -> Any:
    """What a path leads to; None for a column that was worked out, and where JSON has the type already."""
    for name in path.split("__"):
        try:
            field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        except FieldDoesNotExist:
            return None
        model = field.related_model
    return field if isinstance(field, TYPED) else None


def _object(model: Any, row: Row) -> Any:
    own: dict[str, Any] = {}
    joined: dict[str, dict[str, Any]] = defaultdict(dict)
    for path, value in row.items():
        name, _, rest = path.partition("__")
        if rest:
            joined[name][rest] = value
        else:
            own[name] = value
    fields = [field for field in model._meta.concrete_fields if field.attname in own]
    values = [field.to_python(own.pop(field.attname)) for field in fields]
    made = model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], values)
    made.__dict__.update(own)
    for name, part in joined.items():
        there = model._meta.get_field(name).related_model
        setattr(made, name, None if part["id"] is None else _object(there, part))
    return made
