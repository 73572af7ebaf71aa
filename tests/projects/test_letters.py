"""What the letters of the projects say, read as their readers do."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from activity.actions import tell_next_due
from activity.models import Due
from mail.delivery import drain
from mail.models import Message
from notifications.fanout import dispatch
from projects.actions import answer_partnership, change_stage, end_partnership, post_status
from projects.models import Project
from tests.people import People
from tests.sinks import MailSink, mail_sink  # noqa: F401
from tests.town import Town, invite, partner


def letters(sink: MailSink, address: str) -> list[tuple[str, str]]:
    """Subject and text of what arrived at an address."""
    dispatch()
    Message.objects.update(due_at=timezone.now() - timedelta(hours=1))
    drain()
    found = []
    for mail in sink.to(address):
        body = mail.get_body(("plain",))
        assert body is not None
        found.append((str(mail["Subject"]), body.get_content()))
    return found


def test_an_invitation_says_who_asks_what_of_whom_and_has_one_button(
    people: People,
    town: Town,
    project: Project,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    partnership = invite(people, project, town.firm)
    (subject, text), *others = letters(mail_sink, people.bayu.email or "")
    assert others == []
    assert subject == "Undangan bermitra: Bank sampah RW 03"
    assert "Putri Anggraini mengundang organisasi Anda bermitra dalam Bank sampah RW 03." in text
    assert f"{town.firm.name} diminta menjadi pendukung." in text
    path = re.search(r"/aksi/\S+", text)
    assert path
    page = Client().get(path[0]).content.decode()
    assert "Bayu Prasetyo" in page
    partnership.refresh_from_db()
    assert partnership.state == "invited"


def test_blocked_is_told_at_once_with_the_note_as_its_reader_may_read_it(
    people: People,
    town: Town,
    project: Project,
    private_project: Project,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    partner(people, project, town.firm)
    note = f"Truk rusak, lihat http://testserver{private_project.get_absolute_url()} dan @dewi"
    post_status(project=project, author=people.bayu, condition="blocked", acting_as=town.firm, note=note)
    subject, text = next(one for one in letters(mail_sink, people.dewi.email or "") if "Kabar" in one[0])
    assert subject == "Kabar: Bank sampah RW 03"
    assert "Terkendala · 0%" in text
    assert "Truk rusak" in text
    assert "Dewi Lestari" in text
    assert "Rahasia Mawar" not in text
    assert "Rahasia Mawar" in next(t for s, t in letters(mail_sink, people.putri.email or "") if s.startswith("Kabar"))


def test_the_reminder_offers_the_two_taps_that_need_no_page(
    people: People,
    town: Town,
    project: Project,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    past = timezone.now() - timedelta(hours=1)
    Project.objects.update(next_update_at=past)
    Due.objects.filter(kind="projects.update_due").update(due_at=past)
    assert tell_next_due()
    subject, text = next(one for one in letters(mail_sink, people.putri.email or "") if "Perbarui" in one[0])
    assert subject == "Perbarui status Bank sampah RW 03"
    assert "Sesuai rencana" in text
    assert "Tidak ada perubahan" in text
    path = re.search(r"Sesuai rencana:\s+\S+?(/aksi/\S+)", text)
    assert path, text
    browser = Client()
    assert browser.get(path[1]).status_code == 200
    assert not project.updates.exists()
    assert browser.post(path[1]).status_code == 303
    assert project.updates.get().condition == "on_track"
    undo = next(t for s, t in letters(mail_sink, people.putri.email or "") if "Bukan saya" in t)
    back = re.findall(r"/aksi/\S+", undo)[-1]
    assert browser.post(back).status_code == 303
    assert not project.updates.shown().exists()


def test_a_changed_stage_is_told_with_the_new_one(
    people: People,
    town: Town,
    project: Project,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    change_stage(project=project, stage="on_hold", by=people.ratna, reason="Menunggu izin marka")
    text = next(t for s, t in letters(mail_sink, people.putri.email or "") if "tahap berubah" in s)
    assert "Sekarang: Tertunda." in text


def test_the_coordinator_reads_why_an_invitation_was_declined(
    people: People,
    town: Town,
    project: Project,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    partnership = invite(people, project, town.firm)
    answer_partnership(partnership=partnership, by=people.bayu, accept=False, reason="Truk kami dipakai sampai Maret.")
    text = next(t for s, t in letters(mail_sink, people.putri.email or "") if s.startswith("Undangan ditolak"))
    assert "PT Sumber Air menolak undangan bermitra dalam Bank sampah RW 03." in text
    assert "Alasan: Truk kami dipakai sampai Maret." in text


def test_what_ends_is_told_to_both_and_an_invitation_that_is_withdrawn_is_no_partnership(
    people: People,
    town: Town,
    project: Project,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    end_partnership(partnership=partner(people, project, town.firm), by=people.ratna, reason="Program selesai.")
    end_partnership(partnership=invite(people, project, town.ngo), by=people.ratna, reason="Salah alamat.")
    told = dict(letters(mail_sink, people.putri.email or ""))
    assert "Alasan: Program selesai." in told["Kemitraan berakhir: Bank sampah RW 03"]
    assert "Alasan: Salah alamat." in told["Undangan ditarik: Bank sampah RW 03"]
    own = [s for s, _ in letters(mail_sink, people.dewi.email or "")]
    assert "Undangan bermitra untuk LSM Kali Bersih ditarik" in own
    assert not any("Kemitraan" in subject for subject in own)
    assert "Kemitraan PT Sumber Air berakhir" in [s for s, _ in letters(mail_sink, people.bayu.email or "")]


def remind(project: Project) -> None:
    past = timezone.now() - timedelta(hours=1)
    Project.objects.filter(pk=project.pk).update(next_update_at=past)
    Due.objects.filter(kind="projects.update_due", target_id=project.pk).update(due_at=past)
    assert tell_next_due()


def link_to_report(sink: MailSink, address: str) -> str:
    text = next(text for subject, text in letters(sink, address) if subject.startswith("Perbarui"))
    path = re.search(r"Perbarui status:\s+\S+?(/aksi/\S+)", text)
    assert path, text
    return path[1]


def test_the_link_alone_sends_what_alarms_nobody_once_and_bukan_saya_undoes_it(
    people: People,
    town: Town,
    project: Project,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    partner(people, project, town.firm)
    remind(project)
    link, browser = link_to_report(mail_sink, people.bayu.email or ""), Client()
    assert "Bayu Prasetyo" in browser.get(link).content.decode()
    assert browser.post(link, {}).status_code == 422
    answer = browser.post(link, {"condition": "no_change", "once": "satu"})
    assert answer.status_code == 303
    assert "terkirim" in browser.get(answer["Location"]).content.decode()
    assert browser.post(link, {"condition": "on_track"}).status_code == 404
    update = project.updates.get()
    assert (update.acting_as, update.is_no_change) == (town.firm, True)
    undo = next(t for s, t in letters(mail_sink, people.bayu.email or "") if "Bukan saya" in t)
    assert browser.post(re.findall(r"/aksi/\S+", undo)[-1]).status_code == 303
    assert not project.updates.shown().exists()


def test_a_call_for_help_by_link_asks_the_mailed_code_and_keeps_what_was_typed(
    people: People,
    town: Town,
    project: Project,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    remind(project)
    link, browser = link_to_report(mail_sink, people.putri.email or ""), Client()
    typed = {"condition": "blocked", "note": "Lahannya ditutup pemiliknya.", "help_from": town.rw03.name}
    answer = browser.post(link, typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Lahannya ditutup pemiliknya." in page
    assert 'name="code"' in page
    assert browser.post(link, typed | {"code": "000000"}).status_code == 422
    assert not project.updates.exists()
    subject = next(s for s, _text in letters(mail_sink, people.putri.email or "") if s.startswith("Kode"))
    code = re.search(r"\d{6}", subject)
    assert code
    assert browser.post(link, typed | {"code": code[0]}).status_code == 303
    update = project.updates.get()
    assert (update.condition, update.helper) == ("blocked", town.rw03)
    assert any(s.startswith("Kabar") for s, _text in letters(mail_sink, people.tukimin.email or ""))


def test_silence_is_stale_for_all_reminded_in_its_rhythm_and_after_two_misses_told_to_the_lead(
    people: People,
    town: Town,
    project: Project,
    mail_sink: MailSink,  # noqa: F811
) -> None:
    partner(people, project, town.firm)
    remind(project)
    page = Client().get(project.get_absolute_url()).content.decode()
    assert "Yang menjaga kabar proyek ini: Putri Anggraini." in page
    again = Due.objects.get(kind="projects.update_due", target_id=project.pk, done_at=None)
    assert (again.due_at - timezone.now()).days >= 28
    assert any("Perbarui" in s for s, _text in letters(mail_sink, people.bayu.email or ""))

    Due.objects.filter(kind="projects.stale").update(due_at=timezone.now())
    assert tell_next_due()
    for person in (people.putri, people.rizky, people.ratna):
        told = [t for s, t in letters(mail_sink, person.email or "") if "belum diperbarui" in s]
        assert len(told) == 1, person
        assert "Yang menjaga kabarnya: Putri Anggraini." in told[0]
    assert not [s for s, _text in letters(mail_sink, people.bayu.email or "") if "belum diperbarui" in s]
    post_status(project=project, author=people.putri, condition="on_track", is_no_change=True)
    assert "Yang menjaga kabar" not in Client().get(project.get_absolute_url()).content.decode()
