"""A topic goes to another category: told before, felt at once at every door, and every old address alive."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from activity.actions import follow, read_up_to
from activity.models import Follow
from commons import attachments
from commons.access import Refused
from commons.calendar import today
from commons.rich_text import plain
from forums.actions import (
    archive_topic,
    change_category,
    find_useful,
    move_topic,
    open_category,
    pin_topic,
    publish_post,
    unarchive_topic,
)
from forums.models import Category, Question, Topic
from forums.queries import facts_of, quoted
from notifications.fanout import dispatch
from notifications.models import Notification
from projects.models import Project
from tests.forums.test_letters import told
from tests.forums.town import announcements, general, make_question, make_topic
from tests.guards.at_once import posting, together
from tests.guards.cast import picture
from tests.people import People, person, signed_in
from tests.projects.test_letters import letters
from tests.sinks import MailSink, mail_sink  # noqa: F401
from tests.town import Town

pytestmark = pytest.mark.django_db
TITLE, SLUG, WORD = "Kunci gudang cadangan", "kunci-gudang-cadangan", "kapulaga"


def private(project: Project) -> Category:
    return Category.objects.select_related("audience").get(pk=project.category_id)


def page_of(browser: Client, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_who_will_see_it_is_told_before_and_then_it_moves(people: People, private_project: Project) -> None:
    topic, browser = make_topic(people), signed_in(people.putri)
    path, to = f"/forum/topik/{topic.pk}/pindah/", private(private_project)
    page = page_of(browser, f"{path}?to={to.pk}")
    assert "Sekarang yang dapat membaca: semua orang, juga yang tidak punya akun." in page
    assert "hanya yang diberi akses ke “Rahasia Mawar”" in page.replace("&quot;", '"')
    assert "Yang lain tidak melihatnya lagi" in page
    answer = browser.post(path, {"to": str(to.pk), "told": "private"})
    assert answer["Location"] == topic.get_absolute_url(), "its address stays"
    topic.refresh_from_db()
    assert topic.category_id == to.pk
    back = page_of(browser, f"{path}?to={general().pk}")
    assert "Lebih banyak orang membacanya, juga semua yang sudah tertulis." in back


def test_whoever_was_told_something_else_by_now_is_asked_again(people: People) -> None:
    topic, browser = make_topic(people), signed_in(people.putri)
    other = open_category(by=people.putri, title="Lingkungan", visibility="public")
    change_category(category=other, by=people.ratna, **(facts_of(other) | {"visibility": "members"}))
    path = f"/forum/topik/{topic.pk}/pindah/"
    answer = browser.post(path, {"to": str(other.pk), "told": "public"})
    assert answer.status_code == 422
    assert "baru saja berubah, menjadi semua anggota portal" in answer.content.decode()
    assert 'name="told" value="members"' in answer.content.decode()
    assert browser.post(path, {"to": str(other.pk), "told": "members"}).status_code == 303
    with pytest.raises(Refused, match="baru saja berubah"):
        move_topic(topic=topic, to=general(), by=people.putri, told="private")


def test_the_counts_the_follows_and_the_place_on_top_are_those_of_the_new_category(people: People) -> None:
    topic = make_topic(people)
    pin_topic(topic=topic, by=people.putri)
    follow(people.dewi, announcements().thread)
    move_topic(topic=topic, to=announcements(), by=people.putri)
    assert (general().topics_count, announcements().topics_count) == (0, 1)
    topic.refresh_from_db()
    assert topic.pinned_at is None
    assert (topic.thread.parent_id, topic.thread.audience_id) == (
        announcements().thread_id,
        announcements().audience_id,
    )
    assert told(people.sunarti) == [("forums.topic_moved", "concerned")]
    page_of(Client(), topic.get_absolute_url())


def test_who_may_move_and_where_to(people: People, project: Project, private_project: Project) -> None:
    topic = make_topic(people)
    for nobody in (people.sunarti, people.bayu):
        assert signed_in(nobody).get(f"/forum/topik/{topic.pk}/pindah/").status_code == 403
    moderator = person("fajar", "Fajar", offices=("moderator",))
    offered = page_of(signed_in(moderator), f"/forum/topik/{topic.pk}/pindah/")
    assert "Bank sampah RW 03" in offered
    assert "Rahasia Mawar" not in offered, "they may not know of it"
    for to in (private(private_project), announcements()):
        with pytest.raises(Refused):
            move_topic(topic=topic, to=to, by=moderator)
    move_topic(topic=topic, to=private(project), by=moderator)
    with pytest.raises(Refused, match="sudah berada"):
        move_topic(topic=topic, to=private(project), by=moderator)


def test_a_question_is_not_moved_where_the_office_that_owes_it_cannot_read(
    people: People, town: Town, private_project: Project
) -> None:
    topic = make_question(people, town)
    with pytest.raises(Refused, match="Kantor yang ditanya"):
        move_topic(topic=topic, to=private(private_project), by=people.putri)
    other = open_category(by=people.putri, title="Jalan", visibility="members")
    move_topic(topic=topic, to=other, by=people.putri)
    question = Question.objects.get(topic=topic)
    assert question.is_owed
    assert question in Question.objects.visible_to(people.putri).waiting()
    assert question not in Question.objects.visible_to(person("baru", "Baru", confirmed_at=None)).waiting()


@pytest.mark.django_db(transaction=True)
def test_answers_that_arrive_while_a_topic_moves_are_all_there_and_under_its_new_audience(people: People) -> None:
    topic, other = make_topic(people), open_category(by=people.putri, title="Dalam", visibility="members")
    writers = [person(f"warga-{n}", f"Warga {n}") for n in range(8)]
    path = f"/forum/topik/{topic.pk}/"
    answers = together(
        [
            posting(people.putri, f"{path}pindah/", to=str(other.pk), told="members"),
            posting(people.ratna, f"{path}pindah/", to=str(other.pk), told="members"),
            *(posting(one, f"{path}balas/", body="Saya ikut.") for one in writers),
        ]
    )
    assert answers == [303] * 10
    topic.refresh_from_db()
    assert list(topic.posts.order_by("number").values_list("number", flat=True)) == list(range(1, 10))
    assert topic.category_id == other.pk
    other.refresh_from_db()
    assert (other.topics_count, Category.objects.get(title="Umum").topics_count) == (1, 0)


# Every door of the forum, and what it shows of a topic that stands behind it. Each is opened by tukimin, who followed,
# was mentioned and read; what he may not see any more must be gone, and what he may must be there.
Door = Callable[[Client, Topic], str]


def _get(path: str) -> Door:
    return lambda browser, topic: browser.get(path.format(topic=topic.pk), follow=True).content.decode()


def _read(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def _part_of_the_map(topic: Topic) -> str:
    """The part of the sitemap that the number of the topic falls into."""
    parts = re.findall(r"<loc>https?://[^/<]+(/sitemap-forums\.topic-\d+\.xml)</loc>", _read(Client(), "/sitemap.xml"))
    return parts[-1] if parts else "/sitemap.xml"


def _is_there(browser: Client, topic: Topic) -> bool:
    return browser.get(f"/forum/topik/{topic.pk}/terbaru/?sejak=1").status_code == 200


DOORS: dict[str, Door] = {
    "the forum": _get("/forum/"),
    "what is new": _get("/forum/?tampil=baru"),
    "what is followed": _get("/forum/?tampil=diikuti"),
    "the home page": _get("/beranda/"),
    "the public home page": _get("/"),
    "the category": lambda browser, topic: browser.get(general().get_absolute_url()).content.decode(),
    "the page": _get("/forum/topik/{topic}-kunci-gudang-cadangan/"),
    "its short address": _get("/forum/topik/{topic}/"),
    "a search for its title": _get("/cari/?q=gudang+cadangan"),
    "a search for its words": _get(f"/cari/?q={WORD}"),
    "a search in the forum": _get(f"/forum/cari/?q={WORD}"),
    "the feed of the category": lambda browser, topic: _read(browser, f"/forum/{general().pk}/topik.atom"),
    "its feed": lambda browser, topic: _read(browser, f"/forum/topik/{topic.pk}/kiriman.atom"),
    "the map of the site": lambda browser, topic: _read(browser, _part_of_the_map(topic)).replace(SLUG, TITLE),
    "the bar of what is newer": lambda browser, topic: TITLE if _is_there(browser, topic) else "",
    "what is similar": _get(f"/forum/baru/mirip/?title={TITLE.replace(' ', '+')}"),
    "the inbox": _get("/kotak-masuk/"),
    "a quote and a card elsewhere": lambda browser, topic: browser.get(
        Topic.objects.get(title="Tempat lain").get_absolute_url()
    ).content.decode(),
    "who found it useful": lambda browser, topic: browser.get(
        f"/forum/topik/{topic.pk}/kiriman/{topic.posts.get(number=2).pk}/bermanfaat/"
    ).content.decode(),
    "its versions": lambda browser, topic: browser.get(
        f"/forum/topik/{topic.pk}/kiriman/{topic.posts.get(number=2).pk}/riwayat/"
    ).content.decode(),
    "the lasting address of a post": lambda browser, topic: browser.get(
        topic.posts.get(number=2).lasting_url, follow=True
    ).content.decode(),
}


def shows(page: str) -> bool:
    return TITLE in re.sub(r'value="[^"]*"', "", page).replace("<mark>", "").replace("</mark>", "") or (
        f"berbau {WORD}" in page
    )


def laid_out(people: People) -> Topic:
    """A topic that tukimin followed, read, was mentioned in and found useful, and that is quoted elsewhere."""
    topic = make_topic(people, title=TITLE, body=f"Gudangnya berbau {WORD}.")
    follow(people.tukimin, topic.thread, Follow.Level.ALL)
    photo = attachments.receive(owner=people.bayu, upload=picture("gudang"))
    post = publish_post(topic=topic, author=people.bayu, body=f"Betul @tukimin, berbau {WORD}.", photos=[photo])
    find_useful(post=post, by=people.dewi)
    publish_post(topic=topic, author=people.dewi, body=f"Masih berbau {WORD}.")
    body = f"{quoted(Topic.objects.get(pk=topic.pk), 2)}Lihat http://testserver{topic.get_absolute_url()}"
    make_topic(people, title="Tempat lain", body=body, author=people.rizky)
    read_up_to(people.tukimin, topic.thread, 2)
    return topic


def to_a_private_project(topic: Topic, people: People, project: Project) -> None:
    move_topic(topic=topic, to=private(project), by=people.putri)


def with_its_whole_category(topic: Topic, people: People, project: Project) -> None:
    own = general()
    change_category(category=own, by=people.putri, **(facts_of(own) | {"visibility": "stakeholders"}))


WAYS = [to_a_private_project, with_its_whole_category]


@pytest.mark.parametrize("away", WAYS)
@pytest.mark.parametrize("told_before", [True, False], ids=["told", "untold"])
def test_o5_f14_what_goes_out_of_sight_is_gone_from_every_door_at_once(
    people: People, private_project: Project, away: Callable[..., None], told_before: bool
) -> None:
    member = person("tuti", "Tuti", "Warga")
    people = People(**{**people.__dict__, "tukimin": member})
    topic = laid_out_for(people, member)
    if told_before:
        dispatch()
    browser = signed_in(member)
    photo = topic.posts.get(number=2).photos.get().get_absolute_url()
    before = {name for name, door in DOORS.items() if shows(door(browser, topic))}
    unread_before = {"the inbox"} if told_before else set()
    assert before >= set(DOORS) - {"the inbox", "the public home page"} | unread_before
    assert browser.get(photo).status_code == 200
    away(topic, people, private_project)
    dispatch()
    assert {name for name, door in DOORS.items() if shows(door(browser, topic))} == set()
    assert browser.get(photo).status_code == 404
    for path in ("balas/", "pindah/", "jawab/"):
        assert browser.get(f"/forum/topik/{topic.pk}/{path}").status_code in (403, 404)
    assert browser.get(f"/forum/topik/{topic.pk}/balas/").status_code == 404
    assert browser.post(f"/forum/topik/{topic.pk}/balas/", {"body": "Masih?"}).status_code == 404
    assert Topic.objects.visible_to(member).filter(pk=topic.pk).count() == 0
    elsewhere = Topic.objects.get(title="Tempat lain").posts.get()
    assert WORD not in plain(elsewhere.body, member)
    assert shows(DOORS["the page"](signed_in(people.putri), topic)), "whoever may see it still does"


def laid_out_for(people: People, member: User) -> Topic:
    topic = laid_out(people)
    post = publish_post(topic=topic, author=people.bayu, body=f"Betul @{member.handle}, berbau {WORD}.")
    assert post.number == 4
    return topic


@pytest.mark.parametrize("away", WAYS)
def test_f11_a_letter_under_way_tells_nothing_of_what_went_out_of_sight(
    people: People,
    private_project: Project,
    mail_sink: MailSink,  # noqa: F811
    away: Callable[..., None],
) -> None:
    member = person("tuti", "Tuti", "Warga")
    topic = laid_out_for(People(**{**people.__dict__, "tukimin": member}), member)
    dispatch()
    away(topic, people, private_project)
    assert letters(mail_sink, member.email or "") == []
    assert all(WORD not in text for _, text in letters(mail_sink, people.sunarti.email or ""))


def test_f6_what_moved_where_i_cannot_see_is_not_counted_as_unread(people: People, private_project: Project) -> None:
    topics = [make_topic(people, title=f"Topik nomor {n}") for n in range(3)]
    member = person("tuti", "Tuti")
    for topic in topics:
        follow(member, topic.thread)
        publish_post(topic=topic, author=people.bayu, body="Baru.")
    dispatch()
    move_topic(topic=topics[0], to=private(private_project), by=people.putri)
    assert Notification.objects.unread_by(member).visible_to(member).count() == 2
    assert "Topik nomor 0" not in page_of(signed_in(member), "/kotak-masuk/")


def test_an_archived_topic_is_read_and_no_more(people: People) -> None:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.bayu, body="Setuju.")
    archive_topic(topic=topic, by=people.putri)
    topic = Topic.objects.select_related("category").get(pk=topic.pk)
    for deed in (
        lambda: publish_post(topic=topic, author=people.bayu, body="Lagi."),
        lambda: find_useful(post=topic.posts.get(number=1), by=people.bayu),
        lambda: pin_topic(topic=topic, by=people.putri),
    ):
        with pytest.raises(Refused):
            deed()
    page = page_of(signed_in(people.bayu), topic.get_absolute_url())
    assert "Topik ini diarsipkan." in page
    assert "Diarsipkan" in page_of(Client(), "/forum/"), "it stays in the lists, and says so"
    unarchive_topic(topic=topic, by=people.putri)
    assert publish_post(topic=topic, author=people.bayu, body="Lagi.").number == 3


def test_a_question_that_is_owed_is_not_archived(people: People, town: Town) -> None:
    topic = make_question(people, town)
    with pytest.raises(Refused, match="menunggu jawaban kantor"):
        archive_topic(topic=topic, by=people.putri)


def test_a_pinned_topic_stands_on_top_of_its_category_until_its_day_is_over(people: People) -> None:
    old = make_topic(people, title="Aturan main forum")
    for n in range(3):
        make_topic(people, title=f"Topik nomor {n}")
    browser = signed_in(people.putri)
    day = today() + timedelta(days=1)
    path = f"/forum/topik/{old.pk}/sematkan/"
    assert browser.post(path, {"until": "2020-01-01"}).status_code == 422
    assert browser.post(path, {"until": day.isoformat()}).status_code == 303
    page = page_of(Client(), general().get_absolute_url())
    assert page.index("Aturan main forum") < page.index("Topik nomor 2")
    assert page.count("Aturan main forum") == 1
    assert "Disematkan" in page_of(Client(), old.get_absolute_url())
    Topic.objects.filter(pk=old.pk).update(pinned_until=timezone.now() - timedelta(minutes=1))
    page = page_of(Client(), general().get_absolute_url())
    assert page.index("Topik nomor 0") < page.index("Aturan main forum")
    assert page.count("Aturan main forum") == 1


def test_only_so_many_topics_are_on_top(people: People) -> None:
    topics = [make_topic(people, title=f"Topik nomor {n}") for n in range(6)]
    for topic in topics[:5]:
        pin_topic(topic=topic, by=people.putri)
    with pytest.raises(Refused, match="Sudah 5 topik"):
        pin_topic(topic=topics[5], by=people.putri)
    pin_topic(topic=topics[0], by=people.putri, until=timezone.now() + timedelta(days=3))
    answer = signed_in(people.putri).post(f"/forum/topik/{topics[0].pk}/lepas-sematan/")
    assert answer.status_code == 303
    pin_topic(topic=topics[5], by=people.putri)
