"""What commons holds about a person: shown in the copy, gone with the erasing, and no file before its row."""

from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from commons import attachments, drafts, jobs, offers, tasks
from commons.audience import Audience, give
from commons.contributions import JobKind
from commons.models import Attachment, Draft, Job, Once, Theme
from commons.standing import standing
from tests.commons.conftest import files
from tests.commons.pictures import pdf, picture, upload
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def rizky(people: People, storage: Any, offer: Any) -> Any:
    """Somebody who wrote, sent, uploaded and asked for things."""
    person = people.rizky
    offer(JobKind("test.copy", "Salinan", lambda job: ("rizky.csv", b"isi")))
    drafts.save(person=person, kind="x", action="/", pairs=[("title", "Kerja bakti")])
    Once.objects.create(key="a", person=person)
    sent = attachments.receive(owner=person, upload=upload(picture(), "rizky maulana.jpg"))
    attachments.attach(sent, to=Theme.objects.create(code="air"), audience=Audience.objects.create(visibility="public"))
    attachments.receive(owner=person, upload=upload(pdf(), "rizky.pdf"))
    jobs.begin(kind="test.copy", person=person)
    jobs.run_one()
    give("see", to=person, on=Audience.objects.create(visibility="private"))
    return person


def test_the_copy_tells_what_is_there(rizky: Any) -> None:
    copy = DjangoJSONEncoder().encode(offers.export(rizky))
    assert all(word in copy for word in ("Kerja bakti", "rizky maulana.webp", "rizky.pdf", "rizky.csv"))


def test_erased_it_is_gone_and_what_was_sent_stays_without_a_name(rizky: Any, storage: Any) -> None:
    offers.erase(rizky)
    tasks.sweep()
    sent = Attachment.objects.get()
    assert (sent.name, len(files(storage))) == ("foto.webp", 3)
    assert not any(model.objects.filter(person=rizky).exists() for model in (Draft, Once, Job))
    assert standing(rizky).audiences == ()


def test_a_rehearsal_changes_nothing(rizky: Any, storage: Any) -> None:
    before = files(storage)
    with transaction.atomic():
        offers.erase(rizky)
        transaction.set_rollback(True)
    tasks.sweep()
    assert files(storage) == before
    assert Draft.objects.filter(person=rizky).exists()
    assert standing(rizky).audiences != ()


def test_between_erasing_and_sweep_nobody_gets_the_file(rizky: Any) -> None:
    unsent = Attachment.objects.get(parent_id=None)
    offers.erase(rizky)
    assert not attachments.served_to(rizky).filter(pk=unsent.pk).exists()
    assert not Job.objects.downloadable_by(rizky).exists()
