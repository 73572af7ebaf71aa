"""Whoever wrote a post changes it or deletes it; everybody reads what it said before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commons import drafts
from commons.access import access
from commons.acting import ask_then_act, edit
from commons.limits import limit
from commons.paging import page
from forums import actions, queries
from forums.forms import OpeningEditForm, PostEditForm
from forums.models import Post, Topic
from forums.views.moved import follows_moves


@access("forums.edit_post", to=Post, within=Topic)
@limit("10/m")
def post_edit(request: HttpRequest, post: Post) -> HttpResponse:
    kind, form = draft_of_change(post), edit_form(request, post)
    return edit(
        request,
        form,
        post,
        kind=kind,
        template="forums/post_edit.html",
        facts=queries.facts_of_post,
        change=lambda: actions.edit_post(post=post, by=request.user, **form.facts()),
        said=_("Kiriman disimpan."),
    )


def edit_form(request: HttpRequest, post: Post) -> PostEditForm:
    """With what was typed, what its draft begins with, or what stands there."""
    form_of = OpeningEditForm if post.is_opening else PostEditForm
    draft = drafts.resumed(request, draft_of_change(post))
    return form_of(request.POST or None, initial=queries.facts_of_post(post), draft=draft)


def draft_of_change(post: Post) -> str:
    """The kind of a draft of a post that is being changed."""
    return f"forums.edit:{post.pk}"


@access("forums.delete_post", to=Post, within=Topic)
def post_delete(request: HttpRequest, post: Post) -> HttpResponse:
    def deed() -> str:
        return actions.delete_post(post=post, by=request.user).get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=_("Hapus kiriman ini?"),
        detail=_("Tulisan dan fotonya tidak terbaca lagi oleh siapa pun. Nomornya tetap ada.")
        + (" " + _("Judul topiknya ikut hilang, dan topiknya keluar dari daftar.") if post.is_opening else ""),
        button=_("Hapus kiriman"),
        back=post.get_absolute_url(),
        said=_("Kiriman dihapus. Di tempatnya tertulis sampai kapan dapat dikembalikan."),
        danger=True,
    )


@access("forums.restore_post", to=Post, within=Topic)
def post_restore(request: HttpRequest, post: Post) -> HttpResponse:
    def deed() -> str:
        return actions.restore_post(post=post, by=request.user).get_absolute_url()

    return ask_then_act(
        request,
        deed,
        question=_("Kembalikan kiriman ini?"),
        detail=_("Kiriman nomor %(n)s terbaca lagi seperti semula.") % {"n": post.number},
        button=_("Kembalikan"),
        back=post.get_absolute_url(),
        said=_("Kiriman dikembalikan."),
    )


@require_safe
@follows_moves
@access("forums.read_versions", to=Post, within=Topic, is_secret=True)
def version_list(request: HttpRequest, post: Post) -> HttpResponse:
    """The newest in front; the text of today stands on the first page."""
    found = page(post.versions.all(), by=("-number",), request=request)
    context = {
        "post": post,
        "page": found,
        "today": None if found.previous else queries.text_of_today(post, request.user),
        "versions": queries.earlier_texts(found.rows, request.user),
    }
    return render(request, "forums/version_list.html", context)
