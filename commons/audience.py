"""Who may see what: the one rule, as a filter and as SQL; and the only writers of audiences and grants."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Self

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection, models, transaction
from django.db.models import Model, Q
from guardian.shortcuts import assign_perm, remove_perm

from commons.models import Audience, Visibility
from commons.models.audience import AudienceGroupGrant, AudienceUserGrant
from commons.models.epoch import raise_epoch
from commons.models.rights import SAY_WHO
from commons.standing import OFFICES, STAKEHOLDERS, standing
from commons.statements import Given

__all__ = [
    "Audience",
    "RootedQuerySet",
    "Visibility",
    "give",
    "give_each",
    "may_see_each",
    "may_see_sql",
    "seen_by",
    "seen_by_each",
    "set_visibility",
    "take",
    "take_each",
]


def seen_by(user: Any, path: str = "audience") -> Q:
    """The rule as a filter. `path` leads from a model to its root's audience: `audience`, `project__audience`.

    The audiences that name the person come as ids from the standing: sub-queries cost more to build than to run.
    """
    who = standing(user)
    rule = Q(**{f"{path}__visibility__in": who.levels})
    if who.audiences:
        rule |= Q(**{f"{path}__in": who.audiences})
    return rule


def may_see_each(user: Any, ids: Iterable[int]) -> set[int]:
    """Of these audiences those that this person may see; one query."""
    who = standing(user)
    rule = Q(visibility__in=who.levels) | Q(pk__in=who.audiences)
    return set(Audience.objects.filter(rule, pk__in=list(ids)).values_list("pk", flat=True))


@lru_cache(maxsize=1)
def may_see_sql() -> str:
    """The same rule as SQL over the aliases `a` (an audience) and `u` (an account): what leaves is asked here again.

    `tests/commons/test_audience.py` compares the two over every visibility and kind of person.
    """
    user = get_user_model()._meta
    ug = user.get_field("groups").m2m_db_table()
    named = ", ".join(f"'{name}'" for name in (STAKEHOLDERS, *OFFICES))
    see = (
        "(SELECT p.id FROM auth_permission p JOIN django_content_type t ON t.id = p.content_type_id"
        " WHERE p.codename = 'see' AND t.app_label = 'commons' AND t.model = 'audience')"
    )
    return f"""(a.visibility = 'public' OR (u.is_active AND u.confirmed_at IS NOT NULL AND (
        a.visibility = 'members'
        OR (a.visibility = 'stakeholders' AND (u.is_superuser OR EXISTS (
            SELECT 1 FROM {ug} ug JOIN auth_group g ON g.id = ug.group_id
            WHERE ug.user_id = u.id AND g.name IN ({named}))))))
    OR (u.is_active AND (
        EXISTS (SELECT 1 FROM commons_audienceusergrant x
                WHERE x.content_object_id = a.id AND x.user_id = u.id AND x.permission_id = {see})
        OR EXISTS (SELECT 1 FROM commons_audiencegroupgrant x JOIN {ug} ug ON ug.group_id = x.group_id
                   WHERE x.content_object_id = a.id AND ug.user_id = u.id AND x.permission_id = {see}))))"""


def seen_by_each(person: str, path: str = "audience") -> models.Func:
    """The same for many people in one statement: each row is asked for the person whose id stands in `person`."""
    tables = f"{Audience._meta.db_table} a CROSS JOIN {get_user_model()._meta.db_table} u"
    return models.Func(
        models.F(path),
        models.F(person),
        arg_joiner=" AND u.id = ",
        template=f"EXISTS (SELECT 1 FROM {tables} WHERE a.id = %(expressions)s AND {may_see_sql()})",
        output_field=models.BooleanField(),
    )


class RootedQuerySet(models.QuerySet[Any]):
    """Of a root, or of what hangs under one. The model names its way there (`audience_path`), a child its parent
    (`parent_field`)."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(seen_by(user, getattr(self.model, "audience_path", "audience")))

    def inside(self, parent: Model | Given) -> Self:
        """Only the children of this parent: another's child is not found, whoever asks."""
        return self.filter(**{self.model.parent_field: parent})

    def for_page(self, user: Any) -> Self:
        """What this person's page of one object needs beside it, joined or annotated; models override it.

        Doors build it once for READER: it asks neither for the time nor for the language, nor who that is.
        """
        return self


@transaction.atomic
def give(permission: str, *, to: Any, on: Model, by: Any = None) -> None:
    """Grant a person or a group `permission` on one thing; twice is once. The epoch rises.

    The database notes each grant, and `by` as who gave it (`RightEntry`).
    """
    _say_who(by)
    assign_perm(permission, to, on)
    raise_epoch()


@transaction.atomic
def take(permission: str, *, of: Any, on: Model, by: Any = None) -> None:
    """Take a grant back; what was not given is not missed. The epoch rises, and the database notes it."""
    _say_who(by)
    remove_perm(permission, of, on)
    raise_epoch()


@transaction.atomic
def give_each(permission: str, *, to: Iterable[Any], on: Iterable[Audience], by: Any = None) -> None:
    """Each of these people and groups gets `permission` on each of these audiences: one statement for the people, one
    for the groups and one epoch, however many they are."""
    _say_who(by)
    may = Permission.objects.get(codename=permission, content_type__app_label="commons", content_type__model="audience")
    whom, things = list(to), list(on)
    for grant, field, those in _by_kind(whom):
        rows = [grant(**{"permission": may, "content_object": one, field: who}) for one in things for who in those]
        grant.objects.bulk_create(rows, ignore_conflicts=True)
    raise_epoch()


@transaction.atomic
def take_each(permission: str, *, of: Iterable[Any], on: Iterable[Audience], by: Any = None) -> None:
    """Take them back from each, on each."""
    _say_who(by)
    things = list(on)
    for grant, field, those in _by_kind(list(of)):
        named = {f"{field}__in": those, "content_object__in": things, "permission__codename": permission}
        grant.objects.filter(**named).delete()
    raise_epoch()


def _by_kind(whom: list[Any]) -> list[tuple[Any, str, list[Any]]]:
    groups = [one for one in whom if isinstance(one, Group)]
    people = [one for one in whom if not isinstance(one, Group)]
    return [(AudienceUserGrant, "user", people), (AudienceGroupGrant, "group", groups)]


def _say_who(by: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SAY_WHO, ["" if by is None else str(by.pk)])


def has_grant(permission: str, *, groups: tuple[int, ...], on: Model) -> bool:
    """Does one of these groups hold `permission` on this thing, now?"""
    return on.group_grants.filter(group__in=groups, permission__codename=permission).exists()  # type: ignore[attr-defined]


@transaction.atomic
def set_visibility(audience: Audience, visibility: str) -> None:
    """One UPDATE, felt at once by every door of every thing under this audience."""
    Audience.objects.filter(pk=audience.pk).update(visibility=visibility)
    audience.visibility = visibility
    raise_epoch()


@transaction.atomic
def add_to_group(person: Any, group: Group) -> None:
    """Membership of a group is a right too: the only way in."""
    person.groups.add(group)
    raise_epoch()


@transaction.atomic
def remove_from_group(person: Any, group: Group) -> None:
    """And the only way out."""
    person.groups.remove(group)
    raise_epoch()
