"""A post is changed by whoever wrote it; what it said before is kept and read, and nobody loses what they typed."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.actions import erase, leave
from activity.models import Activity, ActivityRecipient
from commons.access import Refused
from commons.editing import Overtaken, digest
from commons.models import Draft, Epoch
from commons.rich_text import plain, typed
from forums.actions import close_topic, delete_post, edit_post, hide_post, publish_post
from forums.models import Category, Post, PostVersion, Topic
from forums.queries import facts_of_post
from projects.models import Project
from stakeholders.actions import end_membership
from tests.forums.town import make_topic
from tests.people import People, signed_in
from tests.town import Town

pytestmark = pytest.mark.django_db


def text(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def told(post: Post) -> list[set[str]]:
    """Whom each change of this post told, by handle."""
    facts = Activity.objects.filter(verb="forums.post_edited", target_id=post.pk).order_by("pk")
    return [set(ActivityRecipient.objects.filter(activity=f).values_list("person__handle", flat=True)) for f in facts]


def at(post: Post, act: str) -> str:
    return f"/forum/topik/{post.topic_id}/kiriman/{post.pk}/{act}/"


def test_what_a_post_said_before_is_a_version(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Kami bantu **cat**.")
    first_written = post.created_at
    post = edit_post(post=post, by=people.bayu, body="Kami bantu cat dan kuas.")
    edited_at = post.edited_at
    post = edit_post(post=post, by=people.bayu, body="Kami bantu cat, kuas, dan tangga.")
    assert plain(post.body, people.dewi) == "Kami bantu cat, kuas, dan tangga."
    versions = list(post.versions.order_by("number"))
    assert [(v.number, plain(v.body, people.dewi), v.title) for v in versions] == [
        (1, "Kami bantu cat.", ""),
        (2, "Kami bantu cat dan kuas.", ""),
    ]
    assert [v.written_at for v in versions] == [first_written, edited_at]


def test_a_version_is_never_changed_and_never_lost(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Satu.")
    edit_post(post=post, by=people.bayu, body="Dua.")
    for act in (lambda: PostVersion.objects.update(body=[]), lambda: PostVersion.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_only_whoever_wrote_it_changes_a_post_and_only_while_the_talk_goes_on(people: People) -> None:
    topic = make_topic(people)
    post = publish_post(topic=topic, author=people.bayu, body="Satu.")
    for somebody in (people.sunarti, people.putri, people.ratna):
        with pytest.raises(Refused):
            edit_post(post=post, by=somebody, body="Lain.")
        assert signed_in(somebody).get(at(post, "ubah")).status_code == 403
    assert Client().get(at(post, "ubah")).status_code == 302
    close_topic(topic=topic, by=people.putri)
    with pytest.raises(Refused):
        edit_post(post=post, by=people.bayu, body="Lain.")
    assert plain(Post.objects.get(pk=post.pk).body, people.bayu) == "Satu."


def test_p3_who_speaks_for_an_organisation_no_more_changes_nothing_in_its_name(people: People, town: Town) -> None:
    post = publish_post(topic=make_topic(people), author=people.putri, body="Dari kami.", acting_as=town.office)
    edit_post(post=post, by=people.putri, body="Dari kami semua.")
    end_membership(membership=town.office.memberships.get(person=people.putri), by=people.putri)
    with pytest.raises(Refused):
        edit_post(post=post, by=people.putri, body="Kami mundur.")
    assert not PostVersion.objects.filter(number=2).exists()


def test_what_is_sent_unchanged_changes_nothing(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Satu, @dewi.")
    post = edit_post(post=post, by=people.bayu, body="Satu, @dewi.")
    assert post.edited_at is None
    assert not PostVersion.objects.exists()


def test_the_opening_post_changes_with_the_title_and_the_old_address_leads_on(people: People) -> None:
    topic = make_topic(people, title="Parkir di gang Mawar")
    old, epoch = topic.get_absolute_url(), Epoch.objects.current()
    browser = signed_in(people.sunarti)
    page = text(browser, at(topic.posts.get(), "ubah"))
    assert 'value="Parkir di gang Mawar"' in page
    answer = browser.post(
        at(topic.posts.get(), "ubah"), {"title": "Parkir motor di gang Mawar", "body": "Jalan tertutup."}
    )
    assert answer.status_code == 303
    topic.refresh_from_db()
    assert topic.title == "Parkir motor di gang Mawar"
    assert Epoch.objects.current() > epoch, "titles stand in pages that are kept"
    assert Client().get(old).status_code == 301
    assert PostVersion.objects.get().title == "Parkir di gang Mawar"
    assert "Parkir di gang Mawar" in text(Client(), at(topic.posts.get(), "riwayat"))


def test_an_answer_has_no_title_to_change(people: People) -> None:
    topic = make_topic(people, title="Parkir di gang Mawar")
    post = publish_post(topic=topic, author=people.bayu, body="Satu.")
    answer = signed_in(people.bayu).post(at(post, "ubah"), {"title": "Judul orang lain", "body": "Dua."})
    assert answer.status_code == 303
    assert Topic.objects.get(pk=topic.pk).title == "Parkir di gang Mawar"


def test_a_change_of_a_text_raises_the_version_and_not_the_epoch(people: People) -> None:
    topic = make_topic(people)
    post = publish_post(topic=topic, author=people.bayu, body="Kami bantu cat.")
    text(Client(), topic.get_absolute_url())
    epoch = Epoch.objects.current()
    edit_post(post=post, by=people.bayu, body="Kami bantu kuas.")
    assert Epoch.objects.current() == epoch
    page = text(Client(), topic.get_absolute_url())
    assert "Kami bantu kuas." in page
    assert "Kami bantu cat." not in page
    assert f'href="{at(post, "riwayat")}"' in page


def test_f1_a_change_tells_those_whom_no_earlier_text_mentioned_once(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Menurut @dewi?")
    edit_post(post=post, by=people.bayu, body="Menurut @dewi dan @tukimin, @tukimin?")
    edit_post(post=post, by=people.bayu, body="Menurut @dewi?")
    edit_post(post=post, by=people.bayu, body="Menurut @tukimin?")
    edit_post(post=post, by=people.bayu, body="Menurut @tukimin dan `@ratna`, @bayu?")
    assert told(post) == [{"tukimin"}, {"bayu"}]


def test_f12_the_form_names_whom_it_mentions_as_they_are_called_now(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Kata @dewi *begini*.\n\n> `@dewi`")
    assert "dewi" not in str(post.source)
    assert typed(post.source) == "Kata @dewi *begini*.\n\n> `@dewi`"
    leave(person=people.dewi, withdraws_consent=False)
    erase(person=people.dewi)
    page = text(signed_in(people.bayu), at(post, "ubah"))
    assert "@dewi" not in page
    assert f"Kata @akun-dihapus-{people.dewi.pk} *begini*." in page


def test_a_post_whose_typing_was_not_kept_begins_with_its_words(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Kami bantu **cat**.")
    Post.objects.filter(pk=post.pk).update(source=[])
    assert "Kami bantu cat.</textarea>" in text(signed_in(people.bayu), at(post, "ubah"))


def test_f5_whoever_saves_second_is_shown_both_texts(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Satu.")
    browser, seen = signed_in(people.bayu), digest(facts_of_post(post))
    assert f'value="{seen}"' in text(browser, at(post, "ubah"))
    assert browser.post(at(post, "ubah"), {"body": "Dari HP.", "seen": seen}).status_code == 303
    stale = browser.post(at(post, "ubah"), {"body": "Dari laptop.", "seen": seen})
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "Dari HP." in page
    assert "Dari laptop.</textarea>" in page
    post.refresh_from_db()
    assert plain(post.body, people.bayu) == "Dari HP."
    with pytest.raises(Overtaken):
        edit_post(post=post, by=people.bayu, body="Lagi.", seen=seen)
    again = browser.post(at(post, "ubah"), {"body": "Dari laptop.", "seen": digest(facts_of_post(post))})
    assert again.status_code == 303


def test_f4_a_change_that_arrives_twice_is_one_version(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Satu.")
    sent = {"body": "Dua.", "seen": digest(facts_of_post(post)), "once": "kunci-ubah"}
    answers = [signed_in(people.bayu).post(at(post, "ubah"), sent).status_code for _ in range(3)]
    assert answers == [303] * 3
    assert PostVersion.objects.count() == 1


def test_what_is_wrong_is_said_and_the_text_stays(people: People) -> None:
    topic = make_topic(people)
    answer = signed_in(people.sunarti).post(at(topic.posts.get(), "ubah"), {"title": "Pendek", "body": "Tetap ada."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tulis judul paling sedikit 8 huruf" in page
    assert "Tetap ada.</textarea>" in page


def test_a_change_that_was_begun_is_offered_again_and_gone_once_saved(people: People) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Satu.")
    Draft.objects.create(
        person=people.bayu, kind=f"forums.edit:{post.pk}", action=at(post, "ubah"), values=[["body", "Satu, lalu"]]
    )
    browser = signed_in(people.bayu)
    assert "Satu, lalu</textarea>" in text(browser, at(post, "ubah") + "?draf=lanjut")
    assert browser.post(at(post, "ubah"), {"body": "Satu, lalu dua."}).status_code == 303
    assert not Draft.objects.exists()


def test_versions_are_read_by_whoever_reads_the_post_as_they_may_see_it(
    people: People, private_project: Project
) -> None:
    topic = make_topic(people, author=people.ratna, body=f"Lihat http://testserver{private_project.get_absolute_url()}")
    post = edit_post(post=topic.posts.get(), by=people.ratna, title=topic.title, body="Sudah dicabut.")
    for browser, knows in ((signed_in(people.rizky), True), (signed_in(people.bayu), False), (Client(), False)):
        page = text(browser, at(post, "riwayat"))
        assert "Sudah dicabut." in page
        assert ("Rahasia Mawar" in page) is knows


def test_o5_versions_in_a_private_projects_forum_are_unknown_to_strangers(
    people: People, private_project: Project
) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    post = make_topic(people, category=category, author=people.rizky).posts.get()
    edit_post(post=post, by=people.rizky, title="Bahan Mawar lain", body="Lain.")
    for browser in (Client(), signed_in(people.bayu)):
        assert browser.get(at(post, "riwayat")).status_code == 404
        assert browser.get(at(post, "ubah")).status_code == 404


def test_f11_versions_go_with_their_post(people: People) -> None:
    topic = make_topic(people)
    hidden = publish_post(topic=topic, author=people.bayu, body="Katakasar satu.")
    deleted = publish_post(topic=topic, author=people.bayu, body="Katakasar dua.")
    for post in (hidden, deleted):
        edit_post(post=post, by=people.bayu, body="Maaf.")
        assert "Katakasar" in text(Client(), at(post, "riwayat"))
    hide_post(post=hidden, by=people.putri, reason="Menghina tetangga")
    delete_post(post=deleted, by=people.bayu)
    for post in (hidden, deleted):
        for browser in (Client(), signed_in(people.bayu), signed_in(people.putri)):
            assert browser.get(at(post, "riwayat")).status_code == 404


def test_many_versions_are_read_in_few_statements(people: People, django_assert_max_num_queries: object) -> None:
    post = publish_post(topic=make_topic(people), author=people.bayu, body="Versi ke-0.")
    for n in range(1, 31):
        post = edit_post(post=post, by=people.bayu, body=f"Versi ke-{n}, @dewi.")
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        page = text(Client(), at(post, "riwayat"))
    assert "Versi ke-30," in page
    assert "Versi ke-10," in page
    assert "Versi ke-9," not in page
    assert "setelah=" in page
