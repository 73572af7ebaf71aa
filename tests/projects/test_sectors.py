"""The four sectors in a project: who takes part, who is silent, who is missing."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from forums.actions import hide_post, open_topic, publish_post
from projects.actions import end_partnership, post_status
from projects.models import Project, StatusUpdate
from projects.queries import project_page
from projects.queries.pages import PARTNERS
from projects.queries.sectors import sector_balance
from stakeholders.models import Sector
from tests.people import People
from tests.town import Town, partner


def balance(project: Project) -> dict[str, str]:
    found = sector_balance(project, PARTNERS(project=project.pk))
    return {sector: state.state for sector, state in zip(Sector.values, found, strict=True)}


def seen_by(project: Project, user: object) -> Project:
    return Project.objects.for_page(user).get(pk=project.pk)


def test_a_sector_is_missing_then_silent_then_takes_part(people: People, town: Town, project: Project) -> None:
    assert balance(project) == {
        "government": "missing",
        "private": "missing",
        "community": "silent",
        "external": "missing",
    }
    partner(people, project, town.firm)
    assert balance(project)["private"] == "silent"
    post_status(project=project, author=people.bayu, condition="on_track", acting_as=town.firm)
    assert balance(project)["private"] == "takes_part"


def test_many_updates_of_one_do_not_hide_another(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    post_status(project=project, author=people.bayu, condition="on_track", acting_as=town.firm)
    for _ in range(12):
        post_status(project=project, author=people.putri, condition="on_track", acting_as=town.office)
    assert balance(project)["private"] == balance(project)["government"] == "takes_part"


def test_after_the_rhythm_one_is_silent_again(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    past = timezone.now() - timedelta(days=project.rhythm_days + 1)
    StatusUpdate.objects.create(
        project=project, number=1, author=people.bayu, acting_as=town.firm, condition="on_track", progress=0,
        created_at=past,
    )  # fmt: skip
    assert balance(project)["private"] == "silent"


def test_a_partners_word_in_the_forum_counts_and_a_neighbours_does_not(
    people: People, town: Town, project: Project
) -> None:
    partner(people, project, town.ngo)
    topic = open_topic(
        category=project.category, author=people.sunarti, acting_as=town.shop, title="Kapan ditimbang?", body="Ayo."
    )
    assert balance(project) | {"community": ""} == {
        "government": "missing",
        "private": "missing",
        "community": "",
        "external": "silent",
    }
    post = publish_post(topic=topic, author=people.dewi, acting_as=town.ngo, body="Setiap Sabtu.")
    assert balance(project)["external"] == "takes_part"
    hide_post(post=post, by=people.ratna, reason="Salah tempat.")
    assert balance(project)["external"] == "silent"


def test_what_a_former_partner_told_is_no_part_any_more(people: People, town: Town, project: Project) -> None:
    partnership = partner(people, project, town.firm)
    post_status(project=project, author=people.bayu, condition="on_track", acting_as=town.firm)
    end_partnership(partnership=partnership, by=people.putri)
    assert balance(project)["private"] == "missing"


def test_the_page_shows_it_in_the_header_and_in_a_panel(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.firm)
    page = Client().get(project.get_absolute_url()).content.decode()
    assert 'class="sectors"' in page
    assert "ikut serta, belum ada kabar · PT Sumber Air" in page
    assert "belum ikut" in page


def test_a_word_in_the_forum_shows_at_once(people: People, town: Town, project: Project) -> None:
    partner(people, project, town.ngo)
    topic = open_topic(category=project.category, author=people.rizky, title="Kapan ditimbang?", body="Ayo.")
    before = project_page(seen_by(project, people.rizky), people.rizky).story.beside
    publish_post(topic=topic, author=people.dewi, acting_as=town.ngo, body="Setiap Sabtu.")
    after = project_page(seen_by(project, people.rizky), people.rizky).story.beside
    assert before != after


def test_projects_that_lack_a_sector_are_found(people: People, town: Town, project: Project) -> None:
    def lacks(sector: str) -> bool:
        return project in Project.objects.lacking(sector)

    assert lacks("private")
    assert not lacks("community")
    partner(people, project, town.firm)
    assert not lacks("private")
    assert lacks("external")


def test_who_was_heard_before_has_no_new_word_and_what_is_over_waits_for_none(
    people: People, town: Town, project: Project
) -> None:
    partner(people, project, town.firm)
    past = timezone.now() - timedelta(days=project.rhythm_days + 1)
    StatusUpdate.objects.create(
        project=project, number=1, author=people.bayu, acting_as=town.firm, condition="on_track", progress=0,
        created_at=past,
    )  # fmt: skip
    words = {one.label: one.word for one in sector_balance(project, PARTNERS(project=project.pk))}
    assert words["Swasta"] == "ikut serta, belum ada kabar baru"
    assert words["Masyarakat"] == "ikut serta, belum ada kabar"
    project.stage = "cancelled"
    over = {one.label: one.word for one in sector_balance(project, PARTNERS(project=project.pk))}
    assert (over["Swasta"], over["Mitra luar"]) == ("ikut serta", "tidak ikut")
