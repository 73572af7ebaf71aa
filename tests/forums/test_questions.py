"""Questions that are owed an answer: number, clock, who answers, marks and reopens, and what happens beside it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.models import User
from activity.actions import tell_next_due
from activity.models import Activity, ActivityRecipient, Due
from commons.access import Refused, can
from commons.audience import set_visibility
from commons.calendar import at, due_after
from commons.models import Visibility
from forums.actions import (
    answer_question,
    archive_forum,
    clocks,
    close_topic,
    hide_post,
    mark_answer,
    publish_post,
    reopen_question,
    reopen_topic,
    unmark_answer,
)
from forums.models import ANSWER_DAYS, Category, Post, Question, QuestionYear, Topic
from forums.queries import may_be_asked, waiting_in_forum
from projects.models import Project
from stakeholders.actions import end_membership, suspend_organisation
from stakeholders.models import Organisation
from tests.forums.town import general, make_question, make_topic, overdue
from tests.people import People, person
from tests.town import Town

pytestmark = pytest.mark.django_db


def the(topic: Topic) -> Topic:
    """As it stands now."""
    return Topic.objects.select_related("question__asked", "category").get(pk=topic.pk)


def question_of(topic: Topic) -> Question:
    return Question.objects.get(topic=topic)


def story(topic: Topic) -> list[tuple[str, str]]:
    return list(question_of(topic).entries.values_list("what", "by__handle"))


def told(verb: str) -> set[tuple[str, str | None, str | None]]:
    """Reason, handle and group of those whom the newest fact of this kind concerns directly."""
    newest = Activity.objects.filter(verb=f"forums.{verb}").latest("pk")
    found = ActivityRecipient.objects.filter(activity=newest)
    return set(found.values_list("reason", "person__handle", "group__organisation__name"))


def waits_for(topic: Topic) -> set[str]:
    handles = dict(User.objects.values_list("pk", "handle"))
    rows = waiting_in_forum(timezone.now(), list(handles))
    return {handles[row.person_id] for row in rows if row.object_id == topic.pk}


def reminders(topic: Topic) -> dict[str, Any]:
    return dict(Due.objects.filter(kind=clocks.DUE, target_id=topic.pk, done_at=None).values_list("occasion", "due_at"))


def test_a_question_to_an_office_gets_a_number_and_five_working_days(people: People, town: Town) -> None:
    first, second = make_question(people, town), make_question(people, town, title="Kapan lampu diganti?")
    year = timezone.localtime().year
    assert [question_of(one).number for one in (first, second)] == [f"T-{year}-0001", f"T-{year}-0002"]
    question = question_of(first)
    assert question.asked_at is not None
    assert question.due_at == due_after(question.asked_at, ANSWER_DAYS)
    assert story(first) == [("asked", "sunarti")]
    assert told("question_asked") == {("your_turn", None, "Kelurahan Tanjung Barat")}
    assert not Activity.objects.filter(verb="forums.topic_opened").exists(), "it is told once"
    assert set(reminders(first)) == {"day", "late"}


def test_the_clock_runs_in_working_days(people: People, town: Town) -> None:
    asked = at(date(2026, 11, 27), 10)  # a Friday
    assert due_after(asked, ANSWER_DAYS).date() == date(2026, 12, 4)


def test_numbers_have_no_gaps_when_an_asking_fails(people: People, town: Town) -> None:
    make_question(people, town)
    with pytest.raises(Refused):
        make_question(people, town, asked=town.firm)
    make_question(people, town, title="Kapan lampu diganti?")
    assert list(Question.objects.order_by("pk").values_list("serial", flat=True)) == [1, 2]
    assert QuestionYear.objects.get().last == 2


def test_each_year_counts_from_one(people: People, town: Town) -> None:
    make_question(people, town)
    with transaction.atomic():
        assert clocks.next_serial(2031) == 1
        assert clocks.next_serial(2031) == 2


def test_offices_and_the_boards_of_the_neighbourhood_can_be_asked_and_nobody_else(people: People, town: Town) -> None:
    Organisation.objects.filter(pk=town.rw03.pk).update(kind="rw")
    assert set(may_be_asked(people.sunarti, general())) == {town.office, town.rw03}
    suspend_organisation(organisation=town.rw03, by=people.ratna, reason="Pengurus tidak dapat dihubungi.")
    assert set(may_be_asked(people.sunarti, general())) == {town.office}


def test_o5_an_office_that_cannot_read_a_private_part_is_not_asked_there(
    people: People, town: Town, private_project: Project
) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    assert category.audience.visibility == Visibility.PRIVATE
    assert town.office not in may_be_asked(people.rizky, category)
    with pytest.raises(Refused):
        make_question(people, town, category=category, author=people.rizky)
    assert not Question.objects.exists()


def test_an_announcement_and_a_discussion_are_asked_of_nobody(people: People, town: Town) -> None:
    for kind in ("announcement", "discussion"):
        with pytest.raises(Refused):
            make_question(people, town, kind=kind, author=people.putri)


def test_the_office_answers_once_and_its_clock_stops(people: People, town: Town) -> None:
    topic = make_question(people, town)
    post = answer_question(topic=topic, by=people.putri, body="Dikeruk tanggal 2 Desember.")
    question = question_of(topic)
    assert (post.number, post.acting_as, question.answer) == (2, town.office, post)
    assert question.answered_by == people.putri
    assert story(topic) == [("asked", "sunarti"), ("answered", "putri")]
    assert told("question_answered") == {("asked", "sunarti", None)}
    assert reminders(topic) == {}
    assert waits_for(topic) == set()
    with pytest.raises(Refused):
        answer_question(topic=topic, by=people.ratna, body="Dikeruk besok.")
    assert topic.posts.count() == 2


@pytest.mark.parametrize("who", ["sunarti", "bayu", "tukimin"])
def test_p3_nobody_answers_for_an_office_that_is_not_theirs(people: People, town: Town, who: str) -> None:
    topic = make_question(people, town)
    with pytest.raises(Refused):
        answer_question(topic=topic, by=getattr(people, who), body="Besok dikeruk.")
    assert not question_of(topic).is_answered


def test_a_post_that_was_written_for_the_office_is_marked_by_it_the_asker_or_staff(people: People, town: Town) -> None:
    topic = make_question(people, town)
    neighbour = publish_post(topic=topic, author=people.bayu, body="Besok, kata Pak RT.")
    office = publish_post(topic=topic, author=people.putri, body="Tanggal 2.", acting_as=town.office)
    staff = person("yuli", "Yuli", offices=("staff",))
    post = Post.objects.for_page(None).get(pk=office.pk)
    assert {who.handle for who in (people.sunarti, people.ratna, people.bayu, people.dewi, staff)
            if can(who, "forums.mark_answer", post)} == {"sunarti", "ratna", "yuli"}  # fmt: skip
    for who in (people.sunarti, staff, people.ratna):
        with pytest.raises(Refused):
            mark_answer(post=neighbour, by=who)
    mark_answer(post=office, by=people.sunarti)
    assert question_of(topic).answer == office
    assert told("answer_marked") == {("asked", "sunarti", None), ("concerned", "putri", None)}


def test_an_ordinary_question_is_marked_and_marked_anew_by_its_asker_or_staff(people: People, town: Town) -> None:
    topic = make_topic(people, kind="question", title="Ada yang punya tangga?")
    posts = [publish_post(topic=topic, author=people.bayu, body=f"Ada {n}") for n in range(2)]
    for who in (people.bayu, people.dewi):
        with pytest.raises(Refused):
            mark_answer(post=posts[0], by=who)
    mark_answer(post=posts[0], by=people.sunarti)
    with pytest.raises(Refused):
        mark_answer(post=posts[0], by=people.sunarti)
    mark_answer(post=posts[1], by=people.putri)
    assert question_of(topic).answer == posts[1]
    assert question_of(topic).number == ""
    unmark_answer(topic=topic, by=people.sunarti)
    assert not question_of(topic).is_answered
    assert Topic.objects.unanswered().get() == topic


@pytest.mark.parametrize("kind", ["discussion", "announcement"])
def test_nothing_but_a_question_is_answered(people: People, kind: str) -> None:
    topic = make_topic(people, author=people.putri, kind=kind)
    post = publish_post(topic=topic, author=people.bayu, body="Setuju.")
    with pytest.raises(Refused):
        mark_answer(post=post, by=people.putri)


def test_neither_the_question_itself_nor_what_is_hidden_is_its_answer(people: People) -> None:
    topic = make_topic(people, kind="question")
    bad = publish_post(topic=topic, author=people.bayu, body="Iklan.")
    hide_post(post=bad, by=people.putri, reason="Iklan obat")
    for post in topic.posts.all():
        with pytest.raises(Refused):
            mark_answer(post=post, by=people.sunarti)


def test_belum_terjawab_reopens_it_with_a_post_and_the_whole_time(people: People, town: Town) -> None:
    topic = make_question(people, town)
    overdue(topic, 3)
    answer_question(topic=topic, by=people.putri, body="Sedang kami cek.")
    post = reopen_question(topic=topic, by=people.sunarti, body="Tanggalnya belum disebut.")
    question = question_of(topic)
    assert not question.is_answered
    assert question.due_at == due_after(timezone.now(), ANSWER_DAYS)
    assert (post.number, post.author) == (3, people.sunarti)
    assert story(topic)[-1] == ("reopened", "sunarti")
    assert told("question_reopened") == {("your_turn", None, "Kelurahan Tanjung Barat")}
    assert set(reminders(topic)) == {"day", "late"}
    assert waits_for(topic) == {"ratna", "putri"}
    assert answer_question(topic=topic, by=people.ratna, body="2 Desember.").number == 4


def test_only_the_one_who_asked_says_that_it_is_not_answered_and_for_fourteen_days(people: People, town: Town) -> None:
    topic = make_question(people, town)
    with pytest.raises(Refused):
        reopen_question(topic=topic, by=people.sunarti, body="Belum dijawab.")
    answer_question(topic=topic, by=people.putri, body="Sedang kami cek.")
    for who in (people.bayu, people.putri, people.ratna):
        with pytest.raises(Refused):
            reopen_question(topic=topic, by=who, body="Belum dijawab.")
    Question.objects.filter(topic=topic).update(answered_at=timezone.now() - timedelta(days=15))
    with pytest.raises(Refused):
        reopen_question(topic=topic, by=people.sunarti, body="Belum dijawab.")


def test_a_mark_by_mistake_is_taken_back_and_wins_the_office_no_time(people: People, town: Town) -> None:
    topic = make_question(people, town)
    overdue(topic)
    due_at = question_of(topic).due_at
    answer_question(topic=topic, by=people.putri, body="Salah tempel.")
    with pytest.raises(Refused):
        unmark_answer(topic=topic, by=people.sunarti)
    with pytest.raises(Refused):
        unmark_answer(topic=topic, by=people.bayu)
    unmark_answer(topic=topic, by=people.ratna)
    assert question_of(topic).due_at == due_at
    assert Question.objects.late(timezone.now()).get() == question_of(topic)
    assert story(topic)[-1] == ("unmarked", "ratna")


def test_f11_a_hidden_answer_answers_nothing(people: People, town: Town) -> None:
    topic = make_question(people, town)
    post = answer_question(topic=topic, by=people.putri, body="Nomor telepon warga: rahasia.")
    hide_post(post=post, by=people.ratna, reason="Memuat data pribadi")
    assert not question_of(topic).is_answered
    assert waits_for(topic) == {"ratna", "putri"}
    assert story(topic)[-1] == ("unmarked", "ratna")


def test_who_owes_an_answer_does_not_get_rid_of_it_by_closing(people: People, town: Town) -> None:
    topic = make_question(people, town)
    moderator = person("fajar", "Fajar", offices=("moderator",))
    for who in (people.putri, people.ratna, moderator):
        with pytest.raises(Refused):
            close_topic(topic=topic, by=who, reason="Sudah.")
    close_topic(topic=topic, by=people.sunarti, reason="Sudah beres sendiri.")
    assert reminders(topic) == {}
    assert waits_for(topic) == set()
    with pytest.raises(Refused):
        answer_question(topic=topic, by=people.putri, body="Besok.")


def test_one_that_is_opened_again_has_the_whole_time(people: People, town: Town) -> None:
    topic = make_question(people, town)
    overdue(topic, 4)
    close_topic(topic=topic, by=people.sunarti)
    reopen_topic(topic=topic, by=people.putri)
    assert question_of(topic).due_at == due_after(timezone.now(), ANSWER_DAYS)
    assert waits_for(topic) == {"ratna", "putri"}
    assert story(topic)[-1] == ("restarted", "putri")


def test_what_is_answered_may_be_closed_by_staff(people: People, town: Town) -> None:
    topic = make_question(people, town)
    answer_question(topic=topic, by=people.putri, body="Besok.")
    assert close_topic(topic=topic, by=people.putri).state == "closed"
    with pytest.raises(Refused):
        reopen_question(topic=topic, by=people.sunarti, body="Belum dijawab.")


def test_it_waits_for_the_people_of_the_office_while_they_are_and_may_see_it(people: People, town: Town) -> None:
    topic = make_question(people, town)
    assert waits_for(topic) == {"ratna", "putri"}
    end_membership(membership=town.office.memberships.get(person=people.putri), by=people.putri)
    assert waits_for(topic) == {"ratna"}
    set_visibility(general().audience, Visibility.PRIVATE)
    assert waits_for(topic) == set()
    set_visibility(general().audience, Visibility.PUBLIC)
    archive_forum(general().pk)
    assert waits_for(topic) == set(), "nobody can answer there"


def test_one_that_moves_where_the_office_cannot_read_waits_for_nobody(
    people: People, town: Town, private_project: Project
) -> None:
    Organisation.objects.filter(pk=town.rw03.pk).update(kind="rw")
    topic = make_question(people, town, asked=town.rw03)
    assert waits_for(topic) == {"tukimin"}
    Topic.objects.filter(pk=topic.pk).update(category=private_project.category_id)
    assert waits_for(topic) == set()
    with pytest.raises(Refused):
        answer_question(topic=topic, by=people.tukimin, body="Besok.")


def tell_all() -> None:
    while tell_next_due():
        pass


def test_the_office_is_reminded_on_the_last_day_and_told_once_when_it_is_late(people: People, town: Town) -> None:
    topic = make_question(people, town)
    Due.objects.filter(kind=clocks.DUE, occasion="day").update(due_at=timezone.now() - timedelta(minutes=1))
    tell_all()
    assert told("question_due") == {("your_turn", None, "Kelurahan Tanjung Barat")}
    assert not Activity.objects.filter(verb=clocks.LATE).exists()
    overdue(topic)
    tell_all()
    tell_all()
    assert told("question_late") == {("your_turn", None, "Kelurahan Tanjung Barat"), ("asked", "sunarti", None)}
    assert Activity.objects.filter(verb=clocks.LATE).count() == 1


@pytest.mark.parametrize("how", ["answered", "hidden", "closed"])
def test_m2_nobody_is_reminded_of_what_is_over(people: People, town: Town, how: str) -> None:
    topic = make_question(people, town)
    overdue(topic)
    if how == "answered":
        answer_question(topic=topic, by=people.putri, body="Besok.")
    elif how == "closed":
        close_topic(topic=topic, by=people.sunarti)
    else:
        hide_post(post=topic.posts.get(), by=people.putri, reason="Iklan obat")
    tell_all()
    assert not Activity.objects.filter(verb__in=[clocks.DUE, clocks.LATE]).exists()


def test_the_database_holds_numbers_clocks_and_entries(people: People, town: Town) -> None:
    topic = make_question(people, town)
    question = question_of(topic)
    deeds = [
        lambda: Question.objects.filter(pk=question.pk).update(serial=77),
        lambda: Question.objects.filter(pk=question.pk).update(asked=town.rw03),
        lambda: Question.objects.filter(pk=question.pk).update(due_at=None),
        lambda: Question.objects.filter(pk=question.pk).update(answered_at=timezone.now()),
        lambda: question.entries.update(what="answered"),
        lambda: question.entries.all()._raw_delete("default"),
        lambda: Question.objects.filter(pk=question.pk)._raw_delete("default"),
    ]
    for deed in deeds:
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def test_every_act_makes_what_is_kept_of_the_topic_out_of_date(people: People, town: Town) -> None:
    topic = make_question(people, town)
    versions = [the(topic).version]
    acts = [
        lambda: answer_question(topic=topic, by=people.putri, body="Besok."),
        lambda: unmark_answer(topic=topic, by=people.putri),
        lambda: mark_answer(post=topic.posts.get(number=2), by=people.putri),
        lambda: reopen_question(topic=topic, by=people.sunarti, body="Jam berapa?"),
    ]
    for act in acts:
        act()
        versions.append(the(topic).version)
    assert versions == sorted(set(versions))
