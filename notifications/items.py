"""An activity as one person may see it now: the card of its thread, its sentence, its exact address."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from activity.models import Activity
from commons import contributions
from commons.contributions import Card, Reference
from commons.telling import Verb


@dataclass(frozen=True)
class Item:
    """`card` is the thread's, asked for this person; `url` leads to the very thing that the activity is about."""

    activity: Activity
    verb: Verb
    card: Card
    url: str

    @property
    def actor(self) -> str:
        """Who did it, and for whom; what nobody did was done by the portal."""
        if self.activity.actor is None:
            return settings.SITE_SHORT_NAME
        name, organisation = self.activity.actor.name, self._organisation
        return f"{name} ({organisation})" if organisation else name

    @property
    def sentence(self) -> str:
        return self._said(self.verb.sentence)

    @property
    def subject(self) -> str:
        return self._said(self.verb.subject)

    @property
    def icon(self) -> str:
        return self.verb.icon

    @property
    def _organisation(self) -> str:
        return str(getattr(self.activity.acting_as, "organisation", "") or "")

    def _said(self, text: Any) -> str:
        names = {"actor": self.actor, "thread": self.card.title, "for_whom": self._organisation or self.actor}
        return str(text).format(**{**self.card.words, **names})


def items(activities: Iterable[Activity], user: Any) -> dict[int, Item]:
    """By activity; what this person may not see, or nobody can name any more, is left out.

    One query a kind of thread and one a kind of target, whatever the number of activities.
    """
    verbs = {verb.code: verb for verb in contributions.all_of(Verb)}
    known = [activity for activity in activities if activity.verb in verbs]
    cards, urls = _cards(known, user), _urls(known)
    shown = {}
    for activity in known:
        if card := cards.get((activity.thread.kind, activity.thread.object_id)):
            shown[activity.pk] = Item(activity, verbs[activity.verb], card, urls.get(activity.pk) or card.url)
    return shown


def _cards(activities: list[Activity], user: Any) -> dict[tuple[str, int | None], Card]:
    ids = defaultdict(set)
    for activity in activities:
        if activity.thread.object_id is not None:
            ids[activity.thread.kind].add(activity.thread.object_id)
    references = [reference for reference in contributions.all_of(Reference) if reference.code in ids]
    return {(r.code, pk): card for r in references for pk, card in r.lookup(ids[r.code], user).items()}


def _urls(activities: list[Activity]) -> dict[int, str]:
    """Addresses of targets that are not the thread's own thing: an update of a project, a post of a topic."""
    by_type = defaultdict(list)
    for activity in activities:
        by_type[activity.target_type_id].append(activity)
    urls: dict[int, str] = {}
    for type_id, theirs in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is None or not hasattr(model, "get_absolute_url"):
            continue
        others = [a for a in theirs if a.thread.kind != f"{model._meta.app_label}.{model._meta.model_name}"]
        targets = model._base_manager.in_bulk({a.target_id for a in others})
        urls |= {a.pk: targets[a.target_id].get_absolute_url() for a in others if a.target_id in targets}
    return urls
