"""Calendars that programs fetch, and the page that says how; which reminders a meeting has."""

from typing import Any

from django.conf import settings
from django.forms import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.access import access, public
from commons.acting import act, ask_then_act, fill_then_act
from commons.drawn import kept_for_the_minute
from commons.ical import MEDIA_TYPE
from commons.limits import limit
from commons.sealing import sealed
from meetings import actions, feeds, queries
from meetings.forms import FeedForm, RemindersForm
from meetings.models import Meeting

PAGE = "/agenda/langganan/"
OFTEN = "60/m"
FEED = ("meetings", "has_promises", "has_deadlines")


@require_safe
@public
@limit(OFTEN, methods=("GET",))
def public_feed(request: HttpRequest) -> HttpResponse:
    """What visitors see, whoever asks."""
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Agenda %(site)s") % {"site": settings.SITE_SHORT_NAME}
        return _fetched(request, queries.public_calendar(), name)


@require_safe
@public
@sealed
@limit(OFTEN, methods=("GET",))
def own_feed(request: HttpRequest, token: str) -> HttpResponse:
    """By its address alone: a program that reads calendars has no other way in."""
    feed = queries.feed_of(token)
    if feed is None:
        raise Http404
    with translation.override(feed.person.language):
        name = _("Agenda saya – %(site)s") % {"site": settings.SITE_SHORT_NAME}
        return _fetched(request, queries.own_calendar(feed), name)


def _fetched(request: HttpRequest, found: queries.InCalendar, name: str) -> HttpResponse:
    """The file, or 304 to a program that has it. The mark is a weak one, for the file also says when it was written:
    that costs a tenth of a second for some hundred meetings, so many who ask at once get the same."""
    mark = found.fingerprint(name, translation.get_language() or "")
    etag = f'W/"{mark}"'
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return unchanged
    content = kept_for_the_minute(lambda: feeds.written(found, name), "meetings.feed", mark)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["ETag"], response["Content-Disposition"] = etag, 'inline; filename="agenda.ics"'
    return response


@require_safe
@public
def feed_detail(request: HttpRequest) -> HttpResponse:
    """How one's own phone shows the agenda."""
    return render(request, "meetings/feed_detail.html", _page(request))


def _page(request: HttpRequest) -> dict[str, Any]:
    feed = queries.my_feed(request.user)
    context = {"feed": feed, "public_address": settings.SITE_URL + reverse("meetings:public_feed")}
    return context if feed is None else context | {"form": FeedForm(initial=model_to_dict(feed, FEED))}


@require_POST
@access("meetings.keep_feed")
@limit("20/h")
def feed_make(request: HttpRequest) -> HttpResponse:
    """The new address stands in this answer alone: nothing keeps it to show it again."""
    token = actions.make_feed(by=request.user)
    own = settings.SITE_URL + reverse("meetings:own_feed", args=[token])
    response = render(request, "meetings/feed_detail.html", _page(request) | {"own_address": own})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@access("meetings.keep_feed")
@limit("60/h")
def feed_change(request: HttpRequest) -> HttpResponse:
    form = FeedForm(request.POST)

    def deed() -> str:
        actions.change_feed(by=request.user, **form.facts())
        return PAGE

    if not form.is_valid():
        return render(request, "meetings/feed_detail.html", _page(request) | {"form": form}, status=422)
    return act(request, deed, back=PAGE, said=_("Pilihan disimpan. Kalender Anda menyusul dalam beberapa jam."))


@access("meetings.keep_feed")
def feed_end(request: HttpRequest) -> HttpResponse:
    def deed() -> str:
        actions.end_feed(by=request.user)
        return PAGE

    return ask_then_act(
        request,
        deed,
        question=_("Cabut alamat kalender Anda?"),
        detail=_("Kalender di ponsel Anda tidak diperbarui lagi. Anda dapat membuat alamat baru kapan saja."),
        button=_("Cabut alamat"),
        back=PAGE,
        said=_("Alamat kalender dicabut."),
        danger=True,
    )


@access("meetings.choose_reminders", to=Meeting)
@limit("60/h")
def meeting_reminders(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = RemindersForm(request.POST if request.method == "POST" else None, meeting=meeting)
    return fill_then_act(
        request,
        form,
        lambda: actions.choose_reminders(meeting=meeting, by=request.user, **form.facts()).get_absolute_url(),
        template="meetings/reminders_form.html",
        context={"meeting": meeting},
        back=meeting.get_absolute_url(),
        said=_("Pengingat disimpan."),
    )
