"""An organisation may be part of another, and never of itself, however far up."""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.access import Refused, can
from stakeholders.models import Organisation

NOT_YOURS = gettext_lazy("Bagian organisasi itu dicatat oleh pengelolanya sendiri atau petugas kelurahan.")

UPWARDS = """
    WITH RECURSIVE up (id, parent_id) AS (
        SELECT id, parent_id FROM stakeholders_organisation WHERE id = %s
        UNION
        SELECT o.id, o.parent_id FROM stakeholders_organisation o JOIN up ON o.id = up.parent_id
    ) SELECT 1 FROM up WHERE id = %s
"""

ROUND = """
    WITH RECURSIVE up (start, parent_id) AS (
        SELECT id, parent_id FROM stakeholders_organisation WHERE id = ANY(%s)
        UNION
        SELECT up.start, o.parent_id FROM stakeholders_organisation o JOIN up ON o.id = up.parent_id
    ) SELECT o.name FROM up JOIN stakeholders_organisation o ON o.id = up.start WHERE up.parent_id = up.start LIMIT 1
"""


def hold_parents() -> None:
    """Until the end of this transaction nobody else changes who is part of whom: two halves of a circle could be
    entered at once otherwise. Before the organisation's own row is locked, whose lock the others would wait for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('stakeholders.parents'))")


def ensure_no_circle(organisation: Organisation, parent: Organisation) -> None:
    """
    Raises:
        Refused: the parent is a part of the organisation.
    """
    with connection.cursor() as cursor:
        cursor.execute(UPWARDS, [parent.pk, organisation.pk])
        circle = cursor.fetchone()
    if circle:
        raise Refused(_("%(name)s sendiri bagian dari organisasi ini.") % {"name": parent.name}, obj=organisation)


def ensure_no_circles(numbers: Collection[int]) -> None:
    """The same of many that were written already.

    Raises:
        Refused: one of these organisations is part of itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(ROUND, [list(numbers)])
        circle = cursor.fetchone()
    if circle:
        raise Refused(_("%(name)s menjadi bagian dari dirinya sendiri. Periksa induknya.") % {"name": circle[0]})


def ensure_has_a_say(by: Any, organisation: Organisation, parent: Organisation) -> None:
    """The page of an organisation names its parts: nobody puts their own one there without a say in it.

    Raises:
        Refused: the parent is another's.
    """
    if parent.pk != organisation.parent_id and not can(by, "stakeholders.edit_organisation", parent):
        raise Refused(str(NOT_YOURS), obj=organisation)
