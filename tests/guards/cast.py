"""A scene for the guards: somebody in every role, and every kind of thing once open and once private.

`MARKER` stands in everything that the private project and the private organisation hold, and nowhere else.
"""

import io
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone
from PIL import Image

from accounts.actions import open_account, set_active
from accounts.models import User
from accounts.queries import COPY
from activity.actions import begin_to_follow
from approvals.actions import return_, set_deputy
from approvals.models import Approval
from commitments.actions import keep_commitment
from commitments.models import Commitment
from commons import attachments
from commons.audience import give, set_visibility
from commons.calendar import at, today
from commons.models import Area, Attachment, Job, Visibility
from forums.actions import (
    add_template,
    close_topic,
    delete_post,
    edit_post,
    find_useful,
    hide_post,
    mark_answer,
    name_moderator,
    open_topic,
    publish_post,
    report_post,
    send_post,
)
from forums.models import Category, Post, Topic
from forums.queries import quoted
from meetings.actions import (
    Guest,
    answer_meeting,
    call_meeting,
    call_series,
    circulate_minutes,
    note_decision,
    propose_item,
    write_part,
)
from meetings.models import Attendance, Meeting, MeetingSeries
from meetings.recurrence import Rhythm
from notifications.fanout import dispatch
from projects.actions import (
    add_indicator,
    add_milestone,
    answer_obstacle,
    answer_partnership,
    end_partnership,
    invite_partner,
    open_project,
    post_status,
    propose_completion,
    propose_project,
    raise_obstacle,
    reach_milestone,
    resolve_obstacle,
)
from projects.models import PROPOSAL, Completion, Partnership, Project, Proposal
from stakeholders.actions import (
    ask_for_residency,
    ask_to_join,
    carry_out_import,
    end_membership,
    enter_office_term,
    invite_representative,
    join,
    read_import,
    register_organisation,
    start_import,
    suspend_organisation,
)
from stakeholders.actions.agreements import keep_agreement
from stakeholders.actions.capabilities import add_capability
from stakeholders.actions.engagements import log_engagement
from stakeholders.models import Import, Invitation, Membership, Organisation
from tests.forums.town import general
from tests.guards.browser import Browser
from tests.people import person

MARKER = "Kunyit7391"
PASSWORD = "pisang-goreng-hangat"
MANAGER, REPRESENTATIVE = Membership.Role.MANAGER, Membership.Role.REPRESENTATIVE
OFFICES = {"staff": ("staff",), "leader": ("staff", "leader"), "moderator": ("moderator",)}
# Each role, and which organisation they speak for or once spoke for.
SPEAKS_FOR = {
    "manager": "firm",
    "representative": "firm",
    "ex_member": "firm",
    "suspended": "firm",
    "partner": "ngo",
    "lead": "youth",
    "invited": "rw",
    "declined": "shop",
    "former": "school",
    "stranger": "market",
    "keeper": "hidden",
    "frozen": "closed",
}
# How each organisation came to stand beside the projects: who answered, and what came of it.
COURSES: dict[str, tuple[str, ...]] = {
    "firm": ("manager", "accepts"),
    "ngo": ("partner", "accepts"),
    "rw": (),
    "shop": ("declined", "declines"),
    "school": ("former", "ends"),
}
SIGNED_OUT = ("visitor", "suspended")
WITHOUT_A_SESSION = (*SIGNED_OUT, "assisted")  # whose account was opened at the counter, and who never came
ROLES = (
    "visitor", "suspended", "unconfirmed", "member", "resident", "stranger", "invited", "declined", "former",
    "ex_member", "frozen", "representative", "manager", "partner", "lead", "keeper", "coordinator", "moderator",
    "staff", "leader", "administrator",
)  # fmt: skip


@dataclass
class Scene:
    """Who and what is there; the sessions are of people who proved a moment ago who they are."""

    people: dict[str, User]
    organisations: dict[str, Organisation]
    open: Project
    private: Project
    partnerships: dict[tuple[str, str], Partnership]  # by "open" or "private", and the organisation
    meetings: dict[str, Meeting]  # see `_meetings`
    series: dict[str, MeetingSeries]  # of three meetings each: the open project's, the private one's
    photos: dict[str, Attachment]
    approvals: dict[str, Approval]  # "granted": the firm's; "waiting": of the hidden organisation
    topics: dict[tuple[str, str], Topic]  # by "open" or "private", and "on", "shut", "asked" or "answered"
    completions: dict[str, Completion]  # each of a further project, "open" or "private", that its lead says is done
    proposal: Proposal  # the stranger's, sent back by the staff
    imports: dict[str, Import]  # one that waits to be carried out, and one that was (`done`) and changed nothing
    sessions: dict[str, str]

    def browser(self, role: str, *, is_strict: bool = False) -> Browser:
        """A new window of the browser in which this role is signed in."""
        return Browser(self.sessions.get(role, ""), is_strict=is_strict)


def make_scene() -> Scene:
    """Everybody takes part and is told of it; then some decline, are parted with, leave, are suspended."""
    people = _people()
    organisations = _organisations(people)
    projects = {name: _project(name, people, organisations) for name in ("open", "private")}
    partnerships = {
        (name, one): _invited(project, organisations[one], people)
        for name, project in projects.items()
        for one in COURSES
    }
    for (_, one), partnership in partnerships.items():
        _answered(partnership, people, *COURSES[one])
    photos = {
        name: _update(project, people, organisations["firm"], projects["open" if name == "private" else "private"])
        for name, project in projects.items()
    }
    for project in projects.values():
        _obstacles(project, people, organisations["firm"])
        _kept(project, people)
    meetings = _meetings(projects, people, organisations)
    series = {name: _series(name, project, people, organisations) for name, project in projects.items()}
    topics = {(name, how): _topic(project, people, how) for name, project in projects.items() for how in ("on", "shut")}
    _quoted_outside(topics, people)
    topics |= {
        (name, how): _question(project, people, organisations["rw"], how)
        for name, project in projects.items()
        for how in ("asked", "answered")
    }
    add_template(
        organisation=organisations["rw"], by=people["invited"], title="Salam", body="Terima kasih sudah bertanya."
    )
    name_moderator(category=general(), person=people["resident"], by=people["staff"])
    completions = {name: _completion(name, people, organisations) for name in ("open", "private")}
    proposal = _proposal(people, organisations)
    _dealings(people, organisations)
    _hide(people, organisations["hidden"])
    approvals = _approvals(people, organisations)
    dispatch()
    for (_, one), partnership in partnerships.items():
        _parted(partnership, people, *COURSES[one])
    _part(people, organisations)
    _own_things(people, organisations["firm"])
    dispatch()
    _asking(people, organisations)
    imports = _imports(people)
    sessions = {role: _session(one) for role, one in people.items()}
    people["assisted"] = open_account(
        by=people["staff"], name="Nenek Loket", phone="+6281234567890", area=people["resident"].area, language="id"
    )
    set_active(person=people["suspended"], is_active=False)
    return Scene(
        people,
        organisations,
        projects["open"],
        projects["private"],
        partnerships,
        meetings,
        series,
        photos,
        approvals,
        topics,
        completions,
        proposal,
        imports,
        sessions,
    )


def _people() -> dict[str, User]:
    people = {
        role: person(
            role.replace("_", "-"),
            f"{role.replace('_', ' ').title()} Bersama",
            offices=OFFICES.get(role, ()),
            password=PASSWORD if role == "resident" else None,
        )
        for role in ROLES
        if role not in ("visitor", "unconfirmed", "administrator")
    }
    people["unconfirmed"] = person("unconfirmed", "Belum Terkonfirmasi", confirmed_at=None)
    boss = person("administrator", "Administrator Bersama", is_staff=True, is_superuser=True)
    TOTP.activate(boss, generate_totp_secret())
    RecoveryCodes.activate(boss).mark_as_viewed()  # allauth notes the first look, and only that
    people["administrator"] = boss
    kelurahan = Area.objects.get_or_create(level="kelurahan", defaults={"name": "Tanjung Barat"})[0]
    people["resident"].area = Area.objects.get_or_create(level="rw", number=3, parent=kelurahan)[0]
    people["resident"].save()
    people["staff"].is_listed = True
    people["staff"].save()
    return people


def _organisations(people: dict[str, User]) -> dict[str, Organisation]:
    """All verified; their people are in. The shop's, the school's and the RW's speak for nothing else."""
    sectors = {"firm": "private", "ngo": "external", "shop": "private", "market": "private"}
    made = {
        name: register_organisation(
            by=people["leader"],
            name=f"{MARKER} Hening" if name == "hidden" else f"Organisasi {name.title()}",
            about=f"{MARKER} belum dicek." if name == "hidden" else "Organisasi warga.",
            vision=f"Visi {MARKER}." if name == "hidden" else "",
            sector=sectors.get(name, "community"),
        )
        for name in dict.fromkeys(SPEAKS_FOR.values())
    }
    for role, name in SPEAKS_FOR.items():
        is_ordinary = role in ("representative", "ex_member", "suspended")
        join(organisation=made[name], person=people[role], role=REPRESENTATIVE if is_ordinary else MANAGER)
    return made


def _project(name: str, people: dict[str, User], organisations: dict[str, Organisation]) -> Project:
    word = MARKER if name == "private" else "Terbuka"
    project = open_project(
        by=people["leader"],
        title=f"Proyek {word}",
        summary=f"Ringkasan {word} untuk warga.",
        next_step=f"Langkah {word}.",
        lead=organisations["youth"],
        coordinator=people["coordinator"],
        visibility=Visibility.PRIVATE if name == "private" else Visibility.PUBLIC,
    )
    for title in (f"Tonggak {word}", f"Tercapai {word}"):
        milestone = add_milestone(
            project=project, by=people["coordinator"], title=title, due_on=today() + timedelta(days=40)
        )
    reach_milestone(milestone=milestone, by=people["coordinator"])
    add_indicator(
        project=project, by=people["coordinator"], aim=f"Tujuan {word}", name=f"Indikator {word}", unit="kg",
    )  # fmt: skip
    return project


def _completion(name: str, people: dict[str, User], organisations: dict[str, Organisation]) -> Completion:
    """Waits for the firm, or for the office where it may see the project."""
    word = MARKER if name == "private" else "Terbuka"
    project = open_project(
        by=people["leader"],
        title=f"Akhir {word}",
        lead=organisations["youth"],
        coordinator=people["coordinator"],
        visibility=Visibility.PRIVATE if name == "private" else Visibility.PUBLIC,
    )
    _answered(_invited(project, organisations["firm"], people), people, *COURSES["firm"])
    return propose_completion(
        project=project,
        by=people["lead"],
        acting_as=organisations["youth"],
        evidence=f"Bukti {word} lengkap.",
        result=f"Hasil {word} nyata.",
        contact=f"Kontak {word}",
    )


def _proposal(people: dict[str, User], organisations: dict[str, Organisation]) -> Proposal:
    """Sent back, and so its proposer's to mend."""
    market, words = organisations["market"], {"title": "Kios sayur bersama", "summary": "Sayur segar dekat rumah."}
    proposal = propose_project(by=people["stranger"], lead=market, **words)
    approval = Approval.objects.about(PROPOSAL, proposal.pk).get()
    return_(approval=approval, by=people["staff"], reason="Sebutkan tempatnya.")
    return proposal


def _invited(project: Project, organisation: Organisation, people: dict[str, User]) -> Partnership:
    return invite_partner(
        project=project, organisation=organisation, by=people["coordinator"], role="supporter",
        contribution=f"Sumbangan {word_of(project)}", due_on=today() + timedelta(days=40),
    )  # fmt: skip


def _kept(project: Project, people: dict[str, User]) -> None:
    """What the partner promised is marked as kept."""
    commitment = Commitment.objects.get(place=project.thread, person=people["partner"])
    keep_commitment(commitment=commitment, by=people["partner"], note=f"Bukti {word_of(project)}")


def _answered(partnership: Partnership, people: dict[str, User], who: str = "", how: str = "") -> None:
    if how in ("accepts", "ends"):
        answer_partnership(partnership=partnership, by=people[who], accept=True)


def _parted(partnership: Partnership, people: dict[str, User], who: str = "", how: str = "") -> None:
    word = word_of(partnership.project)
    if how == "declines":
        answer_partnership(partnership=partnership, by=people[who], accept=False, reason=f"Menolak {word}")
    if how == "ends":
        end_partnership(partnership=partnership, by=people["coordinator"], reason=f"Akhir {word}")


def word_of(thing: Project | Category) -> str:
    return MARKER if thing.audience.visibility == Visibility.PRIVATE else "Terbuka"


def _update(project: Project, people: dict[str, User], firm: Organisation, beside: Project) -> Attachment:
    """Told by the firm's manager, with a photo that carries the word in its name and its metadata, and a reference to
    the other project; then by one who leaves the firm later. Both who will leave have been following."""
    word, link = word_of(project), f"{settings.SITE_URL}/proyek/{beside.pk}-x/"
    for role in ("ex_member", "suspended"):
        begin_to_follow(people[role], project.thread)
    photo = attachments.receive(owner=people["manager"], upload=picture(word))
    post_status(
        project=project, author=people["manager"], acting_as=firm, condition="attention", progress=40,
        note=f"Kabar {word} dari lapangan, lihat {link}", help_from=f"Bantuan {word}", photos=[photo],
    )  # fmt: skip
    post_status(project=project, author=people["ex_member"], acting_as=firm, condition="on_track", note="Sudah dicek.")
    photo.refresh_from_db()
    return photo


def _obstacles(project: Project, people: dict[str, User], firm: Organisation) -> None:
    """One that the firm has answered and that is resolved; and one that waits for its answer."""
    word = word_of(project)
    past, _open = (
        raise_obstacle(
            project=project, by=people["coordinator"], what=f"Kendala {word} {n}", since_on=today(), asked=firm,
            due_on=today() + timedelta(days=5),
        )
        for n in ("lama", "baru")
    )  # fmt: skip
    answer_obstacle(obstacle=past, by=people["manager"], answer=f"Jawaban {word} kami.")
    resolve_obstacle(obstacle=past, by=people["coordinator"], resolution=f"Selesai {word} sudah.")


def _meetings(
    projects: dict[str, Project], people: dict[str, User], organisations: dict[str, Organisation]
) -> dict[str, Meeting]:
    """Of each project one to come (`open`, `private`) and one whose minutes were circulated (`told`, `kept`); one that
    was held, whose minutes are a draft (`held`); and one of no project that only the invited know of (`closed`).
    Everybody who takes part is invited, those too who will leave. To each the firm proposes an item, and of each
    somebody stands in the list of who came."""
    open_one, private = projects["open"], projects["private"]
    asked = [organisations[one] for one in COURSES]
    leaving = [people["ex_member"], people["suspended"]]
    made = {
        name: _meeting(name, people, organisations, project=project, organisations=asked, people=leaving)
        for name, project in (
            ("open", open_one),
            ("private", private),
            ("held", open_one),
            ("told", open_one),
            ("kept", private),
        )
    }
    made["closed"] = _meeting(
        "closed", people, organisations, visibility=Visibility.PRIVATE, organisations=[organisations["firm"]],
        by=people["leader"], chair=people["leader"],
    )  # fmt: skip
    for name, meeting in made.items():
        mine = meeting.invitees.get(organisation=organisations["firm"])
        word = _word_at(name)
        answer_meeting(
            invitee=mine, by=people["manager"], answer="maybe", note=f"Catatan {word}", companions=1,
            people=[people["manager"]], names=[f"Utusan {word}"],
        )  # fmt: skip
        propose_item(meeting=meeting, by=people["manager"], title=f"Usul {word}", about=f"Alasan usul {word}")
        Attendance.objects.create(meeting=meeting, name=f"Hadir {word}", how="walk_in", recorded_by=meeting.chair)
    past = timezone.now() - timedelta(days=2)
    held = Meeting.objects.filter(pk__in=[made[name].pk for name in ("held", "told", "kept")])
    held.update(starts_at=past, ends_at=past + timedelta(hours=2))
    for name in ("held", "told", "kept"):
        made[name].refresh_from_db()
        _minutes(name, made[name], people, organisations)
    return made


def _minutes(name: str, meeting: Meeting, people: dict[str, User], organisations: dict[str, Organisation]) -> None:
    """The manager was there for the firm, somebody without an account too."""
    word, by = _word_at(name), people["coordinator"]
    Attendance.objects.create(meeting=meeting, person=people["manager"], organisation=organisations["firm"], how="list")
    Attendance.objects.create(meeting=meeting, name=f"Pak {word}", how="list")
    write_part(meeting=meeting, by=by, text=f"Notulen {word} lengkap.", goes_on=False)
    note_decision(meeting=meeting, by=by, title=f"Keputusan {word}", effective_on=today())
    if name != "held":
        circulate_minutes(meeting=meeting, by=by)


def _word_at(name: str) -> str:
    return "Terbuka" if name in ("open", "held", "told") else MARKER


def _meeting(name: str, cast: dict[str, User], hosts: dict[str, Organisation], **facts: Any) -> Meeting:
    word, starts_at = _word_at(name), at(today() + timedelta(days=8), hour=9)
    return call_meeting(
        **{
            "by": cast["coordinator"],
            "title": f"Rapat {word}",
            "host": hosts["youth"],
            "chair": cast["coordinator"],
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=2),
            "zone": "Asia/Makassar",
            "place": f"Balai {word}",
            "online_url": f"https://rapat.contoh.example/{word}",
            "agenda": f"1. Pokok {word}",
            "guests": [Guest(f"Tamu {word}", "tamu@warga.example")],
        }
        | facts
    )


def _series(
    name: str, project: Project, people: dict[str, User], organisations: dict[str, Organisation]
) -> MeetingSeries:
    """Invited are the same as to the meetings of the project."""
    word = _word_at(name)
    return call_series(
        by=people["coordinator"],
        title=f"Rapat rutin {word}",
        host=organisations["youth"],
        chair=people["coordinator"],
        rhythm=Rhythm("FREQ=WEEKLY", today() + timedelta(days=9), time(19, 30), "Asia/Makassar", count=3),
        minutes=90,
        place=f"Pos {word}",
        directions=f"Lewat gang {word}",
        online_url=f"https://rapat.contoh.example/rutin-{word}",
        agenda=f"1. Pokok rutin {word}",
        project=project,
        organisations=[organisations[one] for one in COURSES],
        people=[people["ex_member"], people["suspended"]],
        guests=[Guest(f"Tamu {word}", "tamu@warga.example")],
    )


def picture(word: str) -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010E] = f"Keterangan {word}"
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "JPEG", exif=exif.tobytes(), comment=word.encode())
    return SimpleUploadedFile(f"foto-{word}.jpg", file.getvalue(), "image/jpeg")


def _topic(project: Project, people: dict[str, User], how: str) -> Topic:
    """Begun by the coordinator in the project's part of the forum. The second post was changed, is found useful, and is
    quoted in the fifth, and reported where the topic is open; the third is hidden, the fourth was deleted."""
    word = word_of(project)
    topic = open_topic(
        category=project.category, author=people["coordinator"], title=f"Topik {word} {how}", body=f"Pembuka {word}."
    )
    photo = attachments.receive(owner=people["lead"], upload=picture("Bincang"))
    post = publish_post(topic=topic, author=people["lead"], body=f"Jawaban {word} @manager @partner", photos=[photo])
    edit_post(post=post, by=people["lead"], body=f"Jawaban baru {word} @manager @partner @leader")
    find_useful(post=post, by=people["coordinator"])
    bad = publish_post(topic=topic, author=people["lead"], body=f"Kasar {word}")
    hide_post(post=bad, by=people["leader"], reason=f"Alasan {word}")
    delete_post(post=publish_post(topic=topic, author=people["lead"], body=f"Salah {word}"), by=people["lead"])
    publish_post(topic=topic, author=people["coordinator"], body=f"{quoted(topic, 2)}Kutipan {word}")
    if how == "on":
        _watched(topic, post, people)
    if how == "shut":
        topic = close_topic(topic=topic, by=people["leader"], reason=f"Selesai {word}")
    return Topic.objects.get(pk=topic.pk)


def _watched(topic: Topic, post: Post, people: dict[str, User]) -> None:
    """The second post is reported, and a reply waits for a moderator, as if the coordinator were new here."""
    word = word_of(topic.category)
    report_post(post=post, by=people["coordinator"], reason="other", text=f"Laporan {word}")
    photo = attachments.receive(owner=people["coordinator"], upload=picture("Ditahan"))
    with override_settings(FORUM_HELD_POSTS=99):
        send_post(topic=topic, author=people["coordinator"], body=f"Ditahan {word} @manager", photos=[photo])


def _quoted_outside(topics: dict[tuple[str, str], Topic], people: dict[str, User]) -> None:
    """What everybody may read quotes what few may read."""
    body = f"{quoted(topics['private', 'on'], 2)}Lihat di sana."
    publish_post(topic=topics["open", "on"], author=people["coordinator"], body=body)


def _question(project: Project, people: dict[str, User], rw: Organisation, how: str) -> Topic:
    """Asked by the coordinator of the board of the RW, which has replied; `answered`: and that was marked."""
    word = word_of(project)
    Organisation.objects.filter(pk=rw.pk).update(kind="rw")
    topic = open_topic(
        category=project.category, author=people["coordinator"], title=f"Tanya {word} {how}", body=f"Kapan {word}?",
        kind=Topic.Kind.QUESTION, asked=rw,
    )  # fmt: skip
    reply = publish_post(topic=topic, author=people["invited"], acting_as=rw, body=f"Balasan {word}")
    if how == "answered":
        mark_answer(post=reply, by=people["coordinator"])
    return Topic.objects.get(pk=topic.pk)


def _part(people: dict[str, User], organisations: dict[str, Organisation]) -> None:
    """The ex-member leaves the firm, after having followed and written; an organisation is suspended."""
    mine = organisations["firm"].memberships.get(person=people["ex_member"])
    end_membership(membership=mine, by=people["ex_member"])
    suspend_organisation(
        organisation=organisations["closed"], by=people["staff"], reason="Pengurus tidak dapat dihubungi."
    )


def _dealings(people: dict[str, User], organisations: dict[str, Organisation]) -> None:
    """The firm has an open agreement and a closed one; it and the hidden organisation can give something, and the
    office has an entry about each in its log."""
    for sight, title in (("public", "Kerja sama terbuka"), ("parties", "Kerja sama tertutup")):
        keep_agreement(
            by=people["staff"], kind="mou", title=title, parties=[organisations["firm"], organisations["youth"]],
            signed_on=today(), from_on=today(), until_on=today() + timedelta(days=200), sight=sight,
        )  # fmt: skip
    for name, author, word in (("firm", "staff", "Terbuka"), ("hidden", "leader", MARKER)):
        organisation = organisations[name]
        add_capability(organisation=organisation, by=people["leader"], category="labour", what=f"Relawan {word}")
        log_engagement(
            organisation=organisation, by=people[author], kind="call", happened_on=today(), summary=f"Telepon {word}",
            next_step=f"Surat {word}", owner=people[author], due_on=today() + timedelta(days=5),
        )  # fmt: skip


def _hide(people: dict[str, User], hidden: Organisation) -> None:
    """An organisation that nobody has verified: only its keeper and the leader may know of it."""
    Organisation.objects.filter(pk=hidden.pk).update(state=Organisation.State.SUBMITTED, submitted_at=timezone.now())
    set_visibility(hidden.audience, Visibility.PRIVATE)
    for role in ("keeper", "leader"):
        give("see", to=people[role], on=hidden.audience)
    Invitation.objects.create(
        organisation=hidden, email="entah@contoh.example", title=MARKER, expires_at=timezone.now() + timedelta(days=3)
    )


def _approvals(people: dict[str, User], organisations: dict[str, Organisation]) -> dict[str, Approval]:
    """What the firm's manager asked for and was granted, and what the keeper of the hidden organisation waits for; and
    somebody stands in for the leader, in days to come."""
    soon = today() + timedelta(days=30)
    set_deputy(person=people["resident"], by=people["leader"], kind="plh", office="lurah", from_on=soon, to_on=soon)
    asked_at = timezone.now() - timedelta(days=2)
    return {
        state: Approval.objects.create(
            kind="stakeholders.organisation",
            object_id=organisations[name].pk,
            audience=organisations[name].audience,
            thread=organisations[name].thread,
            state=state,
            asked_by=people[role],
            asked_at=asked_at,
            due_at=asked_at + timedelta(days=7),
            decided_at=None if state == "waiting" else timezone.now(),
            decided_by=None if state == "waiting" else people["leader"],
        )
        for state, name, role in (("granted", "firm", "manager"), ("waiting", "hidden", "keeper"))
    }


def _own_things(people: dict[str, User], firm: Organisation) -> None:
    """What belongs to one person alone: the member's, and the same kinds of the staff's; and an office."""
    area = Area.objects.get(level="rw", number=3)
    enter_office_term(
        by=people["staff"], area=area, office="head", person=None, name="Bapak Sarwono", decree="12/2025",
        since_on=today(), until_on=None,
    )  # fmt: skip
    invite_representative(organisation=firm, email=str(people["member"].email), by=people["manager"])
    for role in ("member", "staff"):
        owner = people[role]
        attachments.receive(owner=owner, upload=picture("Milik"))
        path = default_storage.save(f"jobs/{role}.zip", ContentFile(b"PK"))
        Job.objects.create(
            kind=COPY, person=owner, state=Job.State.DONE, file=path, file_name="data.zip",
            due_at=timezone.now(), dies_at=timezone.now() + timedelta(days=1),
        )  # fmt: skip
        UserSession.objects.create(user=owner, session_key=f"perangkat-{role}", ip="127.0.0.1", user_agent="Chrome")


def _asking(people: dict[str, User], organisations: dict[str, Organisation]) -> None:
    """The former partner asks the firm to let them in; the one who declined asks the RW to be confirmed."""
    ask_to_join(organisation=organisations["firm"], person=people["former"], note="Pernah bermitra.")
    area, rw = people["resident"].area, organisations["rw"]
    assert area is not None
    Organisation.objects.filter(pk=rw.pk).update(kind="rw")
    rw.areas.add(area)
    ask_for_residency(person=people["declined"], area=area)


def _imports(people: dict[str, User]) -> dict[str, Import]:
    """Sent by the leader, and read."""
    tables = {"done": "Organisasi Firm,Swasta", "waits": "Organisasi Impor,Swasta\nOrganisasi Firm,Swasta"}
    made = {}
    for name, rows in tables.items():
        data = f"Nama organisasi,Unsur\n{rows}\n".encode()
        made[name] = start_import(by=people["leader"], data=data, file_name=f"{name}.csv")
        read_import(batch=made[name])
    made["done"] = carry_out_import(batch=made["done"], by=people["leader"])
    return made


def _session(one: User) -> str:
    """Signed in, and proved a moment ago: by the second factor where there is one."""
    client = Client()
    client.force_login(one)
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, one, "mfa" if one.is_superuser else "code", reauthenticated=True)
    request.session.save()
    return str(request.session.session_key)
