"""What a person is writing, kept on the server too: one draft a form, taken away when it is sent."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from commons.kept import MOST, Pairs
from commons.models import Draft
from commons.paths import is_ours

MOST_DRAFTS = 40
LONGEST_KIND, LONGEST_ACTION = 120, 500
RESUME = {"draf": "lanjut"}  # the query of the link *Lanjutkan* to the form's own page


@transaction.atomic
def save(*, person: Any, kind: str, action: str, pairs: Pairs) -> Draft | None:
    """Keep a form's pairs (of `kept.written`, which leaves secrets out); nothing written lets go of the draft.

    `kind` says which form: `projects.project:new`, `projects.update:12`. The oldest give way beyond forty a person.
    """
    kind, action = kind[:LONGEST_KIND], action if is_ours(action) and len(action) <= LONGEST_ACTION else ""
    pairs = pairs if sum(len(value) for _name, value in pairs) <= MOST else []
    if not kind or not any(value.strip() for _name, value in pairs):
        drop(person=person, kind=kind)
        return None
    draft, _new = Draft.objects.update_or_create(
        person=person, kind=kind, defaults={"action": action, "values": [list(pair) for pair in pairs]}
    )
    newest = Draft.objects.filter(person=person).order_by("-updated_at", "-pk").values("pk")[:MOST_DRAFTS]
    Draft.objects.filter(person=person).exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()
    return draft


def find(person: Any, kind: str) -> Draft | None:
    """This person's draft of this form; a visitor has none."""
    return Draft.objects.filter(person=person, kind=kind).first() if person.is_authenticated else None


def drop(*, person: Any, kind: str) -> None:
    """Sent, or thrown away."""
    Draft.objects.filter(person=person, kind=kind).delete()


def resumed(request: HttpRequest, kind: str) -> dict[str, Any]:
    """Initial values of a form whose page was opened by *Lanjutkan* (`?draf=lanjut`); else none."""
    if any(request.GET.get(name) != value for name, value in RESUME.items()):
        return {}
    draft = find(request.user, kind)
    return initial(draft) if draft is not None else {}


def offered(request: HttpRequest, kind: str) -> dict[str, Any]:
    """What the layout of a task asks its page for: which form it is, and the draft to offer while none is resumed."""
    fresh = request.method == "GET" and "draf" not in request.GET
    return {"draft_kind": kind, "draft": find(request.user, kind) if fresh else None}


def as_sent(draft: Draft) -> MultiValueDict[str, str]:
    """What was written, as a form takes what is posted: to be judged anew, for what it names may have gone since."""
    values = MultiValueDict[str, str]()
    for name, value in draft.values:
        values.appendlist(name, value)
    return values


def initial(draft: Draft) -> dict[str, Any]:
    """A name that stands once gives its value, one that stands several times all of them."""
    values: dict[str, list[str]] = {}
    for name, value in draft.values:
        values.setdefault(name, []).append(value)
    return {name: several[0] if len(several) == 1 else several for name, several in values.items()}
