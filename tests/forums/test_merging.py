"""Posts go to another topic: numbers are given once, every old address leads after them, and what hangs on them goes
along."""

import re

import pytest
from django.db import InternalError, transaction
from django.test import Client

from activity.actions import follow, read_up_to
from activity.models import Activity, Follow, ReadMark
from commons import attachments
from commons.access import Refused
from forums.actions import (
    edit_post,
    find_useful,
    hide_post,
    mark_answer,
    merge_topic,
    move_topic,
    name_moderator,
    open_category,
    pin_topic,
    publish_post,
    split_topic,
)
from forums.models import Category, MovedPost, Post, Question, QuestionEntry, Topic
from forums.queries import quoted
from notifications.fanout import dispatch
from notifications.models import Notification
from projects.models import Project
from tests.environment import empty_cache
from tests.forums.test_pages import statements
from tests.forums.town import general, make_question, make_topic
from tests.guards.at_once import posting, together
from tests.guards.cast import picture
from tests.people import People, person, signed_in
from tests.projects.test_letters import letters
from tests.sinks import MailSink, mail_sink  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db


def now(topic: Topic) -> Topic:
    return Topic.objects.select_related("category").get(pk=topic.pk)


def talk(people: People, title: str, answers: int, **facts: object) -> Topic:
    """A topic with so many answers, by bayu and dewi in turn."""
    topic = make_topic(people, title=title, body=f"Pembuka {title}", **facts)
    for n in range(answers):
        publish_post(topic=topic, author=(people.bayu, people.dewi)[n % 2], body=f"{title} {n + 2}")
    return now(topic)


def numbers(topic: Topic) -> list[int]:
    return list(topic.posts.order_by("number").values_list("number", flat=True))


def leads_to(path: str, browser: Client | None = None) -> str:
    """Where one arrives, over as many steps as it takes; the status where that is no page."""
    answer = (browser or Client()).get(path, follow=True)
    return (
        answer.redirect_chain[-1][0] if answer.redirect_chain and answer.status_code == 200 else str(answer.status_code)
    )


def private(project: Project) -> Category:
    return Category.objects.select_related("audience").get(pk=project.category_id)


def test_posts_go_behind_those_of_the_other_topic_in_their_order(people: People) -> None:
    one, other = talk(people, "Parkir motor", 3), talk(people, "Parkir di gang", 2)
    merge_topic(topic=one, into=other, by=people.putri)
    one, other = now(one), now(other)
    assert (numbers(one), numbers(other)) == ([], [1, 2, 3, 4, 5, 6, 7])
    assert [post.source for post in other.posts.order_by("number")[3:5]] == [
        ["Pembuka Parkir motor"],
        ["Parkir motor 2"],
    ]
    assert (other.posts_count, other.shown_count, other.replies_count) == (7, 7, 6)
    assert other.last_post_at == max(other.posts.values_list("created_at", flat=True))
    assert (one.posts_count, one.shown_count, one.moved_count) == (4, 0, 4)
    assert general().topics_count == Topic.objects.listed().count() == 1


def test_every_old_address_leads_to_where_the_post_stands_now(people: People) -> None:
    one, other = talk(people, "Parkir motor", 2), talk(people, "Parkir di gang", 1)
    post, old = one.posts.get(number=2), one.get_absolute_url()
    browser = signed_in(people.bayu)
    find_useful(post=post, by=people.dewi)
    edit_post(post=post, by=people.bayu, body="Diubah.")
    merge_topic(topic=one, into=other, by=people.putri)
    new = now(other).get_absolute_url()
    assert leads_to(old) == leads_to(f"/forum/topik/{one.pk}/") == f"{new}?no=3#no-3"
    assert leads_to(f"{old}?no=2") == leads_to(post.lasting_url) == f"{new}?no=4#no-4"
    assert leads_to(f"{old}?no=99") == new
    for page in ("riwayat", "bermanfaat"):
        assert leads_to(f"/forum/topik/{one.pk}/kiriman/{post.pk}/{page}/", browser) == (
            f"/forum/topik/{other.pk}/kiriman/{post.pk}/{page}/"
        )
    assert browser.post(f"/forum/topik/{one.pk}/balas/", {"body": "Ke mana?"}).status_code == 403


def test_old_addresses_lead_there_only_for_who_may_see_the_new_place(people: People, private_project: Project) -> None:
    one = talk(people, "Parkir motor", 1)
    other = talk(people, "Rahasia parkir", 0, category=private(private_project), author=people.rizky)
    post, old = one.posts.get(number=2), one.get_absolute_url()
    merge_topic(topic=one, into=other, by=people.putri)
    stranger, staff = signed_in(people.bayu), signed_in(people.putri)
    paths = (old, f"{old}?no=2", f"/forum/topik/{one.pk}/", post.lasting_url)
    for path in paths:
        assert stranger.get(path, follow=True).status_code == Client().get(path, follow=True).status_code == 404, path
        assert leads_to(path, staff).startswith(f"/forum/topik/{other.pk}-"), path
    assert stranger.get(f"/forum/topik/{one.pk}/kiriman/{post.pk}/bermanfaat/").status_code == 404
    move_topic(topic=other, to=general(), by=people.putri)
    assert leads_to(old).startswith(f"/forum/topik/{other.pk}-"), "it follows the topic to where that is seen"


def test_topics_merged_one_after_another_lead_to_the_last(people: People) -> None:
    one, two, three = (talk(people, f"Topik nomor {n}", 1) for n in range(3))
    old = one.get_absolute_url()
    merge_topic(topic=one, into=two, by=people.putri)
    merge_topic(topic=two, into=three, by=people.putri)
    assert now(one).merged_into_id == now(two).merged_into_id == three.pk
    assert leads_to(f"{old}?no=2") == f"{three.get_absolute_url()}?no=6#no-6"
    with pytest.raises(Refused):
        merge_topic(topic=one, into=three, by=people.putri)
    with pytest.raises(Refused):
        merge_topic(topic=three, into=two, by=people.putri)


def test_follows_marks_and_news_go_along(people: People) -> None:
    one, other = talk(people, "Parkir motor", 2), talk(people, "Parkir di gang", 1)
    reader, muted, fresh = person("tuti", "Tuti"), person("joko", "Joko"), person("wati", "Wati")
    follow(reader, one.thread, Follow.Level.ALL)
    follow(muted, one.thread)
    follow(muted, other.thread, Follow.Level.MUTED)
    read_up_to(reader, one.thread, 2)
    read_up_to(reader, other.thread, 2)
    read_up_to(fresh, one.thread, 3)
    publish_post(topic=one, author=people.bayu, body="Menurut @wati?")
    dispatch()
    merge_topic(topic=one, into=other, by=people.putri)
    levels = dict(Follow.objects.filter(thread=other.thread).values_list("person", "level"))
    assert (levels[reader.pk], levels[muted.pk]) == (Follow.Level.ALL, Follow.Level.MUTED)
    marks = dict(ReadMark.objects.filter(thread=other.thread).values_list("person", "position"))
    assert marks[reader.pk] == 4, "all of the one, and two of the other"
    assert fresh.pk not in marks, "who never read the one has it all to read"
    inbox = signed_in(fresh).get("/kotak-masuk/").content.decode()
    assert "Bayu Prasetyo menulis di Parkir di gang" in inbox
    assert "Parkir motor" not in inbox
    read_up_to(fresh, other.thread, 7)
    assert not Notification.objects.unread_by(fresh).exists(), "read there, it is read"


def test_a_letter_under_way_leads_to_the_new_place(people: People, mail_sink: MailSink) -> None:  # noqa: F811
    one, other = talk(people, "Parkir motor", 0), talk(people, "Parkir di gang", 0)
    reader = person("tuti", "Tuti")
    publish_post(topic=one, author=people.bayu, body="Menurut @tuti?")
    dispatch()
    merge_topic(topic=one, into=other, by=people.putri)
    ((subject, text),) = letters(mail_sink, reader.email or "")
    assert subject == "Balasan baru: Parkir di gang"
    assert f"/forum/topik/{other.pk}/?no=3#no-3" in text


def test_f12_quotes_reactions_pictures_and_versions_stay_with_their_post(people: People) -> None:
    one, other = talk(people, "Parkir motor", 0), talk(people, "Parkir di gang", 1)
    photo = attachments.receive(owner=people.bayu, upload=picture("pos"))
    post = publish_post(topic=one, author=people.bayu, body="Kami bantu cat.", photos=[photo])
    quoting = make_topic(people, title="Tempat lain", body=f"{quoted(now(one), 2)}Setuju.")
    find_useful(post=post, by=people.dewi)
    merge_topic(topic=one, into=other, by=people.putri)
    page = Client().get(other.get_absolute_url()).content.decode()
    assert "Bermanfaat 1<" in page
    assert photo.get_absolute_url().split("/")[2] in page
    shown = Client().get(quoting.get_absolute_url()).content.decode()
    assert f'href="{other.get_absolute_url()}?no=4#no-4">Bayu Prasetyo, kiriman 4</a>' in shown


def test_pictures_are_served_to_those_who_see_the_new_place(people: People, private_project: Project) -> None:
    one = talk(people, "Parkir motor", 0)
    other = talk(people, "Rahasia parkir", 0, category=private(private_project), author=people.rizky)
    photo = attachments.receive(owner=people.bayu, upload=picture("pos"))
    publish_post(topic=one, author=people.bayu, body="Begini.", photos=[photo])
    merge_topic(topic=one, into=other, by=people.putri)
    assert signed_in(people.bayu).get(photo.get_absolute_url()).status_code == 404
    assert signed_in(people.putri).get(photo.get_absolute_url()).status_code == 200


def test_a_numbered_question_takes_in_others_and_goes_nowhere(people: People, town: Town) -> None:
    question, one = make_question(people, town), talk(people, "Saluran mampet", 1, kind=Topic.Kind.QUESTION)
    with pytest.raises(Refused):
        merge_topic(topic=question, into=one, by=people.putri)
    mark_answer(post=one.posts.get(number=2), by=people.sunarti)
    merge_topic(topic=one, into=question, by=people.putri)
    left = Question.objects.get(topic=one)
    assert left.answer is None
    assert left.entries.last().what == QuestionEntry.What.UNMARKED
    owed = Question.objects.get(topic=question)
    assert owed.is_owed
    assert list(Question.objects.waiting()) == [owed]
    assert not Topic.objects.listed().unanswered().filter(pk=one.pk).exists()


def test_the_page_tells_what_a_merge_changes_and_finds_the_topic_by_its_address(
    people: People, private_project: Project
) -> None:
    one, other = talk(people, "Parkir motor gang", 1), talk(people, "Parkir motor di gang", 1)
    hidden = talk(people, "Rahasia parkir", 0, category=private(private_project), author=people.rizky)
    browser, path = signed_in(people.putri), f"/forum/topik/{one.pk}/gabung/"
    assert f'href="?into={other.pk}"' in browser.get(path).content.decode()
    for typed in (str(other.pk), f"#{other.pk}", f"http://testserver{other.get_absolute_url()}?no=2#no-2"):
        page = browser.get(path, {"into": typed}).content.decode()
        assert f'name="into" value="{other.pk}"' in page, typed
        assert "tidak berubah" in page
    page = browser.get(path, {"into": str(hidden.pk)}).content.decode()
    assert "Yang lain tidak melihatnya lagi" in page
    for typed in (str(one.pk), "apa saja", "999999", "/forum/topik/x/", str(10**30)):
        page = browser.get(path, {"into": typed}).content.decode()
        assert 'name="told"' not in page, typed
    moderator = person("fajar", "Fajar", offices=("moderator",))
    assert "tidak ditemukan" in signed_in(moderator).get(path, {"into": str(hidden.pk)}).content.decode()
    assert browser.post(path, {"into": str(hidden.pk), "told": "public"}).status_code == 422
    answer = browser.post(path, {"into": str(other.pk), "told": "public"})
    assert answer["Location"] == other.get_absolute_url()


def test_who_looks_after_one_category_merges_nothing_into_another(people: People) -> None:
    other = open_category(by=people.putri, title="Lingkungan", visibility="public")
    one, there = talk(people, "Parkir motor", 1), talk(people, "Parkir di gang", 1, category=other)
    name_moderator(category=general(), person=people.bayu, by=people.putri)
    with pytest.raises(Refused):
        merge_topic(topic=one, into=there, by=people.bayu)
    name_moderator(category=other, person=people.bayu, by=people.putri)
    merge_topic(topic=one, into=there, by=people.bayu)


def test_chosen_posts_become_a_topic_and_rows_lead_there(people: People) -> None:
    topic = talk(people, "Parkir motor", 5)
    pin_topic(topic=topic, by=people.putri)
    made = split_topic(topic=topic, numbers=[3, 5, 6], title="Lampu jalan mati", by=people.putri)
    topic, made = now(topic), now(made)
    assert (numbers(topic), numbers(made)) == ([1, 2, 4], [1, 2, 3])
    assert (topic.posts_count, topic.shown_count, made.posts_count, made.shown_count) == (6, 3, 3, 3)
    assert (made.author, made.category_id, made.is_hidden) == (people.dewi, topic.category_id, False)
    assert general().topics_count == Topic.objects.listed().count() == 2
    page = Client().get(topic.get_absolute_url()).content.decode()
    assert [int(n) for n in re.findall(r'id="no-(\d+)"', page)] == [1, 2, 3, 4, 5, 6]
    assert page.count(">Lampu jalan mati</a>") == 3
    moved = MovedPost.objects.get(topic=topic, number=5).post
    assert leads_to(moved.lasting_url) == f"{made.get_absolute_url()}?no=2#no-2"
    assert publish_post(topic=topic, author=people.bayu, body="Lagi.").number == 7, "no number is given twice"


def test_the_rows_that_posts_left_cost_nothing_once_they_are_kept(people: People) -> None:
    topic = talk(people, "Parkir motor", 5)
    split_topic(topic=topic, numbers=[3, 5, 6], title="Lampu jalan mati", by=people.putri)
    path = now(topic).get_absolute_url()
    assert statements(Client(), path) <= 4
    assert statements(signed_in(people.dewi), path) <= 6
    empty_cache()
    assert statements(Client(), path, warm=False) <= 6, "the posts, the rows, and what these lead to"


def test_follows_marks_and_notices_of_what_was_split_off_go_along(people: People) -> None:
    topic = talk(people, "Parkir motor", 2)
    reader, muted = person("tuti", "Tuti"), person("joko", "Joko")
    follow(reader, topic.thread, Follow.Level.ALL)
    follow(muted, topic.thread, Follow.Level.MUTED)
    read_up_to(reader, topic.thread, 3)
    publish_post(topic=topic, author=people.bayu, body="Lampu mati, @joko?")
    publish_post(topic=topic, author=people.dewi, body="Di gang Mawar juga.")
    publish_post(topic=topic, author=people.dewi, body="Soal parkir: setuju.")
    dispatch()
    publish_post(topic=topic, author=people.rizky, body="Lampunya @wati.")
    made = split_topic(topic=topic, numbers=[3, 4, 5, 7], title="Lampu jalan mati", by=people.putri)
    dispatch()
    levels = dict(Follow.objects.filter(thread=made.thread).values_list("person", "level"))
    assert (levels[reader.pk], levels[muted.pk]) == (Follow.Level.ALL, Follow.Level.MUTED)
    assert ReadMark.objects.get(thread=made.thread, person=reader).position == 1
    moved = Activity.objects.filter(target_id__in=made.posts.values("pk"), verb="forums.post_published")
    assert set(moved.values_list("thread", flat=True)) == {made.thread_id}
    told = Notification.objects.filter(person=reader, reason="follows")
    assert set(told.values_list("thread", flat=True)) == {topic.thread_id, made.thread_id}
    assert told.get(thread=topic.thread).count == 1, "the one answer about parking"
    assert told.get(thread=topic.thread).activity.thread_id == topic.thread_id
    inbox = signed_in(reader).get("/kotak-masuk/").content.decode()
    assert "menulis di Lampu jalan mati" in inbox
    assert "Dewi Lestari menulis di Parkir motor" in inbox


def test_o5_what_was_split_off_and_then_moved_away_is_told_to_nobody_who_may_not_see_it(
    people: People,
    private_project: Project,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    topic = talk(people, "Parkir motor", 0)
    reader = person("tuti", "Tuti")
    follow(reader, topic.thread, Follow.Level.ALL)
    publish_post(topic=topic, author=people.bayu, body="Kapulaga untuk @tuti.")
    dispatch()
    made = split_topic(topic=topic, numbers=[2], title="Kunci gudang", by=people.putri)
    move_topic(topic=made, to=private(private_project), by=people.putri)
    dispatch()
    assert all("Kapulaga" not in text for _, text in letters(mail_sink, reader.email or ""))
    browser = signed_in(reader)
    for path in ("/kotak-masuk/", now(topic).get_absolute_url(), "/cari/?q=kapulaga", "/forum/"):
        page = browser.get(path).content.decode()
        assert "Kunci gudang" not in page, path
        assert "Kapulaga" not in page, path
    assert not Notification.objects.unread_by(reader).visible_to(reader).exists()
    assert "Kiriman 2 dipindahkan." in browser.get(now(topic).get_absolute_url()).content.decode()
    assert "dipindahkan ke" in signed_in(people.putri).get(now(topic).get_absolute_url()).content.decode()


def test_what_answered_is_unanswered_where_it_is_split_off(people: People, town: Town) -> None:
    topic = make_question(people, town)
    post = publish_post(topic=topic, author=people.putri, body="Tanggal 2 Desember.", acting_as=town.office)
    mark_answer(post=post, by=people.sunarti)
    split_topic(topic=topic, numbers=[2], title="Jawaban lama", by=people.putri)
    assert Question.objects.get(topic=topic).is_owed


@pytest.mark.parametrize(
    ("chosen", "why"),
    [([1, 2], "Kiriman pembuka"), ([2, 9], "sudah tidak berada"), ([], "sudah tidak berada"), ([3], "masih terbaca")],
)
def test_f9_what_cannot_be_split_off(people: People, chosen: list[int], why: str) -> None:
    topic = talk(people, "Parkir motor", 2)
    hide_post(post=topic.posts.get(number=3), by=people.putri, reason="Iklan obat")
    with pytest.raises(Refused, match=why):
        split_topic(topic=topic, numbers=chosen, title="Lampu jalan mati", by=people.putri)


def test_posts_are_ticked_on_a_page_of_a_hundred(people: People) -> None:
    topic = talk(people, "Parkir motor", 3)
    browser, path = signed_in(people.putri), f"/forum/topik/{topic.pk}/pisah/"
    page = browser.get(path).content.decode()
    assert re.findall(r'name="numbers" value="(\d+)"', page) == ["2", "3", "4"]
    assert "#2, Bayu Prasetyo: Parkir motor 2" in page
    assert browser.post(path, {"title": "Lampu jalan mati"}).status_code == 422
    answer = browser.post(path, {"title": "Lampu jalan mati", "numbers": ["2", "4"]})
    assert numbers(Topic.objects.get(title="Lampu jalan mati")) == [1, 2]
    assert answer["Location"] == Topic.objects.get(title="Lampu jalan mati").get_absolute_url()


def test_the_database_refuses_a_move_without_a_trace_and_a_number_twice(people: People) -> None:
    topic, other = talk(people, "Parkir motor", 2), talk(people, "Parkir di gang", 1)
    post = topic.posts.get(number=2)
    for change in ({"number": 9}, {"topic": other, "number": 3}):
        with pytest.raises(InternalError, match="leaves a row behind"), transaction.atomic():
            Post.objects.filter(pk=post.pk).update(**change)
    split_topic(topic=topic, numbers=[2], title="Lampu jalan mati", by=people.putri)
    with pytest.raises(InternalError, match="given once"), transaction.atomic():
        Post.objects.create(topic=topic, number=2, author=people.bayu)
    for change in (lambda row: row.delete(), lambda row: MovedPost.objects.filter(pk=row.pk).update(number=8)):
        with pytest.raises(InternalError), transaction.atomic():
            change(MovedPost.objects.get())


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_at_once_into_each_other_one_is_refused(people: People) -> None:
    one, other = talk(people, "Parkir motor", 3), talk(people, "Parkir di gang", 3)
    together(
        [
            posting(people.putri, f"/forum/topik/{one.pk}/gabung/", into=str(other.pk), told="public"),
            posting(people.ratna, f"/forum/topik/{other.pk}/gabung/", into=str(one.pk), told="public"),
        ]
    )
    assert Topic.objects.filter(merged_into=None).count() == 1
    left = Topic.objects.get(merged_into=None)
    assert numbers(left) == list(range(1, 9))
    assert (left.shown_count, general().topics_count) == (8, 1)


@pytest.mark.django_db(transaction=True)
def test_f7_answers_splits_and_merges_at_once_leave_numbers_and_counts_that_hold(people: People) -> None:
    one, other = talk(people, "Parkir motor", 6), talk(people, "Parkir di gang", 2)
    writers = [person(f"warga-{n}", f"Warga {n}") for n in range(4)]
    split = {"title": "Lampu jalan mati", "numbers": ["3", "4"]}
    answers = together(
        [
            posting(people.putri, f"/forum/topik/{one.pk}/pisah/", **split),
            posting(people.ratna, f"/forum/topik/{one.pk}/pisah/", **split),
            posting(people.putri, f"/forum/topik/{one.pk}/gabung/", into=str(other.pk), told="public"),
            *(posting(writer, f"/forum/topik/{one.pk}/balas/", body="Saya ikut.") for writer in writers),
            *(posting(writer, f"/forum/topik/{other.pk}/balas/", body="Saya juga.") for writer in writers),
        ]
    )
    assert not any(isinstance(answer, Exception) or answer >= 500 for answer in answers), answers
    for topic in Topic.objects.all():
        assert topic.shown_count == Post.objects.filter(topic=topic).shown().count()
        gone = set(topic.moved_posts.values_list("number", flat=True))
        assert gone | set(numbers(topic)) == set(range(1, topic.posts_count + 1))
        assert gone & set(numbers(topic)) == set()
        assert topic.moved_count == len(gone)
    assert general().topics_count == Topic.objects.listed().count()
