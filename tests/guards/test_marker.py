"""One word stands in everything of a private project and a private organisation: nobody else meets it, anywhere (R03).

Not on a page, in a number, a mail, a digest, a file, an export. Those who may know do meet it, so that this can
fail.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from pypdf import PdfReader

from accounts.queries import copy_of_my_data
from mail.delivery import drain
from mail.models import Message
from meetings.models import Meeting
from notifications.clocks import keep_clocks
from notifications.digest import send_digests
from notifications.models import Schedule
from projects.models import Project
from stakeholders.models import Organisation
from tests.guards.answers import ask
from tests.guards.broken import everybody_may_see_everything
from tests.guards.browser import Browser, body
from tests.guards.cast import MARKER, Scene
from tests.guards.doors import Door, Stand, doors, stands
from tests.guards.sql import undone
from tests.sinks import MailSink, mail_sink

__all__ = ["mail_sink"]
pytestmark = pytest.mark.django_db
OUTSIDERS = ("visitor", "suspended", "member", "stranger", "declined", "former", "ex_member", "staff", "administrator")
WORD = re.compile(MARKER.encode(), re.IGNORECASE)
NONSENSE = "Zwqpty4826"
SECRET = re.compile(rb'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"')
HREF = re.compile(rb'href="(\?[^"]+|/[^"#]*\?[^"]+)"')
LINKS = ("aksi:", "selesai:", "tamu:", "h:", "langganan:")
LISTS = (
    *("/", "/beranda/", "/proyek/", "/forum/", "/agenda/", "/agenda/?waktu=lewat", "/direktori/", "/kotak-masuk/"),
    *("/komitmen/?lihat=semua", "/komitmen/?lihat=semua&status=open"),
)


def looked_at(scene: Scene) -> Iterator[tuple[Door, Stand, str]]:
    """Every address with every thing; slugs are left wrong, for what one typed oneself is no secret."""
    places = stands(scene)
    for door in doors():
        for stand in places:
            holds_a_link = any(key.startswith(LINKS) for key in door.keys) and stand.state == "open"
            if stand.fits(door) and not holds_a_link:
                yield door, stand, door.path({k: "x" if k.endswith(":slug") else v for k, v in stand.values.items()})


def shows(response: Any) -> bool:
    """Does the word stand in the answer, its headers or the names of its cookies?"""
    head = f"{dict(response.headers)}{response.cookies.output()}".encode()
    return bool(WORD.search(head) or WORD.search(unpacked(body(response))))


def unpacked(content: bytes) -> bytes:
    """What stands in a file; of an archive, which an office file is too, in each of its parts and in their names; of a
    PDF what is read on its pages and said of it; of a calendar without the line ends that are put into words."""
    if content.startswith(b"%PDF"):
        pdf = PdfReader(io.BytesIO(content))
        return "\n".join([str(pdf.metadata), *(page.extract_text() for page in pdf.pages)]).encode()
    if content.startswith(b"BEGIN:VCALENDAR"):
        return content.replace(b"\r\n ", b"")
    if not content.startswith(b"PK\x03\x04"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(name.encode() + archive.read(name) for name in archive.namelist())


def beyond(page: bytes, address: str) -> set[str]:
    """Where the page's own filters, tabs and pages lead."""
    path = address.partition("?")[0]
    found = {link.decode().replace("&amp;", "&") for link in HREF.findall(page)}
    return {path + link if link.startswith("?") else link for link in found if link.startswith(("?", path + "?"))}


@pytest.mark.parametrize("role", OUTSIDERS)
def test_o5_no_address_tells_an_outsider(role: str, scene: Scene) -> None:
    told, tried = [], 0
    for _, _, address in looked_at(scene):
        for headers in ({}, {"HX-Request": "true"}):
            with undone():
                response = ask(scene.browser(role), "GET", address, headers=headers)
            told += [address] if shows(response) else []
            tried += 1
            if "HX-Request" not in response.get("Vary", ""):
                break  # it has no fragment to give
        further = beyond(body(response), address) if not response.streaming else set()
        for link in further:
            with undone():
                told += [link] if shows(ask(scene.browser(role), "GET", link)) else []
    assert told == []
    assert tried > 250


def test_those_who_may_know_meet_it_everywhere(scene: Scene) -> None:
    for role, least in (("coordinator", 15), ("lead", 10), ("leader", 20), ("keeper", 4)):
        met: set[str] = set()
        for door, _, address in looked_at(scene):
            if door.name not in met and shows(ask(scene.browser(role), "GET", address)):
                met.add(door.name)
            if len(met) == least:
                break
        assert len(met) == least, (role, met)
    met = {address for address in LISTS if shows(ask(scene.browser("coordinator"), "GET", address))}
    assert met == set(LISTS) - {"/direktori/"}


def same_for(browser: Browser, address: str) -> bytes:
    """The page without what is new on every page."""
    return SECRET.sub(b"", body(ask(browser, "GET", address)))


@pytest.mark.parametrize("role", [role for role in OUTSIDERS if role != "suspended"])
def test_s3_no_list_number_or_order_depends_on_what_is_hidden(role: str, scene: Scene) -> None:
    """Whatever becomes of the private things, an outsider's pages stay the same to the byte."""
    firm = scene.organisations["firm"].get_absolute_url()
    addresses = [*LISTS, firm, "/proyek/?kondisi=attention", "/proyek/?tahap=active", "/direktori/?unsur=community"]
    with undone(), time_machine.travel(timezone.now(), tick=False):
        before = {address: same_for(scene.browser(role), address) for address in addresses}
        Project.objects.filter(pk=scene.private.pk).update(
            title="A", stage="on_hold", condition="blocked", progress=99, updated_at=timezone.now(), next_update_at=None
        )
        Organisation.objects.filter(pk=scene.organisations["hidden"].pk).update(name="A", sector="external")
        hidden = [scene.meetings[name].pk for name in ("private", "kept", "closed")]
        Meeting.objects.filter(pk__in=hidden).update(title="A", sequence=3, place="A")
        after = {address: same_for(scene.browser(role), address) for address in addresses}
    assert [address for address in addresses if before[address] != after[address]] == []


@pytest.mark.parametrize("role", OUTSIDERS)
def test_s3_searching_for_it_finds_what_searching_for_nonsense_finds(role: str, scene: Scene) -> None:
    asked = (
        "/cari/?q={}",
        "/cari/?q={}&jenis=projects.update",
        "/direktori/?q={}",
        "/proyek/?q={}",
        "/proyek/?tahap={}",
        "/kotak-masuk/?mulai={}",
        "/direktori/?unsur={}",
        "/forum/baru/mirip/?title=Topik {} on",
        "/forum/sebut/?q={}",
    )
    with time_machine.travel(timezone.now(), tick=False):  # or one of two pages says "a minute ago" of the same thing
        for address in asked:
            for length in (len(MARKER), 5):
                pages = [
                    same_for(scene.browser(role), address.format(word[:length])).replace(word[:length].encode(), b"...")
                    for word in (MARKER, NONSENSE)
                ]
                assert pages[0] == pages[1], address


def test_s3_the_search_finds_it_for_those_who_may_know(scene: Scene) -> None:
    for kind in ("projects.project", "projects.update", "forums.topic", "forums.post"):
        asked = f"/cari/?q=proyek or kabar or topik or pembuka&jenis={kind}"
        page = ask(scene.browser("coordinator"), "GET", asked)
        assert shows(page), kind
        assert not shows(ask(scene.browser("member"), "GET", asked)), kind


def test_o8_the_copy_of_ones_data_names_nothing_one_may_no_longer_see(scene: Scene) -> None:
    with undone():
        of_it = Message.objects.filter(audience=scene.private.audience)
        of_it.update(state=Message.State.SENT, subject=f"Kabar: Proyek {MARKER}", ended_at=timezone.now())
        for role in ("declined", "former", "ex_member", "suspended"):
            assert WORD.findall(own_data(scene, role)) == [], role
        assert WORD.search(own_data(scene, "coordinator"))


def own_data(scene: Scene, role: str) -> bytes:
    _, content = copy_of_my_data(scene.people[role])
    return unpacked(content)


def taken_along(scene: Scene, role: str, kind: str) -> list[Any]:
    """The directory as a file: as it is, what waits to be verified, and what a search for the word finds."""
    narrowed: tuple[dict[str, str], ...] = ({}, {"status": "belum"}, {"q": MARKER}, {"q": MARKER, "status": "belum"})
    with undone():
        asked = [{"bentuk": kind, **one} for one in narrowed]
        return [ask(scene.browser(role), "POST", "/direktori/unduh/", data=one) for one in asked]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "vcf"])
@pytest.mark.parametrize("role", OUTSIDERS)
def test_o8_no_file_of_the_directory_tells_an_outsider(role: str, kind: str, scene: Scene) -> None:
    answers, is_let = taken_along(scene, role, kind), role not in ("visitor", "suspended")
    assert [one.streaming for one in answers] == [is_let] * 4
    told = answers if is_let else answers[:2]  # who must sign in first gets back what they typed
    assert not any(shows(one) for one in told)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "vcf"])
@pytest.mark.parametrize("role", ["keeper", "leader"])
def test_those_who_may_know_take_it_along(role: str, kind: str, scene: Scene) -> None:
    assert [shows(one) for one in taken_along(scene, role, kind)] == [False, True, False, True]


def test_o6_photos_carry_it_neither_in_pixels_nor_to_others(scene: Scene) -> None:
    for size in (0, 160, 800, 1600):
        address = f"/lampiran/{scene.photos['private'].key}/" + (f"{size}/" if size else "")
        seen = ask(scene.browser("coordinator"), "GET", address)
        assert (seen.status_code, bool(WORD.search(body(seen)))) == (200, False)
        assert WORD.search(seen["Content-Disposition"].encode())
        for role in OUTSIDERS:
            hidden = ask(scene.browser(role), "GET", address)
            assert (hidden.status_code, shows(hidden)) == (404, False), role


@pytest.fixture
def letters(scene: Scene, mail_sink: MailSink) -> Iterator[MailSink]:
    """Everything that was queued while they all took part, and everybody's digest, leave now."""
    with undone():
        now = timezone.now()
        keep_clocks(now)
        Schedule.objects.update(next_at=now - timedelta(minutes=1), told_to=0)
        send_digests(now)
        Message.objects.queued().update(due_at=now - timedelta(minutes=1))
        while drain().unfinished:
            pass
        yield mail_sink


def words(mail: EmailMessage) -> bytes:
    """The mail as it is read: every header and every part, decoded."""
    parts = [part.get_payload(decode=True) or b"" for part in mail.walk() if not part.is_multipart()]
    return "\n".join(f"{name}: {value}" for name, value in mail.items()).encode() + b"\n".join(parts)


def test_o2_no_letter_or_digest_tells_an_outsider(scene: Scene, letters: MailSink) -> None:
    met = {address_of(scene, role): role for role in scene.people}
    told = [
        (met[one.to], str(one.mail["Subject"]))
        for one in letters.taken
        if one.to in met and WORD.search(words(one.mail))
    ]
    assert [one for one in told if one[0] in OUTSIDERS] == []
    assert {"coordinator", "lead", "manager", "partner", "invited"} <= {role for role, _subject in told}
    sent = {met[one.to] for one in letters.taken if one.to in met}
    assert {"declined", "former", "ex_member"} <= sent, "they do get mail, of what they may know"
    assert not Message.objects.filter(state=Message.State.BROKEN).exists()
    kept = Message.objects.filter(person__in=[scene.people[role] for role in OUTSIDERS if role in scene.people])
    assert not kept.filter(subject__icontains=MARKER).exists()


def address_of(scene: Scene, role: str) -> str:
    return str(scene.people[role].email)


def test_rows_that_everybody_may_see_are_noticed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody_may_see_everything(monkeypatch)
    for address in ("/proyek/", "/agenda/", "/", scene.organisations["firm"].get_absolute_url()):
        assert shows(ask(scene.browser("member"), "GET", address)), address
