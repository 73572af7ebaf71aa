"""The forum of the demo: its categories, and what its people wrote there."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from activity.actions import begin_to_follow, name_thread, open_thread
from activity.models import Activity
from commons import rich_text
from commons.demo import Counted, Town, counted
from commons.demo.content import content, moment
from commons.models import Audience
from forums import answers_demo, safety_demo
from forums.actions import open_forum
from forums.models import Category, Post, PostVersion, Reaction, Topic
from forums.queries import quoted
from stakeholders.models import Organisation

People = Mapping[str, User]
Organisations = Mapping[str, Organisation]
FIRST = {"info": "Pengumuman", "umum": "Umum"}  # a migration has made them: they are given the demo's names


def load(town: Town) -> dict[str, Topic]:
    """Topics by their key; what is there already is left alone."""
    people, organisations = town["accounts.person"], town["stakeholders.organisation"]
    categories = {row["key"]: _category(row) for row in content()["forum_categories"]}
    categories |= {
        row["key"]: open_forum(organisation=organisations[row["organisation"]], by=people[row["opened_by"]])
        for row in content()["organisation_forums"]
    }
    topics = {
        row["key"]: _topic(row, categories[row["category"]], people, organisations) for row in content()["topics"]
    }
    answers_demo.load(topics, people, organisations)
    safety_demo.load(topics, people)
    return topics


def counts() -> Iterator[Counted]:
    """Categories, topics by kind, what was written, and what is closed or was hidden."""
    topics, posts = Topic.objects.all(), Post.objects.all()
    yield "category", "of the forum", Category.objects.filter(is_owned=False).count()
    yield "category", "of an organisation", Category.objects.exclude(organisation=None).count()
    yield from counted("topic", topics, "kind", Topic.Kind.values)
    yield "topic", "pinned", topics.pinned().count()
    yield "post", "reply", posts.filter(number__gt=1).count()
    yield "post", "for an organisation", posts.exclude(acting_as=None).count()
    yield "post", "that was changed", posts.exclude(edited_at=None).count()
    yield "reaction", "useful", Reaction.objects.count()
    yield from answers_demo.counts()
    yield from safety_demo.counts()


def _category(row: dict[str, Any]) -> Category:
    found = Category.objects.filter(title__in=[row["name"], FIRST.get(row["key"], "")], is_owned=False).first()
    facts = {
        "title": row["name"],
        "title_en": row["name_en"],
        "description": row["description"],
        "order": row["order"],
        "starters": Category.Starters.STAFF if row["kind"] == Topic.Kind.ANNOUNCEMENT else Category.Starters.EVERYBODY,
    }
    if found is not None:
        Category.objects.filter(pk=found.pk).update(**facts)
        return found
    audience = Audience.objects.create(visibility=row["visibility"])
    thread = open_thread("forums.category", audience)
    category = Category.objects.create(audience=audience, thread=thread, own_visibility=row["visibility"], **facts)
    name_thread(thread, category)
    return category


def _topic(row: dict[str, Any], category: Category, people: People, orgs: Organisations) -> Topic:
    found = Topic.objects.filter(title=row["title"]).first()
    if found is not None:
        return found
    began = moment(row["day"])
    first = {"by": row["author"], "on_behalf_of": row["on_behalf_of"], "hours_after": 0, "text": row["body"]}
    written = [first, *row["replies"]]
    times = [_time(began, post["hours_after"]) for post in written]
    thread = open_thread("forums.topic", category.audience, category.thread)
    is_closed = row["status"] == Topic.State.CLOSED
    topic = Topic.objects.create(
        category=category,
        kind=row["kind"],
        title=row["title"],
        state=Topic.State.CLOSED if is_closed else Topic.State.OPEN,
        closed_at=times[-1] if is_closed else None,
        closed_by=people[row["author"]] if is_closed else None,
        pinned_at=began if row["pinned"] else None,
        pinned_by=people[row["author"]] if row["pinned"] else None,
        author=people[row["author"]],
        acting_as=orgs.get(row["on_behalf_of"]),
        created_at=began,
        posts_count=len(written),
        shown_count=len(written),
        last_post_at=times[-1],
        thread=thread,
    )
    name_thread(thread, topic)
    Category.objects.filter(pk=category.pk).update(topics_count=F("topics_count") + 1)
    for number, (row_of_post, at) in enumerate(zip(written, times, strict=True), 1):
        author, organisation = people[row_of_post["by"]], orgs.get(row_of_post["on_behalf_of"])
        text = quoted(topic, row_of_post.get("quotes")) + row_of_post["text"]
        post = _post(topic, number=number, at=at, text=text, author=author, organisation=organisation)
        if before := row_of_post.get("before"):
            _was_changed(post, before)
        if topic.kind == Topic.Kind.QUESTION and author != topic.author:
            Reaction.objects.create(post=post, person=topic.author, at=at)
    return topic


def _was_changed(post: Post, before: str) -> None:
    """What it said at first, until a minute later."""
    written = rich_text.written(before)
    PostVersion.objects.create(
        post=post, number=1, body=written.shown, source=written.source, written_at=post.created_at
    )
    Post.objects.filter(pk=post.pk).update(edited_at=post.created_at + timedelta(minutes=1))


def _time(began: datetime, hours: float) -> datetime:
    """Never in the future, and in the order of the posts."""
    return min(began + timedelta(hours=hours), timezone.now() - timedelta(minutes=2))


def _post(
    topic: Topic, *, number: int, at: datetime, text: str, author: User, organisation: Organisation | None
) -> Post:
    """Old news: it is in the history, and in nobody's mail, for `number_untold` counts it as told."""
    written = rich_text.written(text)
    post = Post.objects.create(
        topic=topic,
        number=number,
        author=author,
        acting_as=organisation,
        body=written.shown,
        source=written.source,
        lang=author.language,
        created_at=at,
    )
    begin_to_follow(author, topic.thread)
    activity = Activity.objects.create(
        verb="forums.topic_opened" if number == 1 else "forums.post_published",
        actor=author,
        acting_as=organisation.group if organisation else None,
        thread=topic.thread,
        target=post,
    )
    Activity.objects.filter(pk=activity.pk).update(created_at=at)
    return post
