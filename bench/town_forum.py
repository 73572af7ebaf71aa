"""The forum of the town: a part with 2,000 topics, one of exactly 20 posts and one of 10,000 among them; smaller parts.

Everything public, numbers without gaps, counts and threads as the actions keep them. Whoever wrote in a topic follows
it and has read it up to what they wrote.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from accounts.models import User
from activity.models import Activity, ActivityRecipient, Follow, ReadMark
from bench.addresses import RARE
from bench.rows import save_all, threads_of, tie
from commons import rich_text
from commons.models import Audience
from commons.paging import beyond
from forums.models import Category, Post, Topic
from forums.queries import RECENT
from forums.queries.posts import SIZE
from stakeholders.models import Membership, Organisation

MAIN, PARTS = "Rembuk warga", ("Lingkungan", "Kesehatan", "Pendidikan", "Ekonomi", "Keamanan", "Pemuda")
LONG, EXACT, ORDINARY, FEW = 10_000, 20, (2, 4, 6, 8), 40  # posts of the two, of all others; topics of a smaller part
TOPICS = 2000
WRITERS = 400  # of the people
TEXTS = 200  # different ones; every ninth mentions somebody
SUBJECTS = (
    "Lampu jalan",
    "Jadwal ronda",
    "Saluran air",
    "Pos kamling",
    "Sampah liar",
    "Lapangan",
    "Parkir",
    "Posyandu",
)
PLACES = ("gang Mawar", "RT 04", "depan balai RW", "jalan Nangka", "pinggir kali", "samping musala", "pasar pagi")
PARAGRAPHS = (
    "Sudah tiga malam lampu di tikungan **mati total**, jadi anak-anak yang pulang mengaji jalan dalam gelap. Kemarin "
    "saya lapor lewat pengurus RT, katanya menunggu suku cadang dari dinas. Ada yang tahu kira-kira kapan?",
    "Setuju. Kalau menunggu anggaran tahun depan terlalu lama, kita bisa mulai dari yang kecil:\n\n"
    "- kerja bakti hari Sabtu\n- patungan cat dan kuas\n- pinjam tangga dari balai RW\n\n"
    "Sisanya kita usulkan di musyawarah.",
    "> Apakah sudah ada yang bertanya ke kelurahan?\n\nSudah. Jawabannya bisa dibaca di [pengumuman kantor]"
    "(https://kelurahan.example/pengumuman/12), intinya permohonan harus lewat surat pengantar RW.",
    "Terima kasih penjelasannya. Di gang kami keadaannya kurang lebih sama, hanya saja saluran airnya juga mampat "
    "setiap hujan deras. Menurut saya dua pekerjaan ini sebaiknya **digabung**, supaya jalan tidak dibongkar dua kali.",
    "Saya bisa bantu mencatat, dan ibu-ibu PKK siap menyediakan makan siang. Yang penting jadwalnya pasti, paling "
    "lambat *Kamis malam* sudah diumumkan di grup supaya yang bekerja bisa mengatur waktu.",
    "1. Ukur panjang saluran dari pos kamling sampai mulut gang.\n2. Foto titik yang mampat.\n"
    "3. Kirim ke pengurus RW.\n\nDengan tiga hal itu permohonan biasanya cepat ditanggapi.",
    "Mohon maaf baru membaca. Minggu depan ada pertemuan rutin, nanti saya bawa usul ini ke sana dan saya kabarkan "
    "hasilnya di sini. Kalau ada tambahan silakan tulis sebelum hari Minggu.",
)


@dataclass(frozen=True)
class Plan:
    """A topic that is to be: where, how many posts, and when the last of them was written."""

    category: Category
    posts: int
    last_at: datetime
    apart: timedelta

    def moment(self, number: int) -> datetime:
        return self.last_at - self.apart * (self.posts - number)


def build(chance: random.Random, people: list[User]) -> None:
    """All of it, in a town that has people and organisations."""
    plans = list(_plans(_categories(), timezone.now()))
    topics = _topics(chance, plans, people[:WRITERS])
    posts = _posts(chance, topics, plans, people[:WRITERS])
    _activities(posts)
    last = {(post.author_id, post.topic.thread_id): post.number for post in posts}
    save_all([Follow(person_id=person, thread_id=thread) for person, thread in last])
    save_all([ReadMark(person_id=who, thread_id=thread, position=number) for (who, thread), number in last.items()])


def addresses() -> dict[str, str]:
    """What is asked for, by name."""
    main = Category.objects.get(title=MAIN)
    inside = Topic.objects.filter(category=main).recently_active()
    topic, long = inside.get(posts_count=EXACT), inside.get(posts_count=LONG)
    row = inside.values("last_post_at", "pk")[TOPICS - SIZE - 1]
    return {
        "topic": topic.get_absolute_url(),
        "topic_first": long.get_absolute_url(),
        "topic_last": f"{long.get_absolute_url()}?no={LONG}",
        "category": main.get_absolute_url(),
        "category_last": main.get_absolute_url() + beyond(row, by=RECENT),
        "answered": f"{inside[SIZE].get_absolute_url()}?no={LONG}",  # its newest posts
    }


def _categories() -> list[Category]:
    audiences = save_all([Audience() for _ in (MAIN, *PARTS)])
    threads = threads_of("forums.category", audiences)
    facts = zip((MAIN, *PARTS), audiences, threads, strict=True)
    made = save_all(
        [
            Category(
                title=title,
                description="Bertanya, bercerita, dan mencari jalan keluar bersama.",
                audience=audience,
                thread=thread,
                topics_count=TOPICS if title == MAIN else FEW,
            )
            for title, audience, thread in facts
        ]
    )
    tie(threads, made)
    return made


def _plans(categories: list[Category], now: datetime) -> Iterator[Plan]:
    """The long topic moved last, the one of twenty before it; of the others one every two hours."""
    main, *parts = categories
    yield Plan(main, LONG, now - timedelta(minutes=2), timedelta(minutes=50))
    yield Plan(main, EXACT, now - timedelta(minutes=9), timedelta(hours=3))
    places = [main] * (TOPICS - 2) + [part for part in parts for _ in range(FEW)]
    for n, category in enumerate(places, 1):
        yield Plan(category, ORDINARY[n % len(ORDINARY)], now - timedelta(hours=2 * n), timedelta(minutes=40))


def _topics(chance: random.Random, plans: list[Plan], writers: list[User]) -> list[Topic]:
    threads = [
        thread
        for category in dict.fromkeys(plan.category for plan in plans)
        for thread in threads_of(
            "forums.topic", [category.audience for plan in plans if plan.category == category], category.thread
        )
    ]
    kinds = (*(Topic.Kind.DISCUSSION,) * 3, Topic.Kind.QUESTION)
    made = save_all(
        [
            Topic(
                category=plan.category,
                kind=kinds[n % len(kinds)],
                title=f"{SUBJECTS[n % len(SUBJECTS)]} di {PLACES[n % len(PLACES)]}, bagaimana baiknya? ({n})",
                author=chance.choice(writers),
                created_at=plan.moment(1),
                posts_count=plan.posts,
                shown_count=plan.posts,
                last_post_at=plan.last_at,
                version=1 + plan.posts,
                thread=thread,
            )
            for n, (plan, thread) in enumerate(zip(plans, threads, strict=True), 1)
        ]
    )
    tie(threads, made)
    return made


def _posts(chance: random.Random, topics: list[Topic], plans: list[Plan], writers: list[User]) -> list[Post]:
    texts, offices = _texts(chance, writers), _offices()
    made = []
    for topic, plan in zip(topics, plans, strict=True):
        for number in range(1, plan.posts + 1):
            author = topic.author if number == 1 else chance.choice(writers)
            made.append(
                Post(
                    topic=topic,
                    number=number,
                    author=author,
                    acting_as=offices.get(author.pk) if number % 6 == 0 else None,
                    body=chance.choice(texts),
                    created_at=plan.moment(number),
                )
            )
    return save_all(made)


def _texts(chance: random.Random, writers: list[User]) -> list[rich_text.Segments]:
    """One to three paragraphs, as somebody types them."""
    typed = []
    for n in range(TEXTS):
        calls = [f"@{chance.choice(writers).handle} mungkin tahu lebih banyak."] if n % 9 == 0 else []
        asked = [f"Mungkin {RARE} juga membantu."] if n % 100 == 0 else []
        typed.append("\n\n".join([*chance.sample(PARAGRAPHS, 1 + n % 3), *calls, *asked]))
    return [rich_text.parse(text) for text in typed]


def _offices() -> dict[int, Organisation]:
    """Whom the managers may speak for."""
    managers = Membership.objects.filter(role=Membership.Role.MANAGER).select_related("organisation__group")
    return {one.person_id: one.organisation for one in managers}


def _activities(posts: list[Post]) -> None:
    kind = ContentType.objects.get_for_model(Post)
    made = save_all(
        [
            Activity(
                verb="forums.topic_opened" if post.number == 1 else "forums.post_published",
                actor=post.author,
                acting_as=post.acting_as.group if post.acting_as else None,
                thread=post.topic.thread,
                target_type=kind,
                target_id=post.pk,
            )
            for post in posts
        ]
    )
    save_all(
        [
            ActivityRecipient(activity=activity, person_id=person, reason="mentioned")
            for activity, post in zip(made, posts, strict=True)
            for person in rich_text.references(post.body, "accounts.person")
        ]
    )
