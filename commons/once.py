"""A form carries a one-time key: a second arrival gets the first result."""

import secrets
from collections.abc import Callable
from typing import Any

from django import forms
from django.db import connection, transaction
from django.http import HttpRequest

from commons.models import Once
from commons.statements import Given, Statement

FIELD = "once"
# It waits for whoever has put the same key there and not committed yet. An INSERT that fails would need a savepoint.
FIRST = f"""INSERT INTO {Once._meta.db_table} (key, person_id, result, created_at) VALUES (%s, %s, '', now())
    ON CONFLICT DO NOTHING RETURNING id"""
DONE = Statement(lambda: Once.objects.filter(key=Given("key"), person=Given("person")).values_list("result", flat=True))


def new_key() -> str:
    return secrets.token_urlsafe(18)


class OnceForm(forms.Form):
    """A form that is done once, however often it arrives."""

    once = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FIELD].initial = new_key

    def facts(self) -> dict[str, Any]:
        """What the form says, without the key: the arguments of an action."""
        return {name: value for name, value in self.cleaned_data.items() if name != FIELD}


def first_result(request: HttpRequest) -> str:
    """Where the first arrival of this very form led its person; empty when it is the first.

    Asked at the door, before the rule: what the first one did may have ended the right to do it (an invitation that was
    answered), and the second is to be told the same, not refused.
    """
    key = key_of(request) if request.method == "POST" and request.user.is_authenticated else ""
    done = DONE(key=key, person=request.user.pk) if key else ()
    return next(iter(done), "")


def key_of(request: HttpRequest) -> str:
    """The one-time key that the form carries; empty when it has none."""
    return request.POST.get(FIELD, "").replace("\x00", "")[:64]


@transaction.atomic
def perform_once(request: HttpRequest, act: Callable[[], str]) -> str:
    """Run `act` in this transaction unless this form's key was used; returns the address of the (first) result.

    The second arrival waits on the unique row until the first has committed, and finds its answer there; when the
    first was rolled back, its row is gone and the second acts.
    """
    key = key_of(request)
    if not key:
        return act()
    person = request.user.pk if request.user.is_authenticated else None
    with connection.cursor() as cursor:
        cursor.execute(FIRST, [key, person])  # most forms arrive once: the door has looked already
        first = cursor.fetchone()
    if first is None:
        return Once.objects.get(key=key, person=person).result
    result = act()
    Once.objects.filter(pk=first[0]).update(result=result)
    return result
