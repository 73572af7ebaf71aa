"""Two people carry out an import at the same moment: real threads, each over its own connection."""

import pytest

from stakeholders.models import Import, Organisation
from tests.guards.at_once import posting, together
from tests.people import make_people, signed_in
from tests.stakeholders.files import HEADINGS, as_csv, imported, row

pytestmark = pytest.mark.django_db(transaction=True)


def test_i4_of_two_imports_at_once_one_is_written_and_the_other_is_told() -> None:
    people = make_people()
    batches = [
        imported(signed_in(who), as_csv([HEADINGS, row("Melati"), row(other)]))
        for who, other in ((people.putri, "Mawar"), (people.ratna, "Kenanga"))
    ]
    paths = [f"{batch.get_absolute_url()}terapkan/" for batch in batches]
    answers = together([posting(who, path) for who, path in zip((people.putri, people.ratna), paths, strict=True)])
    assert answers == [303, 303]
    assert Organisation.objects.filter(name="Melati").count() == 1
    assert Organisation.objects.count() == 2
    assert sorted(Import.objects.values_list("state", flat=True)) == ["done", "read"]
