"""A valid example of every form of the portal: who fills it in, how one gets to it, and what is typed.

A form is known by the name of the address that it is sent to; where several are sent to one address, by a field or
button that only it has. What is not named here is sent as the page has it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts import actions
from commons import attachments
from commons.models import Attachment
from forums import actions as actions_of_forum
from mail.models import Message
from meetings import presence
from meetings.actions import make_feed
from meetings.models import Meeting
from projects.actions import confirm_completion
from projects.models import Project
from stakeholders.actions import archive_organisation
from stakeholders.models import Engagement
from tests.forums.town import general
from tests.guards.answers import ask
from tests.guards.browser import Browser, body
from tests.guards.cast import PASSWORD, Scene, picture
from tests.guards.doors import promise_of
from tests.guards.pages import forms_of

Reached = tuple[Browser, str]


@dataclass(frozen=True)
class Example:
    """`typed` may be a function of the scene. `secret` fields are never shown again; `more` are those that scripts add.

    `again` are tables that a second arrival may change (a code asked for twice is mailed twice); `stays` those that a
    refusal may write to (a wrong code is counted, a photo that has arrived is kept).
    """

    typed: dict[str, Any] | Callable[[Scene, Browser], dict[str, Any]] = field(default_factory=dict)
    role: str = ""
    reach: Callable[[Scene], Reached] | None = None
    has: str = ""
    secret: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    again: frozenset[str] = frozenset()
    stays: frozenset[str] = frozenset()
    script: str = ""  # the key of the address, where no page has the form: a script sends it
    chosen: tuple[str, ...] = ()  # of what a script sends, what is chosen and not written


def code_mailed(scene: Scene, browser: Browser) -> dict[str, Any]:
    """The six digits that were mailed last."""
    return {"code": Message.objects.filter(kind__in=["accounts.code", "mail.act_code"]).latest("pk").secret["code"]}


def recovery_code(scene: Scene, browser: Browser) -> dict[str, Any]:
    codes = Authenticator.objects.get(user=scene.people["administrator"], type=Authenticator.Type.RECOVERY_CODES)
    return {"code": RecoveryCodes(codes).get_unused_codes()[0]}


def app_code(scene: Scene, browser: Browser) -> dict[str, Any]:
    """What the app shows for the secret that the page has just offered."""
    from importlib import import_module

    from django.conf import settings

    store = import_module(settings.SESSION_ENGINE).SessionStore(browser.cookies[settings.SESSION_COOKIE_NAME].value)
    return {"code": format_hotp_value(hotp_value(store["mfa.totp.secret"], next(yield_hotp_counters_from_time())))}


def with_a_calendar(scene: Scene) -> Reached:
    make_feed(by=scene.people["manager"])
    return scene.browser("manager"), "/agenda/langganan/"


def signing_in(scene: Scene, who: str = "member") -> Reached:
    browser = scene.browser("visitor")
    ask(browser, "POST", "/masuk/", data={"login": scene.people[who].email})
    return browser, "/masuk/kode/"


def second_step(scene: Scene) -> Reached:
    browser, page = signing_in(scene, "administrator")
    ask(browser, "POST", page, data=code_mailed(scene, browser))
    return browser, "/masuk/langkah-kedua/"


def signing_up(scene: Scene) -> Reached:
    browser = scene.browser("visitor")
    ask(browser, "POST", "/daftar/", data={"name": "Melati", "email": "melati@contoh.example", "consent": "on"})
    return browser, "/daftar/kode/"


def resetting(scene: Scene) -> Reached:
    browser = scene.browser("visitor")
    ask(browser, "POST", "/lupa-sandi/", data={"email": scene.people["resident"].email})
    return browser, "/lupa-sandi/kode/"


def reset(scene: Scene) -> Reached:
    browser, page = resetting(scene)
    ask(browser, "POST", page, data=code_mailed(scene, browser))
    return browser, "/lupa-sandi/baru/"


def proving(scene: Scene) -> Reached:
    browser = scene.browser("member")
    ask(browser, "POST", "/akun/ulangi-masuk/kode/", data={"send": "1"})
    return browser, "/akun/ulangi-masuk/kode/"


def leaving(scene: Scene) -> Reached:
    actions.leave(person=scene.people["member"], withdraws_consent=False)
    return scene.browser("member"), "/akun/hapus/batal/"


def with_draft(scene: Scene) -> Reached:
    browser = scene.browser("staff")
    ask(
        browser,
        "POST",
        "/draf/",
        data={"draft_kind": "projects.project:new", "draft_action": "/proyek/baru/", "title": "A"},
    )
    return browser, "/proyek/baru/"


def archived(scene: Scene) -> Reached:
    shop = archive_organisation(organisation=scene.organisations["shop"], by=scene.people["staff"], reason="Bubar.")
    return scene.browser("staff"), f"/direktori/{shop.pk}/keluarkan-dari-arsip/"


def new_topic(scene: Scene, browser: Browser) -> dict[str, Any]:
    """A topic in the part for everything."""
    return {
        "category": str(general().pk),
        "kind": "question",
        "title": "Kapan jadwal angkut?",
        "body": "Tong di depan pos sudah penuh.",
    }


def own_post(act: str, number: int = 2) -> Callable[[Scene], Reached]:
    """What the lead does with a post of their own."""

    def reach(scene: Scene) -> Reached:
        post = scene.topics["open", "on"].posts.get(number=number)
        return scene.browser("lead"), f"/forum/topik/{post.topic_id}/kiriman/{post.pk}/{act}/"

    return reach


def new_category(act: str) -> Callable[[Scene], Reached]:
    """What staff do with a category in which nothing stands."""

    def reach(scene: Scene) -> Reached:
        made = actions_of_forum.open_category(by=scene.people["staff"], title="Kosong", visibility="public")
        return scene.browser("staff"), f"/forum/{made.pk}/{act}/"

    return reach


def kept_topic(deed: Callable[..., Any], act: str) -> Callable[[Scene], Reached]:
    """What staff do with a topic that was pinned or put away."""

    def reach(scene: Scene) -> Reached:
        topic = deed(topic=scene.topics["open", "on"], by=scene.people["staff"])
        return scene.browser("staff"), f"/forum/topik/{topic.pk}/{act}/"

    return reach


def moving(scene: Scene) -> Reached:
    """To the part for everything, once it was told who reads there."""
    topic = scene.topics["open", "on"]
    return scene.browser("staff"), f"/forum/topik/{topic.pk}/pindah/?to={general().pk}"


def merging(scene: Scene) -> Reached:
    topic, into = scene.topics["open", "on"], scene.topics["open", "shut"]
    return scene.browser("staff"), f"/forum/topik/{topic.pk}/gabung/?into={into.pk}"


def splitting(scene: Scene) -> Reached:
    return scene.browser("staff"), f"/forum/topik/{scene.topics['open', 'on'].pk}/pisah/"


def vouched_for(scene: Scene) -> Reached:
    """Entered by the office: no decision about it was ever taken."""
    return scene.browser("staff"), f"/direktori/{scene.organisations['shop'].pk}/batalkan-verifikasi/"


def cleared(scene: Scene) -> Reached:
    return scene.browser("coordinator"), "/kotak-masuk/?tadi=0"


def all_read(scene: Scene) -> Reached:
    browser = scene.browser("coordinator")
    return browser, ask(browser, "POST", "/forum/dibaca/")["Location"]


def unchecked(what: str = "") -> Callable[[Scene], Reached]:
    """What the office does with an organisation that was sent in."""
    return lambda scene: (scene.browser("leader"), scene.approvals["waiting"].get_absolute_url() + what)


def undoing(scene: Scene) -> Reached:
    return scene.browser("leader"), f"{scene.approvals['granted'].get_absolute_url()}batalkan/"


def to_join(scene: Scene) -> Reached:
    return scene.browser("resident"), f"/direktori/{scene.organisations['firm'].pk}/bergabung/"


def asked(scene: Scene) -> Reached:
    firm = scene.organisations["firm"]
    request = firm.join_requests.get(person=scene.people["former"])
    return scene.browser("former"), f"/direktori/{firm.pk}/bergabung/{request.pk}/tarik/"


def waiting_residence(scene: Scene) -> Reached:
    waiting = scene.people["declined"].residencies.get()
    return scene.browser("declined"), f"/domisili/{waiting.pk}/akhiri/"


def leaving_member(scene: Scene) -> Reached:
    firm = scene.organisations["firm"]
    mine = firm.memberships.get(person=scene.people["representative"])
    return scene.browser("manager"), f"{firm.people_url()}{mine.pk}/lepas/"


def slip(scene: Scene, browser: Browser) -> dict[str, Any]:
    """A code that the counter has just made for somebody it helped."""
    helped = scene.people["assisted"]
    return {"phone": "0812-3456-7890", "code": actions.make_slip(person=helped, by=scene.people["staff"])}


def importing(name: str, what: str) -> Callable[[Scene], Reached]:
    """What the office does with a file that was read."""
    return lambda scene: (scene.browser("leader"), f"/direktori/impor/{scene.imports[name].pk}/{what}/")


def table() -> SimpleUploadedFile:
    return SimpleUploadedFile("daftar.csv", b"Nama organisasi,Unsur\nKoperasi Melati,Swasta\n", "text/csv")


def describing(scene: Scene) -> Reached:
    """The second step of registering: the first one has said which organisation."""
    browser, page = scene.browser("staff"), "/direktori/daftar/"
    ask(browser, "POST", page, data={"name": "Koperasi Melati", "sector": "private", "kind": "koperasi"})
    return browser, f"{page}keterangan/"


def logo_key(scene: Scene, browser: Browser) -> dict[str, Any]:
    """A picture that the manager has sent ahead."""
    return {"logo_key": attachments.receive(owner=scene.people["manager"], upload=picture("Logo")).key}


def at(path: str, role: str = "member") -> Callable[[Scene], Reached]:
    return lambda scene: (scene.browser(role), path)


def agreement(scene: Scene, browser: Browser) -> dict[str, Any]:
    """Between two that are verified."""
    names = "\n".join(scene.organisations[name].name for name in ("firm", "ngo"))
    return {"kind": "cooperation", "title": "Taman bacaan warga", "signed_on": "2026-01-05", "names": names}


def entry(what: str) -> Callable[[Scene], Reached]:
    """An entry that staff wrote into the office's log."""

    def reached(scene: Scene) -> Reached:
        firm = scene.organisations["firm"]
        pk = Engagement.objects.get(organisation=firm).pk
        return scene.browser("staff"), f"/direktori/{firm.pk}/catatan/{pk}/{what}/"

    return reached


def promise(what: str, *, by: str = "manager", of: str = "firm") -> Callable[[Scene], Reached]:
    """What an organisation promised in the open project."""
    return lambda scene: (scene.browser(by), f"{promise_of(scene, 'open', of).get_absolute_url()}{what}/")


def all_promises(scene: Scene) -> Reached:
    return scene.browser("member"), "/komitmen/?lihat=semua"


def colleague(scene: Scene, browser: Browser) -> dict[str, Any]:
    return {"to": str(scene.people["representative"].pk), "note": "Sudah dipesan di pabrik."}


def photo_key(scene: Scene, browser: Browser) -> dict[str, Any]:
    return {"photos_key": Attachment.objects.get(owner=scene.people["staff"], parent_id=None).key}


def proposing(step: int) -> Callable[[Scene], Reached]:
    """A page of the proposal, after those in front of it."""

    def reached(scene: Scene) -> Reached:
        browser, lead = scene.browser("stranger"), scene.organisations["market"].pk
        typed = (IDEA, WHO | {"lead": lead}, WHEN)
        for path, values in list(zip(STEPS, typed, strict=False))[:step]:
            ask(browser, "POST", path, data=values)
        return browser, STEPS[step]

    return reached


def meeting_at(name: str, what: str, role: str) -> Callable[[Scene], Reached]:
    """A page of one of the meetings."""
    return lambda scene: (scene.browser(role), f"/agenda/{scene.meetings[name].pk}/{what}/")


def item_at(name: str, what: str, role: str) -> Callable[[Scene], Reached]:
    """A page of the item that its agenda has."""

    def reached(scene: Scene) -> Reached:
        meeting = scene.meetings[name]
        return scene.browser(role), f"/agenda/{meeting.pk}/acara/{meeting.items.on_agenda()[0].pk}/{what}/"

    return reached


def running(scene: Scene) -> Meeting:
    """The open meeting, begun half an hour ago."""
    began = timezone.now() - timedelta(minutes=30)
    found = Meeting.objects.filter(pk=scene.meetings["open"].pk)
    found.update(starts_at=began, ends_at=began + timedelta(hours=2))
    return found.get()


def running_at(what: str, role: str) -> Callable[[Scene], Reached]:
    return lambda scene: (scene.browser(role), f"/agenda/{running(scene).pk}/{what}/")


def running_code(scene: Scene) -> Reached:
    running(scene)
    return scene.browser("visitor"), "/h/"


def code_on_screen(scene: Scene, browser: Browser) -> dict[str, Any]:
    return {"digits": presence.digits_now(scene.meetings["open"])}


def checking_in(role: str) -> Callable[[Scene], Reached]:
    return lambda scene: (scene.browser(role), f"/h/{presence.ticket(running(scene))}/")


def done(what: str, role: str, days: int = 0) -> Callable[[Scene], Reached]:
    """What may follow once a project is done, so many days later."""

    def reached(scene: Scene) -> Reached:
        completion = confirm_completion(completion=scene.completions["open"], by=scene.people["manager"])
        since = timezone.now() - timedelta(days=days)
        Project.objects.filter(pk=completion.project_id).update(stage_since=since)
        return scene.browser(role), f"/proyek/{completion.project_id}/{what}/"

    return reached


MAIL = frozenset({"mail_message"})
CODES = MAIL | {"mail_mailtoken"}
WORDS = {"title": "Kebun di atap balai RW", "summary": "Sayur untuk dapur umum.", "next_step": "Menghitung pot."}
STEPS = ("/proyek/usulkan/", "/proyek/usulkan/siapa/", "/proyek/usulkan/kapan/", "/proyek/usulkan/periksa/")
IDEA = {"title": "Kebun di atap balai RW", "summary": "Sayur untuk dapur umum di balai RW."}
WHO = {"hoped_for": "PKK dan sekolah", "visibility": "public"}
WHEN = {
    "budget_idr": "1.250.000",
    "fund_sources": "grant",
    "rhythm_days": "30",
    "due_on": "2027-03-01",
    "next_step": "Menghitung pot.",
}
USUAL = {"name": "Senam pagi", "title": "Senam pagi RW", "milestones": "Instruktur siap", "next_step": "Cari lapangan."}
DONE = {
    "evidence": "Berita acara dan foto terlampir.",
    "result": "Dua puluh rumah terlayani.",
    "worked": "Warga ikut sejak awal.",
    "cost_idr": "74.000.000",
    "contact": "Karang Taruna",
    "follow_up": "Perawatan oleh RW.",
}
PROJECT = WORDS | {
    "budget_idr": "1.250.000",
    "fund_sources": "grant",
    "starts_on": "2026-12-01",
    "due_on": "2027-03-01",
}
DECISION = {
    "title": "Kerja bakti tiap Minggu",
    "text": "Mulai pukul tujuh.",
    "person": "",
    "effective_on": "2031-03-12",
}
MEETING = {
    "title": "Rapat kerja bakti",
    "day": "12/03/2031",
    "repeat": "",  # one meeting; what repeats is looked at first
    "starts": "19.30",
    "ends": "21.00",
    "place": "Pos RW 03",
    "agenda": "1. Pembukaan",
    "guests": "Sari <sari@warga.example>",
}
ITEM = {"title": "Lampu jalan", "minutes": "15", "presenter": "Bu Rini", "about": "Padam sejak Senin."}


def first_of_series(scene: Scene) -> Reached:
    """From the first meeting of a series on: the form that changes the rest."""
    first = scene.series["open"].meetings.earliest("occurs_at")
    return scene.browser("coordinator"), f"/agenda/{first.pk}/ubah/seterusnya/"


def rhythm_looked_at(scene: Scene, browser: Browser) -> dict[str, Any]:
    """Another rhythm whose dates were shown: the form carries the name of what was seen."""
    _window, path = first_of_series(scene)
    typed = {"repeat": "weekly", "every": "2", "count": "2", "place": "Pos RW 03"}
    (form,) = [one for one in forms_of(body(ask(browser, "GET", path)).decode(), path) if one.path == path]
    shown = forms_of(body(ask(browser, "POST", path, data=form.untouched | typed)).decode(), path)
    (seen,) = [one.fields["seen"].values[0] for one in shown if one.path == path]
    return typed | {"seen": seen}


TALK = {"kind": "call", "summary": "Membahas pipa.", "next_step": "Kirim surat", "due_on": "2031-03-12"}
INDICATOR = {"aim": "Sampah berkurang", "name": "Sampah terpilah", "unit": "kg", "baseline": "1.400", "months": "3"}
READING = {"on": "2026-11-20", "value": "1.250,5", "source": "Buku timbang"}
CATEGORY = {"title": "Kebun dan dapur umum", "description": "Bibit, pupuk, panen.", "icon": "recycle"}
SLIPS = frozenset({"accounts_slip"})
FILES = frozenset({"commons_attachment"})
CALENDARS = frozenset({"meetings_calendarfeed"})
FORMS: dict[str, list[Example]] = {
    # Doors
    "account_login": [Example({"login": "member@contoh.example"}, "visitor", secret=("password",), again=MAIL)],
    "account_confirm_login_code": [
        Example({}, "visitor", signing_in, has="action", again=MAIL),
        Example(code_mailed, "visitor", signing_in, secret=("code",)),
    ],
    "mfa_authenticate": [Example(recovery_code, "visitor", second_step, secret=("code",), again=MAIL)],
    "accounts:slip_sign_in": [
        Example(slip, "visitor", at("/masuk/ponsel/", "visitor"), secret=("code", "password"), again=SLIPS)
    ],
    "accounts:assisted_open": [
        Example(
            {"name": "Mbah Karto", "phone": "0812-3456-7899", "consent": "on"}, "staff", at("/loket/buka/", "staff")
        )
    ],
    "accounts:slip_make": [Example({}, "staff", again=SLIPS)],
    "account_logout": [Example({}, "member", at("/keluar/"))],
    "account_signup": [
        Example({"name": "Melati", "email": "melati@contoh.example", "consent": "on"}, "visitor", again=MAIL)
    ],
    "account_email_verification_sent": [
        Example({}, "visitor", signing_up, has="action", again=MAIL),
        Example(code_mailed, "visitor", signing_up, secret=("code",)),
    ],
    "account_reset_password": [Example({"email": "resident@contoh.example"}, "visitor", again=MAIL)],
    "account_confirm_password_reset_code": [Example(code_mailed, "visitor", resetting, secret=("code",))],
    "account_complete_password_reset": [
        Example(
            {"password1": "nasi-uduk-pagi-hari", "password2": "nasi-uduk-pagi-hari"},
            "visitor",
            reset,
            secret=("password1", "password2"),
        )
    ],
    # One's own account
    "account_reauthenticate": [
        Example({"password": PASSWORD}, reach=at("/akun/ulangi-masuk/", "resident"), secret=("password",))
    ],
    "mfa_reauthenticate": [
        Example(recovery_code, reach=at("/akun/ulangi-masuk/aplikasi/", "administrator"), secret=("code",))
    ],
    "account_change_password": [
        Example(
            {"oldpassword": PASSWORD, "password1": "nasi-uduk-pagi-hari", "password2": "nasi-uduk-pagi-hari"},
            reach=at("/akun/keamanan/sandi/", "resident"),
            secret=("oldpassword", "password1", "password2"),
            again=MAIL,
        )
    ],
    "account_set_password": [
        Example(
            {"password1": "nasi-uduk-pagi-hari", "password2": "nasi-uduk-pagi-hari"},
            "member",
            secret=("password1", "password2"),
        )
    ],
    "account_email": [Example({"email": "baru@contoh.example"}, "member", again=MAIL)],
    "mfa_activate_totp": [Example(app_code, "member", secret=("code",))],
    "mfa_deactivate_totp": [Example({}, "administrator")],
    "mfa_generate_recovery_codes": [Example({}, "administrator", again=MAIL | {"mfa_authenticator"})],
    "usersessions_list": [Example({}, "member", again=frozenset({"accounts_user"}))],
    "accounts:profile_edit": [Example({"name": "Melati", "title": "Kader", "biography": "Suka berkebun."}, "member")],
    "accounts:consent_give": [Example({}, "member")],
    "accounts:consent_withdraw": [Example({"sure": "on"}, "member")],
    "accounts:data_copy": [Example({}, "member")],
    "accounts:account_leave": [Example({"sure": "on"}, "member")],
    "accounts:account_stay": [Example({}, reach=leaving)],
    "accounts:device_end": [Example({}, "member")],
    "accounts:proof_code": [
        Example({}, "member", has="send", again=MAIL),
        Example(code_mailed, reach=proving, secret=("code",)),
    ],
    "notifications:preference_edit": [Example({"frequency": "daily"}, "member")],
    # Everywhere
    "portal:language_switch": [Example({}, "visitor")],
    "portal:access_request": [Example({}, "stranger")],
    "commons:draft_drop": [Example({}, reach=with_draft)],
    # Links in mails
    "mail:act_detail": [
        Example({"answer": "accept"}, "invited", has="answer", more=("code",), stays=CODES),
        Example({"note": "Diserahkan di pos."}, "manager", has="note", more=("code",), stays=CODES),
        Example({}, "manager", stays=CODES),
    ],
    "mail:act_code": [Example({}, "visitor", again=CODES, stays=CODES)],
    "notifications:subscription_stop": [Example({}, "visitor")],
    # What the office decides
    "approvals:approval_grant": [Example({}, reach=unchecked())],
    "approvals:approval_return": [Example({"reason": "Lengkapi susunan pengurus."}, reach=unchecked("kembalikan/"))],
    "approvals:approval_refuse": [Example({"reason": "Bukan dari kelurahan ini."}, reach=unchecked("tolak/"))],
    "approvals:approval_undo": [Example({"reason": "Salah memilih organisasi.", "then": "dicek"}, reach=undoing)],
    "approvals:deputy_create": [
        Example({"person": "@member", "from_on": "2031-03-03", "to_on": "2031-03-09", "decree": "821/7"}, "staff")
    ],
    "approvals:deputy_end": [Example({}, "staff")],
    # The registry
    "stakeholders:organisation_create": [
        Example(
            {
                "name": "Koperasi Melati",
                "sector": "private",
                "kind": "koperasi",
            },
            "staff",
            again=frozenset({"commons_draft"}),
        )
    ],
    "stakeholders:directory_export": [Example({}, "member", again=frozenset({"stakeholders_exportentry"}))],
    "stakeholders:import_create": [Example({"file": table()}, "staff")],
    "stakeholders:import_apply": [Example({}, reach=importing("waits", "terapkan"))],
    "stakeholders:import_undo": [Example({}, reach=importing("done", "urungkan"))],
    "stakeholders:organisation_describe": [
        Example(
            {"about": "Simpan pinjam warga.", "email": "koperasi@contoh.example", "nib": "1234 5678 9012 3"},
            "staff",
            describing,
        )
    ],
    "stakeholders:logo_edit": [Example(logo_key, "manager", more=("logo_key",), stays=FILES)],
    "stakeholders:logo_remove": [Example({}, "manager")],
    "stakeholders:kind_create": [Example({"sector": "external", "name": "Kedutaan", "name_en": "Embassy"}, "staff")],
    "stakeholders:kind_edit": [Example({"name": "Usaha kecil"}, "staff")],
    "stakeholders:kind_switch": [Example({}, "staff")],
    "stakeholders:office_create": [
        Example({"office": "secretary", "name": "Ibu Lestari", "decree": "13/2025", "since_on": "01/12/2025"}, "staff")
    ],
    "stakeholders:office_edit": [Example({"decree": "12a/2025"}, "staff")],
    "stakeholders:organisation_edit": [Example({"about": "Air bersih untuk RW sekitar."}, "manager")],
    "stakeholders:organisation_follow": [Example({}, "member")],
    "stakeholders:organisation_suspend": [Example({"reason": "Pengurus tidak dapat dihubungi."}, "staff")],
    "stakeholders:organisation_unverify": [Example({"reason": "Ternyata bukan organisasi."}, "staff", vouched_for)],
    "stakeholders:organisation_reinstate": [Example({}, "staff")],
    "stakeholders:organisation_unarchive": [Example({"reason": "Pengurus baru terpilih."}, "staff", archived)],
    "stakeholders:organisation_archive": [Example({"reason": "Sudah bubar sejak tahun lalu."}, "staff")],
    "stakeholders:invitation_create": [Example({"emails": "dita@contoh.example", "title": "Humas"}, "manager")],
    "stakeholders:invitation_resend": [Example({}, "manager")],
    "stakeholders:join_ask": [Example({"note": "Bendahara sejak Januari."}, "resident", to_join)],
    "stakeholders:join_withdraw": [Example({}, "former", asked)],
    "stakeholders:join_answer": [Example({"answer": "decline", "reason": "Belum kami kenal."}, "manager")],
    "stakeholders:residency_detail": [Example({}, "resident", at("/akun/domisili/", "resident"))],
    "stakeholders:residency_answer": [Example({"answer": "confirm"}, "staff")],
    "stakeholders:residency_end": [Example({}, "declined", waiting_residence)],
    "stakeholders:membership_end": [Example({}, "manager", leaving_member)],
    "stakeholders:membership_role": [Example({"role": "manager"}, "manager")],
    "stakeholders:invitation_revoke": [Example({}, "manager")],
    "stakeholders:invitation_answer": [Example({}, "member")],
    "stakeholders:agreement_create": [Example(agreement, "staff", more=("documents_key",), stays=FILES)],
    "stakeholders:agreement_edit": [Example({"number": "12/2026"}, "staff", more=("documents_key",), stays=FILES)],
    "stakeholders:agreement_end": [Example({"end_reason": "Disepakati bersama."}, "staff")],
    "stakeholders:capability_create": [
        Example({"category": "labour", "what": "Relawan", "amount": "12", "unit": "orang"}, "manager")
    ],
    "stakeholders:capability_edit": [Example({"what": "Relawan kerja bakti"}, "manager")],
    "stakeholders:capability_offer": [Example({}, "manager")],
    "stakeholders:engagement_create": [Example(TALK, "staff")],
    "stakeholders:engagement_edit": [Example({"summary": "Membahas pompa."}, reach=entry("ubah"))],
    "stakeholders:engagement_add": [Example({"text": "Pompanya sudah datang."}, reach=entry("tambah"))],
    "stakeholders:engagement_tick": [Example({}, reach=entry("selesai"))],
    # Projects
    "projects:project_create": [Example(PROJECT, "staff", has="title")],
    "projects:project_edit": [Example(PROJECT, "coordinator")],
    "projects:project_follow": [Example({}, "member")],
    "projects:project_propose": [Example(IDEA, "member")],
    "projects:proposal_who": [Example(WHO, "stranger", proposing(1))],
    "projects:proposal_when": [Example(WHEN, "stranger", proposing(2))],
    "projects:proposal_check": [Example({}, "stranger", proposing(3))],
    "projects:proposal_resubmit": [Example({}, "stranger")],
    "projects:proposal_withdraw": [Example({"reason": "Digabung dengan usulan RW sebelah."}, "stranger")],
    "projects:template_create": [Example(USUAL, "staff")],
    "projects:template_edit": [Example(USUAL, "staff")],
    "projects:completion_create": [Example(DONE, "coordinator", more=("documents_key",), stays=FILES)],
    "projects:completion_confirm": [Example({}, "manager")],
    "projects:completion_decline": [Example({"reason": "Dua tong belum terpasang."}, "manager")],
    "projects:project_reopen": [Example({"reason": "Pompa rusak lagi."}, "manager", done("buka-lagi", "manager"))],
    "projects:project_archive": [Example({}, "coordinator", done("arsipkan", "coordinator", days=15))],
    "projects:project_stage": [Example({"stage": "on_hold", "reason": "Menunggu izin lingkungan."}, "coordinator")],
    "projects:update_create": [
        Example(
            {"condition": "attention", "progress": "45", "note": "Tong datang separuh.", "help_from": "Dinas LH"},
            "manager",
            more=("photos_key",),
            stays=FILES,
        )
    ],
    "projects:milestone_create": [
        Example({"title": "Lahan siap", "due_on": "2026-12-20", "weight": "30"}, "coordinator")
    ],
    "projects:milestone_edit": [
        Example({"title": "Lahan rata", "due_on": "2026-12-21", "state": "active"}, "coordinator")
    ],
    "projects:milestone_up": [Example({}, "coordinator")],
    "projects:milestone_down": [Example({}, "coordinator")],
    "projects:milestone_level": [Example({}, "coordinator")],
    "projects:project_export": [Example({"bentuk": "csv"}, "member", again=frozenset({"projects_projectexport"}))],
    "projects:indicator_create": [Example(INDICATOR, "coordinator")],
    "projects:indicator_edit": [Example(INDICATOR, "coordinator")],
    "projects:indicator_remove": [Example({}, "coordinator")],
    "projects:reading_create": [Example(READING, "manager")],
    "projects:task_create": [
        Example({"what": "Ukur lahan", "person": "", "amount": "2", "unit": "hari"}, "coordinator")
    ],
    "projects:update_correct": [
        Example(
            {"condition": "attention", "progress": "44", "note": "Bukan separuh, sepertiga.", "help_from": "Dinas LH"},
            "manager",
            more=("photos_key",),
            stays=FILES,
        )
    ],
    "projects:obstacle_create": [Example({"what": "Truk tidak muat di gang.", "since_on": "2026-11-20"}, "manager")],
    "projects:obstacle_answer": [Example({"answer": "Kami kirim gerobak motor."}, "manager")],
    "projects:obstacle_resolve": [Example({"resolution": "Dijemput dengan gerobak motor."}, "coordinator")],
    "projects:milestone_tick": [Example({}, "coordinator")],
    "projects:milestone_remove": [Example({}, "coordinator")],
    "projects:partner_invite": [
        Example({"contribution": "Relawan setiap Sabtu.", "amount": "2", "due_on": "2031-03-12"}, "coordinator")
    ],
    "projects:partnership_answer": [Example({"answer": "decline", "reason": "Belum ada tenaga."}, "invited")],
    "projects:partnership_end": [Example({"reason": "Sudah selesai."}, "coordinator")],
    # The promise ledger
    "commitments:commitment_keep": [
        Example({"note": "Diserahkan di pos."}, "manager", promise("tepati"), more=("photos_key",), stays=FILES)
    ],
    "commitments:commitment_move": [
        Example({"due_on": "2031-03-12", "reason": "Pabrik masih libur."}, "manager", promise("tenggat"))
    ],
    "commitments:commitment_hand_over": [Example(colleague, "manager", promise("serahkan"))],
    "commitments:commitment_undo": [
        Example({"reason": "Baru separuh yang datang."}, "partner", promise("belum", by="partner", of="ngo"))
    ],
    "commitments:commitment_export": [
        Example({"bentuk": "csv"}, "member", all_promises, again=frozenset({"commitments_commitmentexport"}))
    ],
    "commitments:commitment_withdraw": [Example({"reason": "Anggaran dipotong."}, "manager", promise("tarik"))],
    # Meetings
    "meetings:meeting_create": [Example(MEETING, "staff")],
    "meetings:project_meeting_create": [Example(MEETING, "coordinator")],
    "meetings:invitee_answer": [
        Example(
            {"answer": "maybe", "note": "Datang berdua.", "names": "Pak Teknisi", "companions": "1"},
            "manager",
            meeting_at("open", "hadir", "manager"),
        ),
        Example({"answer": "maybe"}, "manager", has="cepat"),
    ],
    "meetings:item_create": [Example(ITEM, "coordinator", more=("documents_key",), stays=FILES)],
    "meetings:item_edit": [
        Example(ITEM, "coordinator", item_at("open", "ubah", "coordinator"), more=("documents_key",), stays=FILES)
    ],
    "meetings:item_shift": [Example({"arah": "turun"}, "coordinator")],
    "meetings:item_remove": [Example({}, "coordinator")],
    "meetings:item_propose": [
        Example(
            {"title": "Lampu jalan", "minutes": "10", "about": "Padam sejak Senin."},
            "manager",
            more=("documents_key",),
            stays=FILES,
        )
    ],
    "meetings:item_take": [Example({}, "coordinator")],
    "meetings:item_decline": [Example({"reason": "Bukan wewenang rapat ini."}, "coordinator")],
    "meetings:minute_taker_set": [Example({}, "coordinator")],
    "meetings:attendance_export": [
        Example({"bentuk": "csv"}, "coordinator", again=frozenset({"meetings_attendanceexport"}))
    ],
    "meetings:attendance_add": [Example({}, reach=running_at("presensi/tambah", "coordinator"))],
    "meetings:attendance_walk_in": [Example({"name": "Mbah Karto"}, reach=running_at("presensi/tulis", "coordinator"))],
    "meetings:attendance_undo": [Example({}, "coordinator")],
    "meetings:check_in_code": [Example(code_on_screen, reach=running_code)],
    "meetings:check_in": [
        Example({}, reach=checking_in("manager")),
        Example({"name": "Mbah Karto", "agrees": "on"}, reach=checking_in("visitor"), has="agrees"),
    ],
    "meetings:invitee_create": [Example({"guests": "Sari <sari@warga.example>"}, "coordinator")],
    "meetings:invitee_remove": [Example({}, "coordinator")],
    "meetings:meeting_move": [Example({"place": "Balai RW 05"}, "coordinator")],
    "meetings:feed_make": [Example({}, "member", at("/agenda/langganan/", "member"), again=CALENDARS)],
    "meetings:feed_change": [
        Example({"meetings": "followed"}, "manager", with_a_calendar, has="meetings"),
    ],
    "meetings:feed_end": [Example({}, "member", at("/agenda/langganan/cabut/", "member"))],
    "meetings:meeting_reminders": [Example({"reminders": ["3d"]}, "coordinator")],
    "meetings:meeting_cancel": [Example({"reason": "Hujan deras sejak pagi."}, "coordinator")],
    "meetings:general_edit": [Example({"text": "Disepakati: pompa dipinjam."}, "coordinator")],
    "meetings:part_edit": [Example({"text": "Tiga titik diukur."}, "coordinator")],
    "meetings:decision_create": [Example(DECISION, "coordinator")],
    "meetings:item_decision_create": [Example(DECISION, "coordinator")],
    "meetings:decision_drop": [Example({}, "coordinator")],
    "meetings:follow_up_create": [
        Example({"what": "Ukur tiga titik", "person": "", "due_on": "2031-03-12"}, "coordinator")
    ],
    "meetings:item_finish": [Example({}, "coordinator")],
    "meetings:item_defer": [Example({}, "coordinator")],
    "meetings:minutes_circulate": [Example({}, "coordinator")],
    "meetings:minutes_approve": [Example({}, "manager")],
    "meetings:minutes_object": [Example({"reason": "Jadwal belum disepakati."}, "manager")],
    "meetings:items_hand_on": [Example({}, "coordinator")],
    "meetings:decision_export": [Example({"bentuk": "csv"}, "member", again=frozenset({"meetings_decisionexport"}))],
    "meetings:meeting_move_following": [Example(rhythm_looked_at, reach=first_of_series)],
    "meetings:meeting_cancel_following": [Example({"reason": "Sudah selesai dibahas."}, "coordinator")],
    "meetings:series_answer": [Example({"answer": "maybe", "note": "Datang berdua."}, "manager")],
    "meetings:series_invitee_create": [Example({"guests": "Sari <sari@warga.example>"}, "coordinator")],
    "meetings:series_invitee_remove": [Example({}, "coordinator")],
    "meetings:guest_answer": [Example({"answer": "yes", "note": "Perlu kursi roda."}, "visitor")],
    # The forum
    "forums:category_create": [Example(CATEGORY, "staff")],
    "forums:category_edit": [Example(CATEGORY, "staff")],
    "forums:forum_open": [Example({}, "manager")],
    "forums:category_shift": [Example({"arah": "turun"}, "staff")],
    "forums:category_delete": [Example({}, "staff", new_category("hapus"))],
    "forums:moderator_list": [Example({"person": "@keeper"}, "staff")],
    "forums:moderator_remove": [Example({}, "staff")],
    "forums:topic_pin": [Example({"until": "2031-03-12"}, "staff")],
    "forums:topic_unpin": [Example({}, reach=kept_topic(actions_of_forum.pin_topic, "lepas-sematan"))],
    "forums:topic_move": [Example({}, reach=moving, has="told")],
    "forums:topic_merge": [Example({}, reach=merging, has="told")],
    "forums:topic_split": [Example({"title": "Jadwal angkut Rabu", "numbers": ["2", "5"]}, reach=splitting)],
    "forums:topic_archive": [Example({}, "staff")],
    "forums:topic_unarchive": [Example({}, reach=kept_topic(actions_of_forum.archive_topic, "keluarkan-dari-arsip"))],
    "forums:read_all": [Example({}, "coordinator")],
    "forums:read_category": [Example({}, "coordinator")],
    "forums:read_undo": [Example({}, reach=all_read)],
    "forums:summary_edit": [Example({"body": "Diangkut Selasa dan Jumat."}, "coordinator")],
    "forums:summary_remove": [Example({}, "coordinator")],
    "forums:topic_create": [
        Example(
            {"title": "Kapan jadwal angkut?", "body": "Tong di depan pos sudah penuh.", "kind": "question"},
            "resident",
            at("/forum/baru/", "resident"),
            more=("photos_key",),
            stays=FILES,
        )
    ],
    "forums:post_create": [
        Example({"body": "Selasa dan Jumat pagi, Bu."}, "member", more=("photos_key",), stays=FILES)
    ],
    "forums:topic_preview": [Example(new_topic, "resident", script="text", chosen=("category", "kind"))],
    "forums:post_preview": [Example({"body": "Selasa dan Jumat pagi, Bu."}, "member", script="text")],
    "forums:post_edit": [Example({"body": "Selasa, Jumat, dan Sabtu pagi."}, "lead", own_post("ubah"))],
    "forums:post_edit_preview": [Example({"body": "Selasa, Jumat, dan Sabtu pagi."}, "lead", script="text")],
    "forums:post_delete": [Example({}, "lead", own_post("hapus"))],
    "forums:post_restore": [Example({}, "lead", own_post("kembalikan", number=4))],
    "forums:post_useful": [Example({"ya": "2"}, "staff")],
    "forums:topic_close": [Example({"reason": "Sudah terjawab."}, "staff")],
    "forums:topic_reopen": [Example({}, "staff")],
    "forums:post_hide": [Example({"reason": "Iklan obat."}, "staff")],
    "forums:post_show": [Example({}, "staff")],
    "forums:post_report": [Example({"reason": "spam", "text": "Sudah tiga kali."}, "member")],
    "forums:report_detail": [Example({"outcome": "dismissed", "note": "Bukan iklan."}, "staff")],
    "forums:held_release": [Example({}, "staff")],
    "forums:held_refuse": [Example({"reason": "Bukan soal kelurahan."}, "staff")],
    "forums:question_answer": [
        Example({"body": "Selasa pukul 08.00, Bu."}, "invited", more=("photos_key",), stays=FILES)
    ],
    "forums:question_reopen": [Example({"body": "Tanggalnya belum disebut."}, "coordinator")],
    "forums:answer_mark": [Example({}, "staff")],
    "forums:answer_unmark": [Example({}, "staff")],
    "forums:template_create": [Example({"title": "Jam buka", "body": "Loket buka Senin sampai Jumat."}, "invited")],
    "forums:template_edit": [Example({"title": "Salam pagi", "body": "Selamat pagi, terima kasih."}, "invited")],
    "forums:template_remove": [Example({}, "invited")],
    # What one is told
    "notifications:inbox_clear": [Example({}, "coordinator")],
    "notifications:inbox_restore": [Example({}, reach=cleared)],
    "notifications:group_clear": [Example({}, "coordinator")],
    "notifications:follow_set": [Example({"level": "2"}, "coordinator")],
    # Sent by scripts
    "commons:attachment_create": [
        Example({"file": picture("Taman")}, "member", script="file", again=FILES, stays=FILES)
    ],
    "commons:draft_save": [
        Example(
            {"draft_kind": "projects.project:new", "draft_action": "/proyek/baru/", "title": "Kebun"},
            "staff",
            script="text",
        )
    ],
    "activity:read_mark": [Example({"position": "1"}, "member", script="text")],
}
