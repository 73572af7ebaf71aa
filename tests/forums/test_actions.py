"""Topics and posts: who writes where, numbers without gaps, and who is told."""

import pytest
from django.db import DatabaseError, transaction

from activity.models import Activity, ActivityRecipient, Follow, ReadMark
from commons.access import Refused
from commons.models import Epoch
from commons.rich_text import plain
from forums.actions import close_topic, hide_post, open_topic, publish_post, reopen_topic, show_post
from forums.models import Category, Post, Topic
from projects.models import Project
from tests.forums.town import announcements, general, make_topic
from tests.people import People
from tests.town import Town

pytestmark = pytest.mark.django_db


def told(verb: str) -> set[tuple[str, str]]:
    """Reason and handle of those whom the newest fact of this kind concerns directly."""
    newest = Activity.objects.filter(verb=f"forums.{verb}").latest("pk")
    return set(ActivityRecipient.objects.filter(activity=newest).values_list("reason", "person__handle"))


def test_a_topic_begins_with_its_first_post_and_its_author_follows_it(people: People) -> None:
    topic = open_topic(category=general(), author=people.sunarti, title="Parkir di gang", body="Motor menutup jalan.")
    post = topic.posts.get()
    assert (post.number, post.author, plain(post.body, people.bayu)) == (1, people.sunarti, "Motor menutup jalan.")
    assert (topic.posts_count, topic.shown_count, topic.last_post_at) == (1, 1, post.created_at)
    assert Follow.objects.filter(person=people.sunarti, thread=topic.thread).exists()
    assert topic.thread.parent == general().thread
    assert topic.thread.audience == general().audience
    assert general().topics_count == 1


def test_answers_are_numbered_and_counted(people: People) -> None:
    topic = make_topic(people)
    numbers = [publish_post(topic=topic, author=people.bayu, body=f"Jawaban {n}").number for n in range(3)]
    topic.refresh_from_db()
    assert numbers == [2, 3, 4]
    assert (topic.posts_count, topic.shown_count, topic.replies_count) == (4, 4, 3)


def test_f1_whoever_is_mentioned_hears_it_once(people: People) -> None:
    topic = make_topic(people)
    publish_post(
        topic=topic, author=people.bayu, body="`@putri` @dewi dan @DEWI\n\n> @ratna\n\nsurel tukimin@contoh.id"
    )
    assert told("post_published") == {("mentioned", "dewi")}


def test_announcements_are_begun_by_the_office_and_answered_by_everybody(people: People) -> None:
    with pytest.raises(Refused):
        make_topic(people, category=announcements(), author=people.sunarti)
    topic = make_topic(people, category=announcements(), author=people.putri, kind="announcement")
    assert publish_post(topic=topic, author=people.sunarti, body="Terima kasih.").number == 2


def test_an_announcement_is_the_offices_in_every_category(people: People) -> None:
    with pytest.raises(Refused):
        make_topic(people, kind="announcement")
    assert make_topic(people, author=people.ratna, kind="announcement").kind == "announcement"


def test_p3_nobody_speaks_for_an_organisation_that_is_not_theirs(people: People, town: Town) -> None:
    topic = make_topic(people)
    with pytest.raises(Refused):
        publish_post(topic=topic, author=people.bayu, body="Dari kami.", acting_as=town.ngo)
    assert publish_post(topic=topic, author=people.bayu, body="Dari kami.", acting_as=town.firm).acting_as == town.firm


def test_a_closed_topic_takes_no_answer_until_it_is_opened_again(people: People) -> None:
    topic = close_topic(topic=make_topic(people), by=people.sunarti, reason="Sudah beres.")
    with pytest.raises(Refused):
        publish_post(topic=topic, author=people.bayu, body="Satu lagi.")
    with pytest.raises(Refused):
        reopen_topic(topic=topic, by=people.sunarti)
    reopen_topic(topic=topic, by=people.putri)
    assert publish_post(topic=topic, author=people.bayu, body="Satu lagi.").number == 2


def test_others_do_not_close_a_topic(people: People) -> None:
    with pytest.raises(Refused):
        close_topic(topic=make_topic(people), by=people.bayu)


def test_whoever_answers_follows_and_has_read_what_they_saw(people: People) -> None:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.dewi, body="Dua.")
    publish_post(topic=topic, author=people.bayu, body="Tiga.", seen=1)
    assert Follow.objects.filter(person=people.bayu, thread=topic.thread).exists()
    assert not ReadMark.objects.filter(person=people.bayu, thread=topic.thread).exists(), "the second was not seen"
    publish_post(topic=topic, author=people.bayu, body="Empat.", seen=3)
    assert ReadMark.objects.get(person=people.bayu, thread=topic.thread).position == 4


def test_a_post_raises_the_version_of_its_topic_and_never_the_epoch(people: People) -> None:
    topic = make_topic(people)
    version, epoch = topic.version, Epoch.objects.current()
    publish_post(topic=topic, author=people.bayu, body="Dua.")
    topic.refresh_from_db()
    assert topic.version > version
    assert Epoch.objects.current() == epoch


def test_f10_a_hidden_post_keeps_its_place_and_its_answers_and_counts_follow(people: People) -> None:
    topic = make_topic(people)
    bad = publish_post(topic=topic, author=people.bayu, body="Kasar @dewi")
    publish_post(topic=topic, author=people.dewi, body="Jangan begitu.")
    epoch = Epoch.objects.current()
    hide_post(post=bad, by=people.putri, reason="Menghina tetangga")
    topic.refresh_from_db()
    assert (topic.posts_count, topic.shown_count, topic.replies_count) == (3, 2, 1)
    assert Epoch.objects.current() > epoch
    assert told("post_hidden") == {("concerned", "bayu")}
    assert Activity.objects.get(verb="forums.post_published", target_id=bad.pk).withdrawn_at is not None
    show_post(post=bad, by=people.putri)
    topic.refresh_from_db()
    assert (topic.shown_count, topic.posts.shown().count()) == (3, 3)


def test_f9_the_first_post_takes_its_topic_out_of_the_lists_and_back(people: People) -> None:
    topic = make_topic(people, title="Judul yang menghina")
    publish_post(topic=topic, author=people.dewi, body="Dua.")
    hide_post(post=topic.posts.get(number=1), by=people.putri, reason="Menghina")
    topic.refresh_from_db()
    assert (topic.is_hidden, str(topic), topic.replies_count) == (True, "Topik yang disembunyikan", 1)
    assert "menghina" not in topic.get_absolute_url()
    assert not Topic.objects.listed().filter(pk=topic.pk).exists()
    assert general().topics_count == 0
    show_post(post=topic.posts.get(number=1), by=people.putri)
    topic.refresh_from_db()
    assert (topic.is_hidden, str(topic), general().topics_count) == (False, "Judul yang menghina", 1)


def test_f9_the_only_post_may_be_hidden(people: People) -> None:
    topic = make_topic(people)
    hide_post(post=topic.posts.get(), by=people.putri, reason="Iklan obat")
    topic.refresh_from_db()
    assert (topic.shown_count, topic.replies_count, topic.last_post_at) == (0, 0, topic.created_at)


def test_a_post_is_hidden_once_and_by_those_who_may(people: People) -> None:
    post = make_topic(people).posts.get()
    for somebody in (people.sunarti, people.bayu):
        with pytest.raises(Refused):
            hide_post(post=post, by=somebody, reason="Tidak suka")
    hide_post(post=post, by=people.putri, reason="Iklan obat")
    with pytest.raises(Refused):
        hide_post(post=post, by=people.ratna, reason="Iklan obat")


def test_a_post_keeps_its_number_and_is_never_deleted(people: People) -> None:
    post = make_topic(people).posts.get()
    for act in (lambda: Post.objects.filter(pk=post.pk).update(number=7), lambda: Post.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_o5_a_private_projects_forum_takes_nothing_from_strangers(people: People, private_project: Project) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    assert (category.audience, category.thread) == (private_project.audience, private_project.thread)
    for stranger in (people.bayu, people.sunarti):
        with pytest.raises(Refused):
            make_topic(people, category=category, author=stranger)
    topic = make_topic(people, category=category, author=people.rizky)
    with pytest.raises(Refused):
        publish_post(topic=topic, author=people.bayu, body="Boleh ikut?")
    assert publish_post(topic=topic, author=people.ratna, body="Lanjut.").number == 2
