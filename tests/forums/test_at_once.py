"""Twenty people answer at the same moment: numbers without gaps, counts that hold, nobody refused."""

from typing import Any

import pytest
from django.test import Client

from commons.editing import digest
from forums.actions import delete_post, hide_post, open_topic, publish_post, restore_post, send_post, show_post
from forums.models import Category, HeldPost, Post, PostVersion, Question, Reaction, Report, Topic
from forums.queries import facts_of_post
from tests.forums.town import general, make_question, make_topic
from tests.guards.at_once import posting, together
from tests.people import People, person
from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def numbers(topic: Topic) -> list[int]:
    return list(topic.posts.order_by("number").values_list("number", flat=True))


def test_f7_twenty_answers_at_once_have_numbers_without_gaps(people: People) -> None:
    topic = make_topic(people)
    writers = [person(f"warga-{n}", f"Warga {n}") for n in range(20)]
    path = f"/forum/topik/{topic.pk}/balas/"
    answers = together([posting(one, path, body=f"Saya {n}, @putri.") for n, one in enumerate(writers)])
    topic.refresh_from_db()
    assert answers == [303] * 20
    assert numbers(topic) == list(range(1, 22))
    assert (topic.posts_count, topic.shown_count, topic.replies_count) == (21, 21, 20)
    assert topic.last_post_at == max(topic.posts.values_list("created_at", flat=True))


def test_f4_one_form_sent_ten_times_at_once_is_one_answer(people: People) -> None:
    topic = make_topic(people)
    path = f"/forum/topik/{topic.pk}/balas/"
    answers = together([posting(people.bayu, path, body="Sekali.", once="kunci-balasan") for _ in range(10)])
    assert answers == [303] * 10
    assert numbers(topic) == [1, 2]


def test_f7_hiding_while_others_write_leaves_counts_that_hold(people: People) -> None:
    topic = make_topic(people)
    posts = [publish_post(topic=topic, author=people.bayu, body=f"Nomor {n}") for n in range(6)]
    for post in posts[3:]:
        hide_post(post=post, by=people.ratna, reason="Iklan obat")
    together(
        [
            *(lambda post=post: hide_post(post=post, by=people.putri, reason="Iklan obat") for post in posts[:3]),
            *(lambda post=post: show_post(post=post, by=people.ratna) for post in posts[3:]),
            *(lambda: publish_post(topic=topic, author=people.dewi, body="Lagi.") for _ in range(6)),
            *(
                lambda n=n: open_topic(category=general(), author=people.tukimin, title=f"Topik ke-{n}", body="Isi.")
                for n in range(4)
            ),
        ]
    )
    topic.refresh_from_db()
    assert numbers(topic) == list(range(1, 14))
    assert topic.posts_count == 13
    assert topic.shown_count == Post.objects.filter(topic=topic).shown().count() == 10
    assert Category.objects.get(title="Umum").topics_count == Topic.objects.listed().count() == 5


def test_f7_pressing_on_eight_connections_is_counted_as_it_is(people: People) -> None:
    topic = make_topic(people)
    path = f"/forum/topik/{topic.pk}/bermanfaat/"
    for _ in range(5):
        answers = together([posting(people.bayu, path, **{what: "1"}) for what in ("ya", "tidak") * 4])
        assert answers == [303] * 8
    together([posting(one, path, ya="1") for one in (people.bayu, people.dewi, people.tukimin) * 3])
    assert Reaction.objects.filter(post=topic.posts.get()).count() == 3
    assert "Bermanfaat 3<" in Client().get(topic.get_absolute_url()).content.decode()


def test_f5_of_two_changes_at_once_one_is_saved_and_one_is_shown_the_other(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Satu.")
    path, seen = f"/forum/topik/{post.topic_id}/kiriman/{post.pk}/ubah/", digest(facts_of_post(post))
    answers = together([posting(people.bayu, path, body=f"Dari layar {n}.", seen=seen) for n in range(4)])
    assert sorted(answers) == [303, 409, 409, 409]
    assert PostVersion.objects.get().number == 1


def test_f4_one_form_of_a_change_sent_ten_times_at_once_is_one_version(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Satu.")
    path, seen = f"/forum/topik/{post.topic_id}/kiriman/{post.pk}/ubah/", digest(facts_of_post(post))
    answers = together([posting(people.bayu, path, body="Dua.", seen=seen, once="kunci-perubahan") for _ in range(10)])
    assert answers == [303] * 10
    assert PostVersion.objects.count() == 1


def test_f7_deleting_while_others_write_and_hide_leaves_counts_that_hold(people: People) -> None:
    topic = make_topic(people)
    posts = [publish_post(topic=topic, author=people.bayu, body=f"Nomor {n}") for n in range(6)]
    for post in posts[4:]:
        delete_post(post=post, by=people.bayu)
    together(
        [
            *(lambda post=post: delete_post(post=post, by=people.bayu) for post in posts[:2]),
            *(lambda post=post: hide_post(post=post, by=people.putri, reason="Iklan obat") for post in posts[2:4]),
            *(lambda post=post: restore_post(post=post, by=people.bayu) for post in posts[4:]),
            *(lambda: publish_post(topic=topic, author=people.dewi, body="Lagi.") for _ in range(4)),
        ]
    )
    topic.refresh_from_db()
    assert topic.shown_count == Post.objects.filter(topic=topic).shown().count() == 7


def test_twenty_questions_at_once_have_numbers_without_gaps(people: People, town: Town) -> None:
    askers = [person(f"warga-{n}", f"Warga {n}") for n in range(20)]
    words = {"category": str(general().pk), "kind": "question", "body": "Kapan?", "asked": str(town.office.pk)}
    asked = [posting(one, "/forum/baru/", **words, title=f"Pertanyaan ke-{n}") for n, one in enumerate(askers)]
    assert together(asked) == [303] * 20
    assert sorted(Question.objects.values_list("serial", flat=True)) == list(range(1, 21))


def test_of_two_who_answer_at_once_one_answers(people: People, town: Town) -> None:
    topic = make_question(people, town)
    path = f"/forum/topik/{topic.pk}/jawab/"
    together([posting(one, path, body=f"Jawaban {one.handle} untuk Ibu.") for one in (people.ratna, people.putri)])
    assert numbers(topic) == [1, 2]
    assert Question.objects.get().answer == topic.posts.get(number=2)


def test_f7_held_posts_that_are_let_through_at_once_have_numbers_without_gaps(people: People, settings: Any) -> None:
    settings.FORUM_HELD_POSTS = 2
    topic = make_topic(people)
    writers = [person(f"warga-{n}", f"Warga {n}") for n in range(6)]
    for n, one in enumerate(writers):
        send_post(topic=topic, author=one, body=f"Saya {n}.")
    held = list(HeldPost.objects.order_by("pk"))
    answers = together(
        [
            *(posting(people.putri, f"{one.get_absolute_url()}tampilkan/") for one in held),
            *(posting(people.ratna, f"{one.get_absolute_url()}tampilkan/") for one in held),
            *(lambda: publish_post(topic=topic, author=people.dewi, body="Lagi.") for _ in range(4)),
        ]
    )
    topic.refresh_from_db()
    assert numbers(topic) == list(range(1, 12))
    assert (topic.posts_count, topic.shown_count) == (11, 11)
    assert Post.objects.filter(author__in=writers).count() == 6, "each once, whoever pressed first"
    assert set(answers[:12]) <= {303, 403}


def test_f4_one_post_reported_by_one_person_at_once_is_one_report(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Iklan.")
    path = f"/forum/topik/{post.topic_id}/kiriman/{post.pk}/laporkan/"
    answers = together([posting(people.dewi, path, reason="spam") for _ in range(8)])
    assert answers == [303] * 8
    assert Report.objects.count() == 1
