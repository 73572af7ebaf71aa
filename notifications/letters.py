"""The letter about something that somebody wanted to hear at once: written when it leaves, from what still holds."""

from datetime import timedelta
from typing import Any

import structlog
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activity.models import Activity
from commons import contributions
from commons.access import can
from commons.telling import MailAct
from mail import acts, tokens
from mail.composing import Letter, Withheld
from mail.letters import in_thread, letter, site
from mail.models import Message
from notifications.hearing import gathered, still_tellable
from notifications.items import Item, items
from notifications.models import FOLLOWS, Notification

log = structlog.get_logger(__name__)
STOP = "notifications.stop"  # the purpose of the links that unsubscribe
STOP_LIFE = timedelta(days=400)  # mails are kept, and their links with them
WHY = {
    "follows": gettext_lazy("Anda menerima surel ini karena mengikuti %(thing)s."),
    "mentioned": gettext_lazy("Anda menerima surel ini karena nama Anda disebut."),
    "invited": gettext_lazy("Anda menerima surel ini karena Anda diundang."),
    "assigned": gettext_lazy("Anda menerima surel ini karena Anda ditugaskan."),
    "your_turn": gettext_lazy("Anda menerima surel ini karena ini menunggu Anda."),
    "asked": gettext_lazy("Anda menerima surel ini karena Anda yang memulainya."),
    "concerned": gettext_lazy("Anda menerima surel ini karena ini tentang Anda atau organisasi Anda."),
}


def compose(message: Message) -> Letter:
    """
    Raises:
        Withheld: read on the site meanwhile, withdrawn, no longer of use, or no longer this person's to see.
    """
    notification = _notification(message)
    shown = _shown(_told(notification, message.data), notification.person)
    if not shown:
        raise Withheld(_("Sudah dibaca, ditarik, atau tidak boleh dilihat lagi."))
    if not _is_of_use(notification, shown[0]):
        raise Withheld(_("Surel ini tidak berguna lagi."))
    offered, enclosed = _acts(notification, shown[0]), _enclosed(notification, shown[0])
    context = {
        "person": notification.person,
        "told": [in_words(item, notification.person) for item in shown],
        "path": shown[0].url,
        "acts": offered,
        "has_calendar": enclosed is not None,
    }
    return letter(
        "notifications/mail/letter",
        context,
        _subject(shown),
        why=_why(notification, shown[0]),
        change=reverse("notifications:preference_edit"),
        unsubscribe=_stop(notification, shown),
        headers=in_thread(notification.thread.kind, notification.thread_id),
        calendar=enclosed,
    )


def _notification(message: Message) -> Notification:
    found = Notification.objects.select_related("person", "thread", "activity")
    try:
        return found.get(pk=message.data["notification"])
    except Notification.DoesNotExist:
        raise Withheld(_("Pemberitahuan ini sudah tidak ada.")) from None


def _told(notification: Notification, data: dict[str, Any]) -> list[int]:
    ids = [notification.activity_id]
    if notification.reason == FOLLOWS:
        ids = gathered(notification.person_id, notification.thread_id, data["since"], data["until"])
    return still_tellable(notification.person_id, ids)


def _shown(ids: list[int], person: Any) -> list[Item]:
    shown = items(for_mail(ids), person)
    return [shown[pk] for pk in ids if pk in shown]


def for_mail(ids: list[int]) -> list[Activity]:
    """Activities with all that a card in a mail may show of them."""
    found = Activity.objects.select_related("actor", "acting_as__organisation", "thread").prefetch_related("target")
    return list(found.filter(pk__in=ids))


def in_words(item: Item, reader: Any, *, is_digest: bool = False) -> dict[str, Any]:
    """Its card as text and HTML, for this reader; where the verb has none, or it can't be drawn, its sentence. A digest
    has many, and tells the beginning of what a letter tells whole."""
    sentence = item.sentence
    alone = f"{sentence}."
    shown = {"item": item, "text": alone, "html": alone, "is_card": False}
    if not item.verb.card:
        return shown
    context = {
        "activity": item.activity,
        "card": item.card,
        "actor": item.actor,
        "sentence": sentence,
        "url": item.url,
        "reader": reader,
        "is_digest": is_digest,
        "site": site(),
    }
    try:
        shown["text"] = _drawn(f"{item.verb.card}.txt", context, autoescape=False).strip()
        shown["html"] = _drawn(f"{item.verb.card}.html", context, autoescape=True)
        shown["is_card"] = True
    except Exception:
        log.exception("card_broken", verb=item.verb.code, activity=item.activity.pk)
        shown |= {"text": alone, "html": alone}
    return shown


def _drawn(name: str, context: dict[str, Any], *, autoescape: bool) -> str:
    return get_template(name).template.render(Context(context, autoescape=autoescape))  # type: ignore[attr-defined]


def _subject(shown: list[Item]) -> str:
    """Of one thing its own subject; of several how many, the thing first."""
    if len(shown) == 1:
        return shown[0].subject
    said = ngettext("%(thing)s: %(n)s kabar baru", "%(thing)s: %(n)s kabar baru", len(shown))
    return said % {"thing": shown[0].card.title, "n": len(shown)}


def _why(notification: Notification, item: Item) -> str:
    said = WHY.get(notification.reason)
    return str(said) % {"thing": item.card.title} if said else ""


def _acts(notification: Notification, item: Item) -> list[dict[str, str]]:
    """Links that act from the mail: for the directly concerned, where the rule allows them this now."""
    if notification.reason == FOLLOWS:
        return []
    person, target = notification.person, item.activity.target
    if target is None:
        return []
    offered = [contributions.one(MailAct, code) for code in item.verb.acts]
    allowed = [act for act in offered if act.model == target._meta.label and can(person, act.rule, target)]
    paths = acts.links((act.code, person, target) for act in allowed)
    return [{"label": str(act.label), "path": path} for act, path in zip(allowed, paths, strict=True)]


def _is_of_use(notification: Notification, item: Item) -> bool:
    """An invitation to what was cancelled, or a reminder of it, helps nobody; who follows reads what happened."""
    target = item.activity.target
    if item.verb.still is None or notification.reason == FOLLOWS or target is None:
        return True
    return item.verb.still(target, notification.person)


def _enclosed(notification: Notification, item: Item) -> Any:
    """The calendar file of what concerns this person directly, while its thing is there."""
    if item.verb.enclose is None or notification.reason == FOLLOWS or item.activity.target is None:
        return None
    return item.verb.enclose(item.activity.target, notification.person)


def _stop(notification: Notification, shown: list[Item]) -> str:
    """The path that moves letters of these verbs to the inbox; nothing for what nobody can switch off."""
    reason = notification.reason
    verbs = sorted({item.verb.code for item in shown if reason not in item.verb.locked})
    return stop_path(notification.person, verbs=[[verb, reason] for verb in verbs]) if verbs else ""


def stop_path(person: Any, **what: Any) -> str:
    """A link that unsubscribes from just this: `digest=True`, or `verbs` as pairs of verb and reason."""
    return reverse("notifications:subscription_stop", args=[tokens.mint(STOP, person=person, life=STOP_LIFE, **what)])
