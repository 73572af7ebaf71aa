"""*Bermanfaat*: said, taken back, and read who said it."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.access import access
from commons.acting import act
from commons.form_fields import an_id
from commons.limits import limit
from commons.paging import page
from forums import actions, queries
from forums.forms import LAST_NUMBER
from forums.models import Post, Topic
from forums.views.moved import follows_moves


@require_POST
@access("forums.react", to=Topic)
@limit("60/m")
def post_useful(request: HttpRequest, topic: Topic) -> HttpResponse:
    """`ya` or `tidak` is the number of the post; back to it, without a word: its button says it."""
    number = an_id(request.POST.get("ya")) or an_id(request.POST.get("tidak"))
    if number is None or number > LAST_NUMBER:
        return HttpResponseBadRequest(_("Pilih salah satu kiriman."), content_type="text/plain; charset=utf-8")
    post: Post = get_object_or_404(topic.posts, number=number)
    deed = actions.find_useful if "ya" in request.POST else actions.find_useful_no_more
    back = post.get_absolute_url()
    return act(request, lambda: deed(post=post, by=request.user).get_absolute_url(), back=back)


@require_safe
@follows_moves
@access("forums.read_reactions", to=Post, within=Topic)
def reaction_list(request: HttpRequest, post: Post) -> HttpResponse:
    found = page(post.reactions.all(), by=("-at", "-pk"), request=request)
    people = queries.who_found_useful(found.rows, request.user)
    return render(request, "forums/reaction_list.html", {"post": post, "page": found, "people": people})
