"""What the forum holds about a person."""

from typing import Any

from commons import attachments, rich_text
from commons.contributions import PersonalData
from forums.models import (
    AnswerTemplate,
    CategoryUserGrant,
    HeldPost,
    MovedPost,
    Post,
    PostVersion,
    QuestionEntry,
    Reaction,
    Report,
    Summary,
    Topic,
)


def export(person: Any) -> dict[str, Any]:
    """What the person opened, wrote, closed and hid.

    A topic that the person may no longer see stays without its name, unless the person gave it that name.
    """
    titles = dict(Topic.objects.visible_to(person).listed().values_list("pk", "title"))
    posts = Post.objects.filter(author=person).order_by("pk")
    return {
        "topics": list(
            Topic.objects.filter(author=person).order_by("pk").values("title", "kind", "report_number", "created_at")
        ),
        "posts": [
            {
                "topic": titles.get(post.topic_id),
                "number": post.number,
                "at": post.created_at,
                "text": rich_text.plain(post.body, person),
                "hidden_because": post.hidden_reason,
                "edited": post.edited_at,
                "deleted": post.deleted_at,
            }
            for post in posts
        ],
        "earlier_texts": [
            {
                "topic": titles.get(version.post.topic_id),
                "number": version.post.number,
                "title": version.title,
                "at": version.written_at,
                "text": rich_text.plain(version.body, person),
            }
            for version in PostVersion.objects.filter(post__author=person).select_related("post").order_by("pk")
        ],
        "summaries": [
            {
                "topic": titles.get(summary.topic_id),
                "at": summary.written_at,
                "text": rich_text.plain(summary.body, person),
            }
            for summary in Summary.objects.filter(author=person).order_by("pk")
        ],
        "found_useful": [
            {"topic": titles.get(reaction.post.topic_id), "number": reaction.post.number, "at": reaction.at}
            for reaction in Reaction.objects.filter(person=person).select_related("post").order_by("pk")
        ],
        "closed": [
            {"topic": titles.get(topic.pk), "reason": topic.closed_reason, "at": topic.closed_at}
            for topic in Topic.objects.filter(closed_by=person).order_by("pk")
        ],
        "moderates": list(
            CategoryUserGrant.objects.filter(user=person).order_by("pk").values_list("content_object__title", flat=True)
        ),
        "archived": [
            {"topic": titles.get(topic.pk), "at": topic.archived_at}
            for topic in Topic.objects.filter(archived_by=person).order_by("pk")
        ],
        "pinned": [
            {"topic": titles.get(topic.pk), "at": topic.pinned_at, "until": topic.pinned_until}
            for topic in Topic.objects.filter(pinned_by=person).order_by("pk")
        ],
        "moved_posts": [
            {"topic": titles.get(moved.topic_id), "number": moved.number, "at": moved.at}
            for moved in MovedPost.objects.filter(by=person).order_by("pk")
        ],
        "said_of_questions": [
            {"topic": titles.get(entry.question.topic_id), "what": entry.get_what_display(), "at": entry.at}
            for entry in QuestionEntry.objects.filter(by=person).select_related("question").order_by("pk")
        ],
        "answer_templates": list(
            AnswerTemplate.objects.filter(changed_by=person).by_title().values("title", "body", "changed_at")
        ),
        "held": [
            {
                "title": held.title,
                "text": rich_text.plain(held.body, person),
                "at": held.created_at,
                "state": held.get_state_display(),
                "reason": held.reason,
            }
            for held in HeldPost.objects.filter(author=person).order_by("pk")
        ],
        "reports": list(
            Report.objects.filter(person=person).order_by("pk").values("reason", "text", "at", "outcome", "note")
        ),
        "decided_reports": list(Report.objects.filter(decided_by=person).order_by("pk").values("note", "decided_at")),
        "decided_held": list(HeldPost.objects.filter(decided_by=person).order_by("pk").values("reason", "decided_at")),
        "hidden": list(Post.objects.filter(hidden_by=person).order_by("pk").values("hidden_reason", "hidden_at")),
    }


def erase(person: Any) -> None:
    """What was written stays, under *Akun dihapus*, for the name is the account's; what was found useful goes, and so
    do the categories that they looked after. So does what nobody else ever read: texts that are held. What was reported
    stays reported, by nobody and without a word."""
    CategoryUserGrant.objects.filter(user=person).delete()
    Reaction.objects.filter(person=person).delete()
    Report.objects.filter(person=person).update(person=None, text="")
    for held in HeldPost.objects.filter(author=person, post=None):
        attachments.detach(held)  # they are swept
        held.delete()


CONTRIBUTION = PersonalData(
    "forums",
    export,
    erase,
    columns=(
        "forums.Topic.author",
        "forums.Topic.title",
        "forums.Topic.closed_by",
        "forums.Topic.closed_reason",
        "forums.Topic.report_number",
        "forums.Topic.pinned_by",
        "forums.Topic.archived_by",
        "forums.CategoryUserGrant.user",
        "forums.MovedPost.by",
        "forums.Question.answered_by",
        "forums.QuestionEntry.by",
        "forums.AnswerTemplate.title",
        "forums.AnswerTemplate.body",
        "forums.AnswerTemplate.changed_by",
        "forums.Post.author",
        "forums.Post.body",
        "forums.Post.source",
        "forums.PostVersion.title",
        "forums.PostVersion.body",
        "forums.PostVersion.source",
        "forums.Reaction.person",
        "forums.Summary.author",
        "forums.Summary.body",
        "forums.Summary.source",
        "forums.Report.person",
        "forums.Report.text",
        "forums.Report.decided_by",
        "forums.Report.note",
        "forums.HeldPost.author",
        "forums.HeldPost.title",
        "forums.HeldPost.body",
        "forums.HeldPost.source",
        "forums.HeldPost.report_number",
        "forums.HeldPost.decided_by",
        "forums.HeldPost.reason",
        "forums.Post.hidden_by",
        "forums.Post.hidden_reason",
    ),
)
