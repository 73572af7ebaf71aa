"""With the projects' own verbs: what followers, partners and coordinators are told, and former partners are not."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from activity.actions import follow, tell_next_due
from activity.models import Due
from mail.composing import Letter, Withheld
from mail.models import Message
from notifications import digest_letter, letters
from notifications.clocks import keep_clocks
from notifications.digest import send_digests
from notifications.fanout import dispatch
from notifications.models import Schedule
from notifications.queries import inbox_page, unread_count, waiting_for
from projects.actions import answer_partnership, end_partnership, invite_partner, post_status
from projects.models import Partnership, Project
from tests.people import People
from tests.town import Town, partner

MARKER = "zanzibar"


def letter_to(person: User) -> Letter:
    dispatch()
    message = Message.objects.filter(kind="notifications.letter", person=person).latest("pk")
    return letters.compose(message)


def digest_of(person: User) -> Message | None:
    dispatch()
    keep_clocks(timezone.now())
    Schedule.objects.filter(person=person).update(next_at=timezone.now() - timedelta(seconds=1))
    send_digests()
    return Message.objects.filter(kind="notifications.digest", person=person).order_by("-pk").first()


def test_an_invited_partner_can_answer_from_the_mail(people: People, town: Town, project: Project) -> None:
    invite_partner(project=project, organisation=town.firm, by=people.putri, role=Partnership.Role.FUNDER)
    letter = letter_to(people.bayu)
    assert letter.subject == f"Undangan bermitra: {project.title}"
    assert "/aksi/" in letter.text
    assert "Jawab undangan" in letter.html
    assert [row.kind for row in waiting_for(people.bayu)] == ["projects.partnership"]


def test_a_follower_hears_of_an_update_in_the_digest_with_its_exact_address(
    people: People, town: Town, project: Project
) -> None:
    partner(people, project, town.firm)
    dispatch()
    follow(people.sunarti, project.thread)
    for condition in ("on_track", "attention"):
        post_status(project=project, author=people.bayu, condition=condition, acting_as=town.firm, note="Truk rusak.")
    message = digest_of(people.sunarti)
    assert message is not None
    letter = digest_letter.compose(message)
    assert letter.subject == "1 hal di Rembuk pekan ini"
    assert f"{project.title} (2 kabar)" in letter.text
    assert f"http://testserver/proyek/{project.pk}/kabar/2/" in letter.text
    (group,) = inbox_page(people.sunarti).groups
    assert (group.item.card.title, group.unread) == (project.title, 2)
    assert group.item.url == f"/proyek/{project.pk}/kabar/2/"
    assert f"Bayu Prasetyo ({town.firm.name})" in group.item.sentence


def test_an_overdue_update_is_asked_for_by_a_mail_that_can_answer(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    past = timezone.now() - timedelta(hours=1)
    Due.objects.filter(kind="projects.update_due").update(due_at=past)
    Project.objects.update(next_update_at=past)
    while tell_next_due():
        pass
    letter = letter_to(people.bayu)
    assert letter.subject == f"Perbarui status {project.title}"
    assert {"Sesuai rencana", "Tidak ada perubahan"} <= set(re.findall(r"^(.*):$", letter.text, re.M))


def test_a_word_of_a_private_project_reaches_no_former_partner(
    people: People, town: Town, private_project: Project
) -> None:
    project = private_project
    Project.objects.filter(pk=project.pk).update(title=f"Proyek {MARKER}")
    partnership = partner(people, project, town.firm)
    declined = invite_partner(project=project, organisation=town.ngo, by=people.putri, role=Partnership.Role.FUNDER)
    dispatch()
    queued = list(Message.objects.filter(person__in=[people.bayu, people.dewi]))
    follow(people.bayu, project.thread)
    follow(people.sunarti, project.thread)
    post_status(project=project, author=people.putri, condition="on_track", note=MARKER)
    dispatch()
    answer_partnership(partnership=declined, by=people.dewi, accept=False)
    end_partnership(partnership=partnership, by=people.putri)
    for message in queued:
        with pytest.raises(Withheld):
            letters.compose(message)
    for person in (people.bayu, people.dewi, people.sunarti):
        assert digest_of(person) is None
        assert all(MARKER not in group.item.card.title for group in inbox_page(person).groups)
        for message in Message.objects.filter(person=person, kind__startswith="notifications."):
            if message not in queued:
                assert MARKER not in str(letters.compose(message))
    assert unread_count(people.sunarti) == 0
