"""A small town for tests: the office, and an organisation for each of the people."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from commons.models import Visibility
from projects.actions import answer_partnership, invite_partner, open_project
from projects.models import Partnership, Project
from stakeholders.actions import join, register_organisation
from stakeholders.models import Organisation
from tests.people import People

MANAGER, REPRESENTATIVE = "manager", "representative"


@dataclass(frozen=True)
class Town:
    """office: the kelurahan (ratna, putri) · rw03: tukimin · youth: rizky · firm: bayu (manager) · ngo: dewi ·
    shop: sunarti."""

    office: Organisation
    rw03: Organisation
    youth: Organisation
    firm: Organisation
    ngo: Organisation
    shop: Organisation


def make_town(people: People) -> Town:
    def organisation(name: str, sector: str, manager: object) -> Organisation:
        made = register_organisation(by=people.ratna, name=name, sector=sector)
        join(organisation=made, person=manager, role=MANAGER)
        return made

    town = Town(
        office=organisation("Kelurahan Tanjung Barat", "government", people.ratna),
        rw03=organisation("Pengurus RW 03", "community", people.tukimin),
        youth=organisation("Karang Taruna Pelita", "community", people.rizky),
        firm=organisation("PT Sumber Air", "private", people.bayu),
        ngo=organisation("LSM Kali Bersih", "external", people.dewi),
        shop=organisation("Warung Bu Narti", "private", people.sunarti),
    )
    join(organisation=town.office, person=people.putri, role=REPRESENTATIVE)
    return town


def make_project(people: People, town: Town, title: str = "Bank sampah RW 03", **facts: object) -> Project:
    """Opened by ratna, led by the youth organisation (rizky), coordinated by putri; public unless said otherwise."""
    facts.setdefault("visibility", Visibility.PUBLIC)
    return open_project(by=people.ratna, title=title, lead=town.youth, coordinator=people.putri, **facts)  # type: ignore[arg-type]


def invite(people: People, project: Project, organisation: Organisation) -> Partnership:
    return invite_partner(project=project, organisation=organisation, by=people.putri, role="supporter")


def partner(people: People, project: Project, organisation: Organisation) -> Partnership:
    """An accepted partnership, answered by the organisation's manager."""
    manager = organisation.memberships.active().managers().first()
    assert manager is not None
    return answer_partnership(partnership=invite(people, project, organisation), by=manager.person, accept=True)


def members(group: Group) -> set[str]:
    """The handles of a group's people."""
    return set(group.user_set.values_list("handle", flat=True))
