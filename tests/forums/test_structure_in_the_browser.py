"""The forum is put in order in a browser: by keyboard, on a phone, and nothing stands in anybody's way."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from forums.actions import name_moderator, open_category, pin_topic, publish_post
from forums.models import Category, Topic
from forums.queries import categories_list
from tests.chromium import Opener
from tests.forums.town import general, make_topic
from tests.people import People

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def laid_out(people: People) -> tuple[Topic, Topic]:
    """A category with a part and a pinned topic, and two topics alike in it."""
    general()
    root = open_category(by=people.putri, title="Lingkungan", visibility="public", icon=Category.Icon.WASTE)
    open_category(by=people.putri, title="Bank sampah", visibility="members", parent=root.pk)
    name_moderator(category=root, person=people.bayu, by=people.putri)
    one = make_topic(people, category=root, title="Jadwal angkut sampah")
    other = make_topic(people, category=root, title="Jadwal angkut sampah RT 04")
    for n in range(4):
        publish_post(topic=one, author=people.dewi, body=f"Nomor {n}: tong penuh lagi.")
    pin_topic(topic=other, by=people.putri)
    return one, other


def test_a_category_is_ordered_with_the_keyboard_alone(people: People, open_page: Opener) -> None:
    laid_out(people)
    page = open_page("/forum/kategori/", people.putri, width=360)
    page.get_by_role("button", name="Naikkan Lingkungan").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/forum/kategori/#kategori-*")
    titles = [str(one) for one in categories_list(people.putri)]
    assert titles == ["Pengumuman", "Lingkungan", "Bank sampah", "Umum"]


def test_a_moderator_splits_posts_off_on_a_phone(people: People, open_page: Opener) -> None:
    one, _ = laid_out(people)
    page = open_page(one.get_absolute_url(), people.bayu, width=360)
    page.get_by_text("Urus topik").click()
    page.get_by_role("link", name="Pisahkan kiriman").click()
    page.get_by_label("#3, Dewi Lestari: Nomor 1: tong penuh lagi.").check()
    page.get_by_label("Judul").fill("Tong penuh di RT 04")
    page.get_by_role("button", name="Pisahkan menjadi topik baru").click()
    page.get_by_role("heading", name="Tong penuh di RT 04").wait_for()
    page.goto(one.get_absolute_url())
    page.locator("#no-3").get_by_role("link", name="Tong penuh di RT 04").click()
    page.wait_for_url("**?no=1#no-1")


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_the_pages_of_the_structure(people: People, open_page: Opener, width: int) -> None:
    one, other = laid_out(people)
    root, topic = one.category, f"/forum/topik/{one.pk}/"
    page = open_page("/forum/", people.putri, width=width)
    for path in (
        "/forum/",
        "/forum/kategori/",
        root.get_absolute_url(),
        f"/forum/{root.pk}/ubah/",
        f"/forum/{root.pk}/hapus/",
        f"/forum/{root.pk}/moderator/",
        f"/forum/{root.pk}/moderator/{people.bayu.pk}/cabut/",
        one.get_absolute_url(),
        f"{topic}sematkan/",
        f"{topic}pindah/?to={general().pk}",
        f"{topic}gabung/",
        f"{topic}gabung/?into={other.pk}",
        f"{topic}pisah/",
        f"{topic}arsipkan/",
    ):
        page.goto(path)
        problems = Axe().run(page).response["violations"]
        assert [(path, one["id"], [node["target"] for node in one["nodes"]]) for one in problems] == []
        assert not page.evaluate("() => document.documentElement.scrollWidth > innerWidth"), path
