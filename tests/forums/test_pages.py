"""Pages of the forum: who sees what, in how many statements, in how many bytes, and that reading writes nothing."""

import gzip
import random
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import change_profile
from activity.actions import read_up_to
from forums.actions import close_topic, hide_post, publish_post
from forums.models import Category, Topic
from projects.actions import edit_project
from projects.models import Project
from tests.forums.town import announcements, general, make_topic
from tests.people import People, signed_in
from tests.town import Town

pytestmark = pytest.mark.django_db
FIFTY = 60 * 1024  # of fifty posts, window by window
LIGHT, HEAVY = 8 * 1024, 14 * 1024  # bytes of a page of twenty posts, compressed: the aim, and what is too much


def statements(browser: Client, path: str, *, warm: bool = True) -> int:
    """How many statements a page asks, none of which may write."""
    if warm:
        browser.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(path).status_code == 200
    sql = [query["sql"] for query in seen.captured_queries]
    assert [s for s in sql if not s.startswith("SELECT")] == []
    return len(sql)


def text(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def talk(people: People, topic: Topic, many: int) -> None:
    for n in range(many):
        publish_post(
            topic=topic,
            author=(people.bayu, people.dewi)[n % 2],
            body=f"Saya **setuju** nomor {n}, @putri dan @tukimin.",
        )


@pytest.mark.parametrize(("who", "most"), [("visitor", 4), ("member", 6), ("representative", 6), ("moderator", 6)])
def test_a_topic_asks_few_statements_however_much_was_written(people: People, town: Town, who: str, most: int) -> None:
    person = {"member": people.sunarti, "representative": people.bayu, "moderator": people.putri}.get(who)
    browser = signed_in(person) if person else Client()
    topic = make_topic(people, body=f"Lihat @dewi dan http://testserver{town.firm.get_absolute_url()}")
    few = statements(browser, topic.get_absolute_url())
    talk(people, topic, 60)
    assert statements(browser, topic.get_absolute_url()) <= few <= most
    assert statements(browser, topic.get_absolute_url() + "?no=45") <= few


def test_a_topic_that_nobody_has_kept_yet_asks_its_posts_and_whom_they_mention(people: People) -> None:
    topic = make_topic(people, body="Kata @dewi bisa.")
    Client().get("/forum/")
    assert statements(Client(), topic.get_absolute_url(), warm=False) <= 4


@pytest.mark.parametrize("who", ["visitor", "member", "staff"])
@pytest.mark.parametrize("page", ["/forum/", "/forum/?tampil=baru", "/forum/?tampil=diikuti", "category"])
def test_lists_ask_eight_statements_at_most_however_many_topics(people: People, who: str, page: str) -> None:
    browser = {"visitor": Client(), "member": signed_in(people.sunarti), "staff": signed_in(people.putri)}[who]
    path = general().get_absolute_url() if page == "category" else page
    make_topic(people)
    few = statements(browser, path)
    for n in range(25):
        make_topic(people, title=f"Topik nomor {n}")
    assert statements(browser, path) <= max(few, 8)
    assert few <= 8


def test_twenty_posts_are_light(people: People, record_property: pytest.FixtureRequest) -> None:
    topic = make_topic(people)
    body = "Di RT 04 tongnya cepat penuh, jadi minta jadwal angkut Selasa dan Jumat. Kami siap bantu dorong ke pos. "
    for n in range(19):
        publish_post(topic=topic, author=people.bayu, body=f"{body}Nomor {n}: rumah {n * 37 % 101} belum didata.")
    page = Client().get(topic.get_absolute_url()).content
    weight = len(gzip.compress(page, 6))
    record_property("figures", f"{weight} bytes compressed, of {len(page)}")  # type: ignore[operator]
    assert page.count(b'class="post"') == 20
    assert weight <= LIGHT < HEAVY


def test_fifty_posts_read_on_a_phone_cost_less_than_sixty_kilobytes(people: People) -> None:
    """Each of some seventy words, no two alike, read by a member in three windows."""
    words = "tong sampah truk jadwal gang warga kelurahan saluran lampu pos ronda anak sekolah sungai pasar".split()
    chance, topic = random.Random(6), make_topic(people)
    for n in range(49):
        said = " ".join(chance.choice(words) + str(chance.randrange(1000)) for _ in range(70))
        publish_post(topic=topic, author=(people.bayu, people.dewi)[n % 2], body=said)
    browser, url = signed_in(people.sunarti), topic.get_absolute_url()
    windows = [browser.get(f"{url}?no={first}").content for first in (1, 21, 41)]
    assert sum(window.count(b'class="post"') for window in windows) == 50
    assert sum(len(gzip.compress(window, 6)) for window in windows) < FIFTY


def test_posts_stand_in_windows_of_twenty_by_their_numbers(people: People) -> None:
    topic = make_topic(people)
    talk(people, topic, 44)
    url = topic.get_absolute_url()

    def shown(query: str) -> list[int]:
        return [int(n) for n in re.findall(r'id="no-(\d+)"', text(Client(), url + query))]

    assert shown("") == list(range(1, 21))
    assert shown("?no=37") == list(range(21, 41))
    assert shown("?no=41") == shown("?no=9999999") == list(range(41, 46))
    assert shown("?no=0") == shown("?no=-3") == shown("?no=x") == shown(f"?no={'9' * 40}") == list(range(1, 21))
    assert "Kiriman 21–40 dari 45" in text(Client(), url + "?no=21")


def test_a_reply_is_read_at_once_and_leads_to_itself(people: People) -> None:
    topic = make_topic(people)
    browser, url = signed_in(people.bayu), topic.get_absolute_url()
    text(browser, url)
    answer = browser.post(f"/forum/topik/{topic.pk}/balas/", {"body": "Kami bantu cat.", "seen": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{url}?no=2#no-2"
    assert "Kami bantu cat." in answer.content.decode()
    assert "Kami bantu cat." in text(Client(), url)


def test_f4_ten_identical_replies_are_one(people: People) -> None:
    topic = make_topic(people)
    browser = signed_in(people.bayu)
    for _ in range(10):
        answer = browser.post(f"/forum/topik/{topic.pk}/balas/", {"body": "Sekali saja.", "once": "kunci"})
        assert answer.status_code == 303
    assert topic.posts.count() == 2


def test_an_empty_reply_comes_back_with_what_to_do(people: People) -> None:
    topic = make_topic(people)
    answer = signed_in(people.bayu).post(f"/forum/topik/{topic.pk}/balas/", {"body": " \n "})
    assert answer.status_code == 422
    assert "Bagian ini belum diisi." in answer.content.decode()


def test_who_may_not_reply_is_told_what_to_do(people: People) -> None:
    topic = make_topic(people)
    assert "Masuk untuk membalas" in text(Client(), topic.get_absolute_url())
    close_topic(topic=topic, by=people.putri, reason="Sudah ada jadwal baru.")
    page = text(signed_in(people.bayu), topic.get_absolute_url())
    assert "Sudah ada jadwal baru." in page
    assert "tidak dapat dibalas lagi" in page
    assert signed_in(people.bayu).get(f"/forum/topik/{topic.pk}/balas/").status_code == 403


def test_a_topic_is_begun_at_its_form(people: People) -> None:
    browser = signed_in(people.sunarti)
    page = text(browser, f"/forum/baru/?kategori={general().pk}")
    assert "Pengumuman" not in page, "neither as a category nor as a kind"
    form = {"category": general().pk, "kind": "question", "title": "Jam buka posyandu?", "body": "Hari apa saja ya?"}
    answer = browser.post("/forum/baru/", form)
    topic = Topic.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, topic.get_absolute_url())
    assert browser.post("/forum/baru/", form | {"kind": "announcement"}).status_code == 422
    assert browser.post("/forum/baru/", form | {"category": announcements().pk}).status_code == 422
    assert Client().post("/forum/baru/", form).status_code in (302, 403)
    assert Topic.objects.count() == 1


def test_f12_a_quote_begins_the_reply_and_names_nobody(people: People) -> None:
    topic = make_topic(people, body="Motor menutup jalan ambulans, kata @dewi.")
    page = text(signed_in(people.bayu), f"{topic.get_absolute_url()}?kutip=1")
    assert "&gt; Motor menutup jalan ambulans, kata …." in page
    address = topic.posts.get().lasting_url
    assert f"[#1]({address})" in page
    quoted = publish_post(topic=topic, author=people.bayu, body=f"> Motor\n>\n> [#1]({address})")
    shown = text(Client(), quoted.topic.get_absolute_url())
    assert f'href="{topic.get_absolute_url()}?no=1#no-1">Sunarti, kiriman 1</a>' in shown
    assert "&gt; " not in text(signed_in(people.bayu), f"{topic.get_absolute_url()}?kutip=77")


def test_unread_begins_where_one_stopped_and_ends_when_one_has_read(people: People) -> None:
    topic = make_topic(people)
    talk(people, topic, 30)
    read_up_to(people.tukimin, topic.thread, 25)
    browser, url = signed_in(people.tukimin), topic.get_absolute_url()
    assert f'href="{url}?no=26#no-26"' in text(browser, url)
    assert "6 belum dibaca" in text(browser, url)
    page = text(browser, f"{url}?no=26")
    assert page.index("Belum dibaca (6)") < page.index('id="no-26"')
    assert page.index('id="no-25"') < page.index("Belum dibaca (6)")
    assert f'href="{url}?no=26#no-26"' in text(browser, "/forum/?tampil=baru")
    assert "6 baru" in text(browser, "/forum/")
    browser.post(f"/dibaca/{topic.thread_id}/", {"position": "31"})
    assert "belum dibaca" not in text(browser, url)
    assert "Semua sudah Anda baca" in text(browser, "/forum/?tampil=baru")


def test_f6_what_is_hidden_is_not_unread(people: People) -> None:
    topic = make_topic(people)
    talk(people, topic, 5)
    read_up_to(people.tukimin, topic.thread, 1)
    hide_post(post=topic.posts.get(number=3), by=people.putri, reason="Iklan obat")
    browser = signed_in(people.tukimin)
    assert "4 baru" in text(browser, "/forum/")
    assert "4 belum dibaca" in text(browser, topic.get_absolute_url())
    for number in (2, 4, 5, 6):
        hide_post(post=topic.posts.get(number=number), by=people.putri, reason="Iklan obat")
    assert "belum dibaca" not in text(browser, topic.get_absolute_url())
    assert "Semua sudah Anda baca" in text(browser, "/forum/?tampil=baru")


def test_f11_hidden_words_are_nowhere_and_the_reason_is(people: People) -> None:
    topic = make_topic(people)
    bad = publish_post(topic=topic, author=people.bayu, body="Katakasar kepada tetangga.")
    browsers = (Client(), signed_in(people.bayu), signed_in(people.putri))
    assert all("Katakasar" in text(one, topic.get_absolute_url()) for one in browsers)
    hide_post(post=bad, by=people.putri, reason="Menghina tetangga")
    for one in browsers:
        page = text(one, topic.get_absolute_url())
        assert "Katakasar" not in page
        assert "Menghina tetangga" in page
        assert "Katakasar" not in text(one, f"{topic.get_absolute_url()}?kutip=2")


def test_f12_a_new_name_reaches_every_page_that_is_kept(people: People) -> None:
    topic = make_topic(people)
    publish_post(topic=topic, author=people.bayu, body="Halo @sunarti.")
    assert text(Client(), topic.get_absolute_url()).count("Sunarti") == 3, (
        "who wrote, who is mentioned; and for machines"
    )
    facts = {
        name: getattr(people.sunarti, name) for name in ("title", "biography", "is_listed", "area", "language", "look")
    }
    change_profile(person=people.sunarti, written=facts | {"name": "Narti Wulandari", "themes": []})
    page = text(Client(), topic.get_absolute_url())
    assert "Sunarti" not in page
    assert page.count("Narti Wulandari") == 3


def test_the_titles_in_a_kept_page_are_those_that_each_reader_may_see(people: People, private_project: Project) -> None:
    topic = make_topic(
        people, body=f"Lihat http://testserver{private_project.get_absolute_url()} dulu.", author=people.ratna
    )
    for _ in range(2):
        assert "Rahasia Mawar" in text(signed_in(people.rizky), topic.get_absolute_url())
        assert "Rahasia Mawar" not in text(signed_in(people.bayu), topic.get_absolute_url())
        assert "Rahasia Mawar" not in text(Client(), topic.get_absolute_url())


def test_moments_in_a_kept_page_are_in_each_readers_zone(people: People) -> None:
    topic = make_topic(people)
    people.bayu.zone = "Asia/Jayapura"
    people.bayu.save()
    for person, zone in ((people.dewi, "WIB"), (people.bayu, "WIT"), (people.tukimin, "WIB")):
        stamp = re.search(r"<time datetime=[^>]*>([^<]*)</time>", text(signed_in(person), topic.get_absolute_url()))
        assert stamp
        assert stamp[1].endswith(zone)


def test_o5_a_private_projects_topics_are_unknown_to_strangers(people: People, private_project: Project) -> None:
    category = Category.objects.get(pk=private_project.category_id)
    topic = make_topic(people, category=category, author=people.rizky, title="Bahan Rahasia Mawar")
    for browser in (Client(), signed_in(people.bayu), signed_in(people.sunarti)):
        assert browser.get(category.get_absolute_url()).status_code == 404
        assert browser.get(topic.get_absolute_url()).status_code == 404
        assert browser.get(f"/forum/topik/{topic.pk}/").status_code == 404
        for page in ("/forum/", "/forum/?tampil=baru", "/forum/?tampil=diikuti"):
            assert "Rahasia Mawar" not in text(browser, page)
    assert "Bahan Rahasia Mawar" in text(signed_in(people.ratna), "/forum/")
    assert "Bahan Rahasia Mawar" in text(signed_in(people.putri), private_project.get_absolute_url())


def test_a_projects_page_shows_its_topics_and_its_forum_leads_back(people: People, project: Project) -> None:
    category = Category.objects.get(pk=project.category_id)
    make_topic(people, category=category, title="Jadwal truk pekan ini")
    page = text(Client(), project.get_absolute_url())
    assert "Jadwal truk pekan ini" in page
    assert category.get_absolute_url() in page
    assert project.get_absolute_url() in text(Client(), category.get_absolute_url())
    assert str(project) not in re.sub(r"(?s)Daftar topik</h2>.*", "", text(Client(), "/forum/")), (
        "it is no part of its own"
    )


def test_a_projects_forum_is_called_as_the_project(people: People, project: Project) -> None:
    edit_project(project=project, by=people.putri, areas=[], themes=[], title="Bank sampah RW 03 dan 04")
    assert Category.objects.get(pk=project.category_id).title == "Bank sampah RW 03 dan 04"


def test_staff_add_rename_and_archive_categories(people: People) -> None:
    staff = signed_in(people.putri)
    form = {
        "title": "Lingkungan",
        "visibility": "members",
        "starters": "everybody",
        "repliers": "everybody",
        "icon": "recycle",
    }
    assert signed_in(people.sunarti).post("/forum/kategori/baru/", form).status_code == 403
    assert staff.post("/forum/kategori/baru/", form).status_code == 303
    category = Category.objects.get(title="Lingkungan")
    assert category.audience.visibility == "members"
    assert Client().get(category.get_absolute_url()).status_code == 404
    edit = f"/forum/{category.pk}/ubah/"
    assert staff.post(edit, form | {"title": "Lingkungan dan kali", "visibility": "public"}).status_code == 303
    assert "Lingkungan dan kali" in text(Client(), "/forum/")
    assert staff.post(edit, form | {"visibility": "private"}).status_code == 422, "nobody could see it"


def test_f8_an_archived_category_stays_readable_and_takes_nothing(people: People) -> None:
    topic = make_topic(people)
    form = {
        "title": "Umum",
        "visibility": "public",
        "starters": "everybody",
        "repliers": "everybody",
        "icon": "house",
        "is_archived": "on",
    }
    assert signed_in(people.putri).post(f"/forum/{general().pk}/ubah/", form).status_code == 303
    assert "Diarsipkan" in text(Client(), general().get_absolute_url())
    assert "tidak dapat dibalas lagi" in text(signed_in(people.bayu), topic.get_absolute_url())
    assert signed_in(people.bayu).post(f"/forum/topik/{topic.pk}/balas/", {"body": "Masih bisa?"}).status_code == 403
    assert topic.title in text(Client(), "/forum/"), "what was written is still found"
    page = text(signed_in(people.sunarti), f"/forum/baru/?kategori={general().pk}")
    assert ">Umum</option>" not in page


def test_a_projects_forum_is_not_changed_here(people: People, project: Project) -> None:
    assert signed_in(people.putri).get(f"/forum/{project.category_id}/ubah/").status_code == 403


def test_moderators_hide_and_show_at_their_pages(people: People) -> None:
    topic = make_topic(people)
    post, staff = topic.posts.get(), signed_in(people.putri)
    hide = f"/forum/topik/{topic.pk}/kiriman/{post.pk}/sembunyikan/"
    assert signed_in(people.bayu).get(hide).status_code == 403
    assert hide not in text(signed_in(people.bayu), topic.get_absolute_url())
    assert hide in text(staff, topic.get_absolute_url())
    assert staff.post(hide, {"reason": "ya"}).status_code == 422
    assert staff.post(hide, {"reason": "Iklan obat"}).status_code == 303
    show = f"/forum/topik/{topic.pk}/kiriman/{post.pk}/tampilkan/"
    assert show in text(staff, Topic.objects.get().get_absolute_url())
    assert staff.post(show).status_code == 303
    assert topic.posts.shown().count() == 1


def test_o7_another_topics_post_is_not_found_under_this_one(people: People) -> None:
    topic, other = make_topic(people), make_topic(people, title="Lampu jalan mati")
    path = f"/forum/topik/{topic.pk}/kiriman/{other.posts.get().pk}/sembunyikan/"
    assert signed_in(people.putri).post(path, {"reason": "Iklan obat"}).status_code == 404
