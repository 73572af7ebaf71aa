"""Rows of another table as one column of a statement: a page with many small lists asks the database once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.functions import JSONObject

Thing = TypeVar("Thing", bound=models.Model)
Row = Mapping[str, Any]


def nested(found: models.QuerySet[Any, Any], *columns: str, **more: Any) -> ArraySubquery:
    """These columns of the rows, in their order; `person__name` leads through a join. `objects` reads them."""
    return ArraySubquery(found.values(json=JSONObject(**{name: name for name in columns}, **more)))


def columns_of(model: type[models.Model]) -> list[str]:
    """All that a row holds of its own."""
    return [field.attname for field in model._meta.concrete_fields]


def objects(model: type[Thing], rows: Iterable[Row]) -> list[Thing]:
    """The rows of a nested column as what they are. Columns that were not asked for are fetched when looked at."""
    return [_object(model, row) for row in rows]


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
