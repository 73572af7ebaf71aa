"""Pages of a post whose address names the topic that it stood in before."""

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from commons.access import View
from forums.queries import moved_post


def follows_moves(view: View) -> View:
    """Beneath `@access(…, to=Post, within=Topic)`: where the post left that topic, its page is that of the new place,
    for those who may see it. What was sent to the old one is not done."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        topic, child = kwargs["pk"], kwargs["child_pk"]
        try:
            return view(request, *args, **kwargs)
        except Http404:
            post = moved_post(topic, child, request.user) if request.method in ("GET", "HEAD") else None
            if post is None or request.resolver_match is None:
                raise
            return redirect(request.resolver_match.view_name, post.topic_id, post.pk)

    return guarded
