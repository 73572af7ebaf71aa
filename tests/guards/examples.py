"""A valid example of every form of the portal: who fills it in, how one gets to it, and what is typed.

A form is known by the name of the address that it is sent to; where several are sent to one address, by a field or
button that only it has. What is not named here is sent as the page has it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from accounts import actions
from commons import attachments
from commons.models import Attachment
from mail.models import Message
from tests.guards.answers import ask
from tests.guards.browser import Browser
from tests.guards.cast import PASSWORD, Scene, picture

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


def cleared(scene: Scene) -> Reached:
    return scene.browser("coordinator"), "/kotak-masuk/?tadi=0"


def unchecked(what: str) -> Callable[[Scene], Reached]:
    """What the office does with an organisation that was sent in."""
    return lambda scene: (scene.browser("leader"), f"/direktori/{scene.organisations['hidden'].pk}/{what}/")


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


def photo_key(scene: Scene, browser: Browser) -> dict[str, Any]:
    return {"photos_key": Attachment.objects.get(owner=scene.people["staff"], parent_id=None).key}


MAIL = frozenset({"mail_message"})
CODES = MAIL | {"mail_mailtoken"}
WORDS = {"title": "Kebun di atap balai RW", "summary": "Sayur untuk dapur umum.", "next_step": "Menghitung pot."}
PROJECT = WORDS | {"budget_idr": "1.250.000", "starts_on": "2026-12-01", "due_on": "2027-03-01"}
MEETING = {
    "title": "Rapat kerja bakti",
    "day": "12/03/2031",
    "starts": "19.30",
    "ends": "21.00",
    "place": "Pos RW 03",
    "agenda": "1. Pembukaan",
    "guests": "Sari <sari@warga.example>",
}
CATEGORY = {"title": "Kebun dan dapur umum", "description": "Bibit, pupuk, panen.", "order": "40"}
FILES = frozenset({"commons_attachment"})
FORMS: dict[str, list[Example]] = {
    # Doors
    "account_login": [Example({"login": "member@contoh.example"}, "visitor", secret=("password",), again=MAIL)],
    "account_confirm_login_code": [
        Example({}, "visitor", signing_in, has="action", again=MAIL),
        Example(code_mailed, "visitor", signing_in, secret=("code",)),
    ],
    "mfa_authenticate": [Example(recovery_code, "visitor", second_step, secret=("code",), again=MAIL)],
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
        Example({}, "manager", stays=CODES),
    ],
    "mail:act_code": [Example({}, "visitor", again=CODES, stays=CODES)],
    "notifications:subscription_stop": [Example({}, "visitor")],
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
    "stakeholders:organisation_verify": [Example({}, reach=unchecked("verifikasi"))],
    "stakeholders:organisation_return": [
        Example({"reason": "Lengkapi susunan pengurus."}, reach=unchecked("kembalikan"))
    ],
    "stakeholders:organisation_follow": [Example({}, "member")],
    "stakeholders:organisation_suspend": [Example({}, "staff")],
    "stakeholders:organisation_reinstate": [Example({}, "staff")],
    "stakeholders:invitation_create": [Example({"email": "dita@contoh.example", "title": "Humas"}, "manager")],
    "stakeholders:membership_end": [Example({}, "manager")],
    "stakeholders:membership_role": [Example({"role": "manager"}, "manager")],
    "stakeholders:invitation_revoke": [Example({}, "manager")],
    "stakeholders:invitation_answer": [Example({}, "member")],
    "account_request_login_code": [Example({}, "visitor")],
    # Projects
    "projects:project_create": [Example(PROJECT, "staff")],
    "projects:project_edit": [Example(PROJECT, "coordinator")],
    "projects:project_follow": [Example({}, "member")],
    "projects:project_stage": [Example({"stage": "on_hold", "reason": "Menunggu izin lingkungan."}, "coordinator")],
    "projects:update_create": [
        Example(
            {"condition": "attention", "progress": "45", "note": "Tong datang separuh.", "help_from": "Dinas LH"},
            "manager",
            more=("photos_key",),
            stays=FILES,
        )
    ],
    "projects:milestone_create": [Example({"title": "Lahan siap", "due_on": "2026-12-20"}, "coordinator")],
    "projects:milestone_edit": [Example({"title": "Lahan rata", "due_on": "2026-12-21"}, "coordinator")],
    "projects:milestone_tick": [Example({}, "coordinator")],
    "projects:milestone_remove": [Example({}, "coordinator")],
    "projects:partner_invite": [Example({"contribution": "Dua relawan setiap Sabtu."}, "coordinator")],
    "projects:partnership_answer": [Example({"answer": "decline", "reason": "Belum ada tenaga."}, "invited")],
    "projects:partnership_end": [Example({"reason": "Sudah selesai."}, "coordinator")],
    # Meetings
    "meetings:meeting_create": [Example(MEETING, "staff")],
    "meetings:project_meeting_create": [Example(MEETING, "coordinator")],
    "meetings:invitee_answer": [Example({"answer": "maybe", "note": "Datang berdua."}, "manager")],
    "meetings:invitee_create": [Example({"guests": "Sari <sari@warga.example>"}, "coordinator")],
    "meetings:invitee_remove": [Example({}, "coordinator")],
    "meetings:meeting_move": [Example({"place": "Balai RW 05"}, "coordinator")],
    "meetings:meeting_cancel": [Example({"reason": "Hujan deras sejak pagi."}, "coordinator")],
    "meetings:minutes_publish": [Example({"text": "Disepakati: pompa dipinjam."}, "coordinator")],
    "meetings:guest_answer": [Example({"answer": "yes", "note": "Perlu kursi roda."}, "visitor")],
    # The forum
    "forums:category_create": [Example(CATEGORY, "staff")],
    "forums:category_edit": [Example(CATEGORY, "staff")],
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
    "forums:topic_close": [Example({"reason": "Sudah terjawab."}, "staff")],
    "forums:topic_reopen": [Example({}, "staff")],
    "forums:post_hide": [Example({"reason": "Iklan obat."}, "staff")],
    "forums:post_show": [Example({}, "staff")],
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
