"""Categories in two levels: where they stand, who sees them, who looks after them, and how they go."""

import pytest
from django.db import InternalError, transaction
from django.test import Client
from guardian.shortcuts import assign_perm

from activity.actions import follow
from activity.models import Follow, Thread
from commons.access import Refused, can
from commons.models import RightEntry
from forums.actions import (
    archive_topic,
    change_category,
    delete_category,
    dismiss_moderator,
    name_moderator,
    open_category,
    publish_post,
    shift_category,
)
from forums.models import Category, Topic
from forums.queries import categories_list, facts_of, may_start_in
from projects.models import Project
from tests.forums.town import announcements, general, make_topic
from tests.guards.at_once import posting, together
from tests.people import People, person, signed_in
from tests.town import Town

pytestmark = pytest.mark.django_db


def opened(people: People, title: str = "Lingkungan", visibility: str = "public", **facts: object) -> Category:
    made = open_category(by=people.putri, title=title, visibility=visibility, **facts)
    return Category.objects.select_related("audience", "parent").get(pk=made.pk)


def changed(people: People, category: Category, **facts: object) -> Category:
    known = facts_of(Category.objects.get(pk=category.pk))
    return change_category(category=category, by=people.putri, **(known | facts))


def page_of(browser: Client, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_the_database_refuses_a_third_level_from_both_sides(people: People) -> None:
    root, other = opened(people), opened(people, "Keamanan")
    child = opened(people, "Sampah", parent=root.pk)
    for category, parent in ((other, child), (root, other), (other, other)):
        with pytest.raises(InternalError), transaction.atomic():
            Category.objects.filter(pk=category.pk).update(parent=parent)


def test_the_form_says_why_a_category_cannot_stand_there(people: People) -> None:
    root = opened(people)
    child = opened(people, "Sampah", parent=root.pk)
    browser = signed_in(people.putri)
    form = {"title": "Lingkungan hidup", "visibility": "public", "icon": "recycle", "starters": "everybody"}
    form |= {"repliers": "everybody", "parent": str(general().pk)}
    answer = browser.post(f"/forum/{root.pk}/ubah/", form)
    assert answer.status_code == 422
    assert "Kategori ini memuat subkategori, jadi tidak dapat masuk ke kategori lain." in answer.content.decode()
    for parent in (child.pk, root.pk):
        answer = browser.post(f"/forum/{child.pk}/ubah/", form | {"parent": str(parent)})
        assert answer.status_code == (422 if parent == child.pk else 303)


def test_a_parent_that_went_away_meanwhile_is_refused(people: People) -> None:
    root = opened(people)
    child = opened(people, "Sampah", parent=root.pk)
    for parent in (child.pk, 999_999):
        with pytest.raises(Refused):
            open_category(by=people.putri, title="Tiga", visibility="public", parent=parent)


SIGHTS = [
    ("public", "public", {"visitor", "member", "partner", "staff"}),
    ("public", "members", {"member", "partner", "staff"}),
    ("members", "public", {"member", "partner", "staff"}),
    ("stakeholders", "members", {"partner", "staff"}),
    ("members", "stakeholders", {"partner", "staff"}),
]


@pytest.mark.parametrize(("parent", "child", "seen_by"), SIGHTS)
def test_a_subcategory_is_visible_only_where_both_are(
    people: People, town: Town, parent: str, child: str, seen_by: set[str]
) -> None:
    root = opened(people, visibility=parent)
    inner = opened(people, "Sampah", visibility=child, parent=root.pk)
    topic = make_topic(people, category=inner, author=people.putri)
    neighbour = person("joko", "Joko")
    browsers = {"visitor": Client(), "member": signed_in(neighbour), "partner": signed_in(people.bayu)}
    browsers["staff"] = signed_in(people.putri)
    for path in (inner.get_absolute_url(), topic.get_absolute_url()):
        assert {who for who, browser in browsers.items() if browser.get(path).status_code == 200} == seen_by, path
    for who, browser in browsers.items():
        assert (str(topic) in page_of(browser, "/forum/")) == (who in seen_by)


def test_a_parent_that_narrows_narrows_what_stands_in_it_at_once_and_back(people: People) -> None:
    root = opened(people)
    inner = opened(people, "Sampah", visibility="members", parent=root.pk)
    outside, neighbour = signed_in(people.sunarti), signed_in(person("joko", "Joko"))
    assert neighbour.get(inner.get_absolute_url()).status_code == 200
    changed(people, root, visibility="stakeholders")
    assert neighbour.get(inner.get_absolute_url()).status_code == 404
    assert outside.get(root.get_absolute_url()).status_code == 404, "sunarti speaks for nobody here"
    changed(people, root, visibility="public")
    assert neighbour.get(inner.get_absolute_url()).status_code == 200
    assert Client().get(inner.get_absolute_url()).status_code == 404, "what was chosen for it still holds"


def test_what_is_moved_under_a_narrower_category_is_seen_by_fewer(people: People) -> None:
    root, inner = opened(people, visibility="members"), opened(people, "Sampah")
    assert Client().get(inner.get_absolute_url()).status_code == 200
    changed(people, inner, parent=root.pk)
    assert Client().get(inner.get_absolute_url()).status_code == 404
    changed(people, inner, parent=None)
    assert Client().get(inner.get_absolute_url()).status_code == 200


def test_the_forum_and_the_page_of_a_category_show_both_levels(people: People) -> None:
    root = opened(people, icon=Category.Icon.WASTE)
    inner = opened(people, "Sampah", parent=root.pk)
    first = page_of(Client(), "/forum/")
    assert first.index(root.get_absolute_url()) < first.index(inner.get_absolute_url())
    assert '<li class="inner">' in first
    assert "#i-recycle" in first
    assert inner.get_absolute_url() in page_of(Client(), root.get_absolute_url())
    assert root.get_absolute_url() in page_of(Client(), inner.get_absolute_url())
    form = page_of(signed_in(people.sunarti), "/forum/baru/")
    assert "Lingkungan › Sampah" in form


def test_parts_stand_behind_their_own_category_however_they_are_ordered(people: People) -> None:
    first, second = opened(people, "Satu"), opened(people, "Dua")
    opened(people, "Satu b", parent=first.pk)
    opened(people, "Dua b", parent=second.pk)
    shift_category(category=second, by=people.putri, up=True)
    titles = [str(one) for one in categories_list(people.sunarti)]
    assert titles == ["Pengumuman", "Umum", "Dua", "Dua b", "Satu", "Satu b"]
    offered = [str(one) for one in may_start_in(people.sunarti)]
    assert offered == ["Umum", "Dua", "Dua b", "Satu", "Satu b"]


def test_buttons_move_a_category_among_those_beside_it(people: People) -> None:
    browser = signed_in(people.putri)
    opened(people)
    order = ["Pengumuman", "Umum", "Lingkungan"]
    steps = [("naik", ["Pengumuman", "Lingkungan", "Umum"]), ("naik", ["Lingkungan", "Pengumuman", "Umum"])]
    category = Category.objects.get(title="Lingkungan")
    for way, after in [*steps, ("naik", steps[-1][1]), ("turun", steps[0][1]), ("turun", order), ("turun", order)]:
        answer = browser.post(f"/forum/{category.pk}/urutan/", {"arah": way})
        assert answer["Location"] == f"/forum/kategori/#kategori-{category.pk}"
        assert [str(one) for one in categories_list(people.sunarti)] == after
    page = page_of(browser, "/forum/kategori/")
    assert "Naikkan Lingkungan" in page
    assert "Turunkan Lingkungan" not in page, "it is the last"
    assert browser.get(f"/forum/{category.pk}/urutan/").status_code == 405
    for other in (people.sunarti, people.bayu):
        assert signed_in(other).post(f"/forum/{category.pk}/urutan/", {"arah": "naik"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_categories_ordered_by_two_at_once_all_keep_a_place_of_their_own(people: People) -> None:
    general()
    made = [opened(people, f"Kategori {n}") for n in range(4)]
    shifts = [
        posting(who, f"/forum/{one.pk}/urutan/", arah=way)
        for one, way in zip(made, ("naik", "turun", "naik", "turun"), strict=True)
        for who in (people.putri, people.ratna)
    ]
    assert together(shifts) == [303] * 8
    places = list(Category.objects.filter(is_owned=False).values_list("order", flat=True))
    assert sorted(places) == [10 * n for n in range(1, len(places) + 1)]


@pytest.mark.django_db(transaction=True)
def test_of_two_that_would_stand_in_each_other_one_is_refused(people: People) -> None:
    general()
    one, other = opened(people, "Satu"), opened(people, "Dua")
    form = {"visibility": "public", "icon": "users", "starters": "everybody", "repliers": "everybody"}
    answers = together(
        [
            posting(people.putri, f"/forum/{one.pk}/ubah/", title="Satu", parent=str(other.pk), **form),
            posting(people.ratna, f"/forum/{other.pk}/ubah/", title="Dua", parent=str(one.pk), **form),
        ]
    )
    assert not any(isinstance(answer, Exception) or answer >= 500 for answer in answers)
    assert Category.objects.exclude(parent=None).count() == 1


def test_an_archived_category_takes_its_parts_along_and_all_stays_readable(people: People) -> None:
    root = opened(people)
    inner = opened(people, "Sampah", parent=root.pk)
    topic = make_topic(people, category=inner)
    changed(people, root, is_archived=True)
    for path in (root.get_absolute_url(), inner.get_absolute_url(), topic.get_absolute_url()):
        page_of(Client(), path)
    with pytest.raises(Refused):
        publish_post(topic=topic, author=people.bayu, body="Masih bisa?")
    assert inner not in categories_list(people.putri)
    with pytest.raises(Refused, match="induknya diarsipkan"):
        changed(people, inner, is_archived=False)
    changed(people, root, is_archived=False)
    changed(people, inner, is_archived=False)
    assert publish_post(topic=topic, author=people.bayu, body="Bisa lagi.").number == 2


def test_f8_a_category_with_topics_is_not_deleted_and_it_is_said_what_to_do(people: People) -> None:
    category = opened(people)
    follow(people.bayu, category.thread, Follow.Level.ALL)
    topic = make_topic(people, category=category)
    browser = signed_in(people.putri)
    answer = browser.post(f"/forum/{category.pk}/hapus/", follow=True)
    assert "Kategori ini memuat topik. Pindahkan dulu topiknya, atau arsipkan kategorinya." in answer.content.decode()
    for path in (category.get_absolute_url(), topic.get_absolute_url()):
        page_of(Client(), path)
    assert Category.objects.filter(pk=category.pk).exists()


def test_f8_an_empty_category_goes_and_every_old_address_says_so(people: People) -> None:
    category, browser = opened(people), signed_in(people.bayu)
    inner = opened(people, "Sampah", parent=category.pk)
    follow(people.bayu, category.thread, Follow.Level.ALL)
    name_moderator(category=category, person=people.bayu, by=people.putri)
    with pytest.raises(Refused, match="subkategori"):
        delete_category(category=category, by=people.putri)
    delete_category(category=inner, by=people.putri)
    answer = signed_in(people.putri).post(f"/forum/{category.pk}/hapus/")
    assert (answer.status_code, answer["Location"]) == (303, "/forum/kategori/")
    assert not Thread.objects.filter(kind="forums.category", object_id=category.pk).exists()
    assert RightEntry.objects.filter(held="moderate", what="taken").exists()
    for path in (category.get_absolute_url(), f"/forum/{category.pk}/ubah/"):
        page_of(browser, path, 404)
    for path in ("/forum/", "/kotak-masuk/", "/", f"/forum/baru/?kategori={category.pk}"):
        page_of(browser, path)


@pytest.mark.django_db(transaction=True)
def test_f8_a_category_that_is_deleted_while_a_topic_begins_loses_none(people: People) -> None:
    general()
    category = opened(people)
    words = {"category": str(category.pk), "kind": "discussion", "title": "Kerja bakti Minggu", "body": "Ikut?"}
    together(
        [
            posting(people.putri, f"/forum/{category.pk}/hapus/"),
            *(posting(one, "/forum/baru/", **words) for one in (people.bayu, people.dewi, people.rizky)),
        ]
    )
    topics = Topic.objects.filter(title="Kerja bakti Minggu")
    assert Category.objects.filter(pk=category.pk).exists() == topics.exists()


def test_in_a_category_of_the_office_only_staff_reply(people: People) -> None:
    category = opened(people, repliers=Category.Starters.STAFF)
    topic = make_topic(people, category=category)
    with pytest.raises(Refused):
        publish_post(topic=topic, author=people.bayu, body="Saya juga.")
    page = page_of(signed_in(people.bayu), topic.get_absolute_url())
    assert "Di kategori ini yang membalas hanya petugas kelurahan." in page
    assert publish_post(topic=topic, author=people.putri, body="Kami periksa.").number == 2


def test_a_moderator_looks_after_their_category_and_its_parts_and_nothing_else(people: People) -> None:
    root = opened(people)
    inner = opened(people, "Sampah", parent=root.pk)
    mine, deeper = make_topic(people, category=root), make_topic(people, category=inner)
    elsewhere = make_topic(people)
    rules = ("forums.close_topic", "forums.hide_post", "forums.move_topic", "forums.pin_topic", "forums.split_topic")
    name_moderator(category=root, person=people.bayu, by=people.putri)
    publish_post(topic=mine, author=people.dewi, body="Setuju.")
    publish_post(topic=deeper, author=people.dewi, body="Setuju.")

    def may(rule: str, topic: Topic) -> bool:
        found = Topic.objects.select_related("category").get(pk=topic.pk)
        return bool(can(people.bayu, rule, found))

    assert all(may(rule, topic) for rule in rules for topic in (mine, deeper))
    assert not any(may(rule, elsewhere) for rule in rules)
    assert not can(people.bayu, "forums.change_category", root)
    page = page_of(signed_in(people.bayu), mine.get_absolute_url())
    assert f"/forum/topik/{mine.pk}/pindah/" in page
    assert f"/forum/topik/{elsewhere.pk}/pindah/" not in page_of(signed_in(people.bayu), elsewhere.get_absolute_url())


def test_a_moderator_loses_it_at_once_and_both_are_noted(people: People) -> None:
    topic, browser = make_topic(people), signed_in(people.bayu)
    office = signed_in(people.putri)
    assert office.post(f"/forum/{general().pk}/moderator/", {"person": "@bayu"}).status_code == 303
    assert "Bayu Prasetyo" in page_of(office, f"/forum/{general().pk}/moderator/")
    assert browser.get(f"/forum/topik/{topic.pk}/sematkan/").status_code == 200
    assert office.post(f"/forum/{general().pk}/moderator/{people.bayu.pk}/cabut/").status_code == 303
    assert browser.get(f"/forum/topik/{topic.pk}/sematkan/").status_code == 403
    with pytest.raises(Refused):
        archive_topic(topic=topic, by=people.bayu)
    entries = RightEntry.objects.filter(held="moderate", user=people.bayu).order_by("pk")
    assert [(one.what, one.thing, one.by_id) for one in entries] == [
        ("given", "forums.Category", people.putri.pk),
        ("taken", "forums.Category", people.putri.pk),
    ]


def test_a_right_that_ends_between_the_door_and_the_lock_is_gone(people: People) -> None:
    topic = make_topic(people)
    name_moderator(category=general(), person=people.bayu, by=people.putri)
    assert can(people.bayu, "forums.archive_topic", Topic.objects.select_related("category").get(pk=topic.pk))
    dismiss_moderator(category=general(), person=people.bayu, by=people.putri)
    with pytest.raises(Refused):
        archive_topic(topic=topic, by=people.bayu)


def test_nobody_looks_after_what_they_cannot_see_and_only_staff_say_who(people: People, project: Project) -> None:
    hidden = opened(people, visibility="stakeholders")
    with pytest.raises(Refused, match="tidak dapat melihat"):
        name_moderator(category=hidden, person=person("joko", "Joko"), by=people.putri)
    with pytest.raises(Refused):
        name_moderator(category=general(), person=people.bayu, by=people.bayu)
    with pytest.raises(Refused):
        name_moderator(category=Category.objects.get(pk=project.category_id), person=people.bayu, by=people.putri)


def test_a_grant_on_another_category_helps_nowhere_else(people: People) -> None:
    assign_perm("moderate", people.bayu, announcements())
    topic = Topic.objects.select_related("category").get(pk=make_topic(people).pk)
    assert not can(people.bayu, "forums.pin_topic", topic)
