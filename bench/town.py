"""A town to measure in: the same rows each time, made through the models, as the actions would have left them.

500 projects (every tenth private, every fifteenth for members) with 20 updates each, 100 organisations, 2,000 people;
and a forum (`town_forum`).
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from activity.models import Activity, Follow
from bench import town_forum
from bench.rows import save_all, threads_of, tie
from commons import rich_text
from commons.models import Area, Attachment, Audience, Theme
from commons.models.audience import AudienceGroupGrant, AudienceUserGrant
from commons.models.epoch import raise_epoch
from commons.standing import LEADER, STAKEHOLDERS
from forums.models import Category
from notifications.fanout import dispatch
from projects.models import FundSource, Partnership, Project, ProjectGroupGrant, Stage, StageChange, StatusUpdate
from stakeholders.models import Membership, Organisation, Sector

PEOPLE, ORGANISATIONS, PROJECTS, UPDATES, PARTNERS = 2000, 100, 500, 20, 6
SPEAKERS, FOLLOWED = 3, 30  # representatives of an organisation, threads that a person follows

NAMES = "Siti Budi Ratna Agus Dewi Slamet Wulan Hadi Nur Yanto Tini Joko Lestari Ahmad Rini Bambang".split()
FAMILIES = "Kusuma Santoso Wijaya Lestari Hidayat Pratama Nugroho Rahayu Setiawan Utami".split()
BODIES = ("Karang Taruna", "PKK", "Koperasi", "Yayasan", "Posyandu", "Forum Warga", "Bank Sampah", "Sanggar")
WORKS = ("Bank sampah", "Kebun bersama", "Taman baca", "Siaga banjir", "Posyandu remaja", "Pasar murah", "Lampu jalan")
THEMES = ("Lingkungan", "Kesehatan", "Pendidikan", "Ekonomi")
NEIGHBOURHOODS = 6
NOTES = (
    "Minggu ini **warga** menyelesaikan pemasangan di tiga titik. Sisanya menunggu bahan dari toko.",
    "Rapat kecil dengan pengurus RW sudah berjalan. Jadwal kerja bakti berikutnya hari Sabtu pagi.\n\nTerima kasih.",
    "Bahan sudah datang:\n\n- semen 12 sak\n- pasir satu truk\n- cat 4 kaleng\n\nPekerjaan mulai Senin.",
    "Dana tahap kedua belum cair, jadi pekerjaan tertunda. Kami sudah bertanya kepada @warga-1 untuk jalan keluarnya.",
    "Tidak ada kendala. Peserta pelatihan bertambah menjadi 34 orang, sebagian besar ibu rumah tangga dari RW 03.",
)


@transaction.atomic
def build() -> None:
    """All of it, in an empty database."""
    chance = random.Random(7)
    people = _people(chance)
    areas, themes = _areas(), _themes()
    organisations = _organisations(people, areas, themes)
    projects = _projects(chance, people, organisations, areas, themes)
    partners = _partnerships(projects, organisations)
    _grants(projects, partners)
    _updates(chance, projects, partners)
    _follows(chance, people, projects)
    town_forum.build(chance, people)
    raise_epoch()
    while dispatch():
        continue


def analyse() -> None:
    """Let the database know what it holds, as it would after a day."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _people(chance: random.Random) -> list[User]:
    now = timezone.now()
    return save_all(
        [
            User(
                email=f"warga{n}@contoh.example",
                name=f"{chance.choice(NAMES)} {chance.choice(FAMILIES)}",
                handle=f"warga-{n}",
                password="!",
                confirmed_at=now,
                is_listed=n % 3 == 0,
            )
            for n in range(1, PEOPLE + 1)
        ]
    )


def _areas() -> list[Area]:
    whole = Area.objects.create(level=Area.Level.KELURAHAN, name="Tanjung Barat")
    return save_all([Area(level=Area.Level.RW, number=n + 1, parent=whole) for n in range(NEIGHBOURHOODS)])


def _themes() -> list[Theme]:
    return save_all([Theme(code=slugify(name), name=name) for name in THEMES])


def _place(things: Sequence[Any], areas: Sequence[Area], themes: Sequence[Theme]) -> None:
    """Each is in one neighbourhood and about one theme."""
    model = type(things[0])
    owner = model._meta.model_name
    for field, places in (("areas", areas), ("themes", themes)):
        through = getattr(model, field).through
        place = field.removesuffix("s")
        save_all([through(**{owner: thing, place: places[n % len(places)]}) for n, thing in enumerate(things)])


def _organisations(people: list[User], areas: list[Area], themes: list[Theme]) -> list[Organisation]:
    audiences = save_all([Audience() for _ in range(ORGANISATIONS)])
    threads = threads_of("stakeholders.organisation", audiences)
    groups = save_all([Group(name=f"organisation thread {thread.pk}") for thread in threads])
    now, sectors = timezone.now(), list(Sector)
    made = save_all(
        [
            Organisation(
                name=f"{BODIES[n % len(BODIES)]} {FAMILIES[n % len(FAMILIES)]} {n + 1:02}",
                sector=sectors[n % len(sectors)],
                state=Organisation.State.VERIFIED,
                about="Bekerja bersama warga sejak lama.",
                group=groups[n],
                audience=audiences[n],
                thread=threads[n],
                verified_at=now,
                verified_by=people[0],
            )
            for n in range(ORGANISATIONS)
        ]
    )
    tie(threads, made)
    _place(made, areas, themes)
    _memberships(made, people)
    return made


def _memberships(organisations: list[Organisation], people: list[User]) -> None:
    """The first people speak for the first organisation, and so on; the last ones for none."""
    everybody = Group.objects.get(name=STAKEHOLDERS)
    today = timezone.localtime().date()
    pairs = [(body, people[n * SPEAKERS + k]) for n, body in enumerate(organisations) for k in range(SPEAKERS)]
    roles = (Membership.Role.MANAGER, *(Membership.Role.REPRESENTATIVE,) * (SPEAKERS - 1))
    save_all(
        [
            Membership(organisation=body, person=person, role=roles[n % SPEAKERS], since_on=today)
            for n, (body, person) in enumerate(pairs)
        ]
    )
    through = User.groups.through
    save_all([through(user=person, group=group) for body, person in pairs for group in (body.group, everybody)])


def _visibility(n: int) -> str:
    return "private" if n % 10 == 9 else "members" if n % 15 == 7 else "public"


def _projects(
    chance: random.Random,
    people: list[User],
    organisations: list[Organisation],
    areas: list[Area],
    themes: list[Theme],
) -> list[Project]:
    audiences = save_all([Audience(visibility=_visibility(n)) for n in range(PROJECTS)])
    threads = threads_of("projects.project", audiences)
    now = timezone.now()
    stages = (Stage.ACTIVE, Stage.ACTIVE, Stage.ACTIVE, Stage.ON_HOLD, Stage.DONE)
    titles = [f"{WORKS[n % len(WORKS)]} RW {n % NEIGHBOURHOODS + 1:02} tahap {n + 1}" for n in range(PROJECTS)]
    forums = save_all(
        [
            Category(title=title, audience=audiences[n], thread=threads[n], is_owned=True)
            for n, title in enumerate(titles)
        ]
    )
    made = []
    for n in range(PROJECTS):
        stage, told = stages[n % len(stages)], now - timedelta(hours=n, minutes=5)
        made.append(
            Project(
                title=titles[n],
                category=forums[n],
                summary="Warga, kelurahan, dan mitra mengerjakannya bersama.\nHasilnya dipakai seluruh RW.",
                lead=organisations[n % ORGANISATIONS],
                coordinator=chance.choice(people),
                starts_on=(now - timedelta(days=300)).date(),
                due_on=(now + timedelta(days=120)).date(),
                budget_idr=5_000_000 + 250_000 * (n % 40),
                fund_sources=[FundSource.values[n % 5]],
                next_step="Menyelesaikan pemasangan, lalu mengundang warga menilai hasilnya",
                stage=stage,
                stage_since=now - timedelta(days=200),
                condition="attention" if n % 7 == 3 else "on_track",
                progress=100 if stage == Stage.DONE else 20 + n % 70,
                updates_count=UPDATES,
                updated_at=told,
                next_update_at=told + timedelta(days=30) if stage == Stage.ACTIVE else None,
                created_at=now - timedelta(days=320),
                audience=audiences[n],
                thread=threads[n],
            )
        )
    made = save_all(made)
    tie(threads, made)
    _place(made, areas, themes)
    steps = [("", Stage.APPROVED), (Stage.APPROVED, Stage.ACTIVE)]
    save_all([StageChange(project=p, before=b, after=a, author_id=p.coordinator_id) for p in made for b, a in steps])
    return made


def _partnerships(projects: list[Project], organisations: list[Organisation]) -> dict[int, list[Partnership]]:
    """The leading organisation, and the next ones after it, of other sectors."""
    roles = list(Partnership.Role)
    first, now = projects[0].pk, timezone.now()
    made = save_all(
        [
            Partnership(
                project=project,
                organisation=organisations[(project.pk - first + k) % ORGANISATIONS],
                role=roles[k] if k < len(roles) else Partnership.Role.SUPPORTER,
                state=Partnership.State.ACCEPTED,
                invited_by_id=project.coordinator_id,
                answered_by_id=project.coordinator_id,
                answered_at=now,
            )
            for project in projects
            for k in range(PARTNERS)
        ]
    )
    return {project.pk: made[n * PARTNERS : (n + 1) * PARTNERS] for n, project in enumerate(projects)}


def _grants(projects: list[Project], partners: dict[int, list[Partnership]]) -> None:
    see = Permission.objects.get(codename="see", content_type__app_label="commons")
    post = Permission.objects.get(codename="post_status")
    leaders = Group.objects.get(name=LEADER)
    pairs = [(project, partner.organisation.group) for project in projects for partner in partners[project.pk]]
    seeing = [*((project.audience, group) for project, group in pairs), *((p.audience, leaders) for p in projects)]
    save_all([AudienceGroupGrant(content_object=audience, group=group, permission=see) for audience, group in seeing])
    save_all([AudienceUserGrant(content_object=p.audience, user_id=p.coordinator_id, permission=see) for p in projects])
    save_all([ProjectGroupGrant(content_object=project, group=group, permission=post) for project, group in pairs])


def _updates(chance: random.Random, projects: list[Project], partners: dict[int, list[Partnership]]) -> None:
    notes = [rich_text.parse(note) for note in NOTES]
    speakers = _speakers()
    made = []
    for project in projects:
        told = _moments(project.updated_at)
        for number, at in enumerate(told, 1):
            organisation = partners[project.pk][number % PARTNERS].organisation
            made.append(
                StatusUpdate(
                    project=project,
                    number=number,
                    author_id=speakers[organisation.pk],
                    acting_as=organisation,
                    condition=project.condition,
                    progress=project.progress * number // UPDATES,
                    progress_before=project.progress * (number - 1) // UPDATES,
                    note=chance.choice(notes),
                    help_from="Kelurahan" if number % 10 == 0 else "",
                    created_at=at,
                )
            )
    made = save_all(made)
    _photos([update for update in made if update.number % 5 == 0])
    kind = ContentType.objects.get_for_model(StatusUpdate)
    save_all(
        [
            Activity(
                verb="projects.status_posted",
                actor_id=update.author_id,
                acting_as=update.acting_as.group,
                thread=update.project.thread,
                target_type=kind,
                target_id=update.pk,
            )
            for update in made
        ]
    )


def _speakers() -> dict[int, int]:
    """Who tells for each organisation: its manager."""
    managers = Membership.objects.filter(role=Membership.Role.MANAGER)
    return dict(managers.values_list("organisation", "person"))


def _moments(last: datetime) -> list[datetime]:
    """Twelve days between two updates, the newest at last."""
    return [last - timedelta(days=12 * back) for back in reversed(range(UPDATES))]


def _photos(updates: list[StatusUpdate]) -> None:
    """Rows without files: the page only names them."""
    kind = ContentType.objects.get_for_model(StatusUpdate)
    save_all(
        [
            Attachment(
                owner_id=update.author_id,
                audience=update.project.audience,
                parent_type=kind,
                parent_id=update.pk,
                kind=Attachment.Kind.IMAGE,
                media_type="image/webp",
                name="foto.webp",
                caption="Warga bekerja",
                size=120_000,
                digest="0" * 64,
                width=1600,
                height=1200,
            )
            for update in updates
        ]
    )


def _follows(chance: random.Random, people: list[User], projects: list[Project]) -> None:
    """Since long ago, so that the updates above are told to them."""
    pairs = ((person, project.thread) for person in people for project in chance.sample(projects, FOLLOWED))
    save_all([Follow(person=person, thread=thread) for person, thread in pairs])
    Follow.objects.update(since=timezone.now() - timedelta(days=400))
