"""What the mails of meetings say, read as their readers do, with the calendar file that they carry."""

import re
from datetime import UTC, datetime, timedelta

import time_machine
from django.test import Client

from activity.actions import follow
from activity.models import Activity
from commons.audience import take
from commons.calendar import today
from mail.models import MailToken, Message
from meetings.actions import (
    Guest,
    answer_meeting,
    cancel_meeting,
    invite_to_meeting,
    invite_to_series,
    move_meeting,
    note_decision,
    record_invitee,
    uninvite,
    uninvite_from_series,
)
from meetings.models import Decision, Invitee, Meeting, MeetingSeries
from notifications.fanout import dispatch
from notifications.items import items
from notifications.letters import for_mail, in_words
from tests.meetings.conftest import SARI, call, call_again
from tests.meetings.held import circulated, come, over
from tests.meetings.letters import LONG_AGO, answers, calendar_of, guest_path, heard, letters, post_all
from tests.meetings.running import at
from tests.people import People, signed_in
from tests.sinks import MailSink, mail_sink, text_of
from tests.town import Town

__all__ = ["mail_sink"]


def test_an_invitation_says_when_and_where_and_carries_its_file_and_three_answers(
    people: People, town: Town, meeting: Meeting, mail_sink: MailSink
) -> None:
    (mail,) = letters(mail_sink, people.bayu.email)
    assert str(mail["Subject"]).startswith("Undangan: Rapat saluran air, ")
    text = text_of(mail)
    assert "Putri Anggraini (Kelurahan Tanjung Barat)" not in text
    assert "Putri Anggraini mengundang ke Rapat saluran air." in text
    assert "Tempat: Balai RW 03" in text
    assert "Susunan acara:\r\n- Pembukaan\r\n- Titik genangan\r\n" in text
    assert [word for word in ("Akan hadir", "Belum pasti", "Berhalangan") if word in text] == [
        "Akan hadir", "Belum pasti", "Berhalangan",
    ]  # fmt: skip
    seen = calendar_of(mail)
    assert seen.method == "REQUEST"
    assert [address for address, _ in seen.attendees] == [f"mailto:{people.bayu.email}"]


def test_a_letter_tells_the_way_there_and_every_item_on_a_line_of_its_own(
    people: People, town: Town, mail_sink: MailSink
) -> None:
    items = [f"Pokok ke-{n} yang dibahas bersama para pengurus" for n in range(1, 13)]
    call(people, town, directions="Masuk dari gang masjid.", agenda="\n".join(items), people=[people.sunarti])
    (mail,) = letters(mail_sink, people.sunarti.email)
    text = text_of(mail)
    assert "Tempat: Balai RW 03\r\nMasuk dari gang masjid.\r\n" in text
    assert "\r\n".join(f"- {item}" for item in items) in text


def test_an_answer_is_asked_for_by_the_mail_and_not_by_the_calendar(
    people: People, meeting: Meeting, series: MeetingSeries, mail_sink: MailSink
) -> None:
    """Nobody reads what a calendar program would send back, so it is not invited to."""
    said = "Jawaban tercatat lewat tautan di surel ini, bukan lewat aplikasi kalender."
    for address in (people.bayu.email, SARI.email):
        both = letters(mail_sink, address)
        assert len(both) == 2
        for mail in both:
            assert said in text_of(mail)
            (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
            content = part.get_content().replace("\r\n ", "")
            assert ("RSVP=FALSE" in content, "RSVP=TRUE" in content) == (True, False)
    cancel_meeting(meeting=meeting, by=people.putri, reason="Hujan deras.")
    for address in (people.bayu.email, SARI.email):
        assert said not in text_of(letters(mail_sink, address)[-1])


ONLINE = "https://rapat.contoh.example/air"


def test_whoever_is_invited_reads_where_to_join_online(people: People, town: Town, mail_sink: MailSink) -> None:
    meeting = call(people, town, online_url=ONLINE, people=[people.sunarti], organisations=[town.firm])
    call_again(people, town, title="Seri daring", online_url=f"{ONLINE}-seri", people=[people.sunarti])
    called, series = sorted(letters(mail_sink, people.sunarti.email), key=lambda mail: "Seri" in str(mail["Subject"]))
    moved_on = meeting.starts_at + timedelta(hours=1)
    move_meeting(
        meeting=meeting, by=people.putri, starts_at=moved_on, ends_at=moved_on + timedelta(hours=1), zone=meeting.zone,
        place="Kelurahan", online_url=f"{ONLINE}-baru",
    )  # fmt: skip
    moved = letters(mail_sink, people.bayu.email)[-1]
    for mail, url in ((called, ONLINE), (series, f"{ONLINE}-seri"), (moved, f"{ONLINE}-baru")):
        assert f"\r\nDaring: {url}\r\n" in text_of(mail)
        html = mail.get_body(("html",))
        assert html is not None
        assert f'href="{url}"' in html.get_content()


def test_who_follows_and_is_not_invited_reads_no_link_to_join(people: People, town: Town) -> None:
    """Nor whose invitation was taken back, in a digest that is written later."""
    meeting = call(people, town, online_url=ONLINE, people=[people.sunarti])
    series = call_again(people, town, online_url=ONLINE)
    for thread in (meeting.thread, series.thread):
        follow(people.rizky, thread)
    move_meeting(
        meeting=meeting, by=people.putri, starts_at=meeting.starts_at, ends_at=meeting.ends_at, zone=meeting.zone,
        place="Kelurahan", online_url=ONLINE,
    )  # fmt: skip
    uninvite(invitee=meeting.invitees.get(person=people.sunarti), by=people.putri)
    told = for_mail(
        list(Activity.objects.filter(thread__in=(meeting.thread, series.thread)).values_list("pk", flat=True))
    )
    for reader in (people.rizky, people.sunarti):
        written = [in_words(item, reader) for item in items(told, reader).values()]
        assert all(one["is_card"] for one in written)
        assert "Tempat: Kelurahan" in str(written)
        assert ONLINE not in str(written)
    assert ONLINE in str([in_words(item, people.tukimin) for item in items(told, people.tukimin).values()])


def test_nobody_reads_the_address_of_another(people: People, meeting: Meeting, mail_sink: MailSink) -> None:
    post_all(mail_sink)
    addresses = {one.to for one in mail_sink.taken}
    assert {"bayu@contoh.example", "sunarti@contoh.example", "tukimin@contoh.example", SARI.email} <= addresses
    for one in mail_sink.taken:
        parts = b"".join(part.get_payload(decode=True) or b"" for part in one.mail.walk() if not part.is_multipart())
        assert [other for other in addresses - {one.to} if other.encode() in parts] == []


def test_one_tap_in_the_mail_answers_and_a_scanners_look_does_not(
    people: People, town: Town, meeting: Meeting, mail_sink: MailSink
) -> None:
    (mail,) = letters(mail_sink, people.bayu.email)
    yes, maybe, no = re.findall(r"/aksi/\S+", text_of(mail))
    scanner, ours = Client(), meeting.invitees.get(organisation=town.firm)
    for path in (yes, maybe, no):
        for ask in (scanner.get, scanner.head):
            assert ask(path).status_code == 200
    ours.refresh_from_db()
    assert (ours.answer, ours.answered_at) == ("", None)
    assert scanner.post(yes).status_code == 303
    ours.refresh_from_db()
    assert (ours.answer, ours.answered_by) == ("yes", people.bayu)
    undo = next(t for t in map(text_of, letters(mail_sink, people.bayu.email)) if "Bukan saya" in t)
    assert scanner.post(re.findall(r"/aksi/\S+", undo)[-1]).status_code == 303
    ours.refresh_from_db()
    assert ours.answer == ""


def test_who_left_the_organisation_answers_no_more_by_an_old_mail(
    people: People, town: Town, meeting: Meeting, mail_sink: MailSink
) -> None:
    from stakeholders.actions import end_membership, join

    (mail,) = letters(mail_sink, people.bayu.email)
    yes = re.findall(r"/aksi/\S+", text_of(mail))[0]
    join(organisation=town.firm, person=people.dewi, role="manager")
    end_membership(membership=town.firm.memberships.get(person=people.bayu), by=people.bayu)
    assert Client().post(yes).status_code == 403
    assert meeting.invitees.get(organisation=town.firm).answer == ""


def test_a_guest_answers_by_the_mailed_link_alone_and_a_scanners_look_changes_nothing(
    people: People, meeting: Meeting, mail_sink: MailSink
) -> None:
    (mail,) = letters(mail_sink, SARI.email)
    assert str(mail["Subject"]).startswith("Undangan: Rapat saluran air, ")
    assert "Halo Sari Wulandari," in text_of(mail)
    assert calendar_of(mail).attendees == ((f"mailto:{SARI.email}", "NEEDS-ACTION"),)
    browser, path, sari = Client(), guest_path(mail), meeting.invitees.get(email=SARI.email)
    before = list(MailToken.objects.values())
    for ask in (browser.get, browser.head):
        answer = ask(path)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    sari.refresh_from_db()
    assert (sari.answer, list(MailToken.objects.values())) == ("", before)
    assert browser.post(path, {"answer": "yes", "note": "Datang berdua"}).status_code == 303
    sari.refresh_from_db()
    assert (sari.answer, sari.note) == ("yes", "Datang berdua")
    assert browser.post(path, {"answer": "no"}).status_code == 303, "minds change"
    assert browser.post(path, {"answer": "entah"}).status_code == 422
    assert browser.post("/agenda/tamu/bukan-token/", {"answer": "yes"}).status_code == 404


def test_an_invitation_taken_back_closes_its_link_and_empties_the_calendar(
    people: People, town: Town, private_meeting: Meeting, mail_sink: MailSink
) -> None:
    path = guest_path(letters(mail_sink, SARI.email)[0])
    uninvite(invitee=private_meeting.invitees.get(email=SARI.email), by=people.putri)
    uninvite(invitee=private_meeting.invitees.get(organisation=town.firm), by=people.putri)
    assert Client().get(path).status_code == 404
    for address in (SARI.email, people.bayu.email):
        last = letters(mail_sink, address)[-1]
        assert str(last["Subject"]) == "Undangan ditarik: Rapat tertutup"
        assert (calendar_of(last).method, calendar_of(last).status) == ("CANCEL", "CANCELLED")


def test_who_is_still_invited_another_way_is_not_told_to_stay_away(
    people: People, town: Town, mail_sink: MailSink
) -> None:
    meeting = call(people, town, organisations=[town.firm], people=[people.bayu], guests=[SARI])
    series = call_again(people, town, organisations=[town.firm], people=[people.bayu], guests=[SARI])
    post_all(mail_sink)
    uninvite(invitee=meeting.invitees.get(person=people.bayu), by=people.putri)
    uninvite_from_series(invitee=series.invitees.get(organisation=town.firm), by=people.putri)
    uninvite(invitee=meeting.invitees.get(email=SARI.email), by=people.putri)
    invite_to_meeting(meeting=meeting, by=people.putri, guests=[SARI])
    uninvite_from_series(invitee=series.invitees.get(email=SARI.email), by=people.putri)
    invite_to_series(series=series, by=people.putri, guests=[SARI])
    assert not withdrawn(mail_sink, people.bayu.email)
    assert not withdrawn(mail_sink, SARI.email)
    uninvite(invitee=meeting.invitees.get(organisation=town.firm), by=people.putri)
    uninvite_from_series(invitee=series.invitees.get(person=people.bayu), by=people.putri)
    told = withdrawn(mail_sink, people.bayu.email)
    assert told == {"Undangan ditarik: Rapat saluran air", "Undangan ditarik: Musyawarah RW 03"}


def withdrawn(sink: MailSink, address: str | None) -> set[str]:
    """The subjects of the letters that take an invitation back."""
    return {str(one["Subject"]) for one in letters(sink, address) if "ditarik" in str(one["Subject"])}


def test_a_move_is_told_to_all_with_the_old_time_and_the_new_file(
    people: People, meeting: Meeting, mail_sink: MailSink
) -> None:
    answer_meeting(invitee=meeting.invitees.get(person=people.sunarti), by=people.sunarti, answer="yes")
    post_all(mail_sink)
    later = meeting.starts_at + timedelta(hours=1)
    move_meeting(
        meeting=meeting, by=people.putri, starts_at=later, ends_at=later + timedelta(hours=1), zone=meeting.zone,
        place="Kelurahan",
    )  # fmt: skip
    for address in (people.sunarti.email, people.bayu.email, SARI.email):
        last = letters(mail_sink, address)[-1]
        assert str(last["Subject"]).startswith("Berubah: Rapat saluran air, ")
        assert "Semula " in text_of(last)
        assert "Tempat: Kelurahan" in text_of(last)
        seen = calendar_of(last)
        assert (seen.sequence, seen.starts_at) == (1, later)
    assert calendar_of(letters(mail_sink, people.sunarti.email)[-1]).attendees[0][1] == "ACCEPTED"


def test_a_cancellation_goes_to_all_even_to_those_who_declined_and_muted(
    people: People, meeting: Meeting, mail_sink: MailSink
) -> None:
    answer_meeting(invitee=meeting.invitees.get(person=people.sunarti), by=people.sunarti, answer="no")
    post_all(mail_sink)
    cancel_meeting(meeting=meeting, by=people.putri, reason="Hujan deras.")
    for address in (people.sunarti.email, people.bayu.email, SARI.email):
        last = letters(mail_sink, address)[-1]
        assert str(last["Subject"]).startswith("Batal: Rapat saluran air, ")
        assert "tidak ingin diingatkan" not in text_of(last)
        assert "Alasan: Hujan deras." in text_of(last)
        assert calendar_of(last).method == "CANCEL"
    assert not re.search(r"/aksi/", text_of(letters(mail_sink, people.bayu.email)[-1]))


def test_minutes_are_mailed_to_those_who_came_and_read_by_the_guests_link(
    people: People, town: Town, meeting: Meeting, mail_sink: MailSink
) -> None:
    path = guest_path(letters(mail_sink, SARI.email)[0])
    Client().post(path, {"answer": "yes"})
    answers(people, town, meeting)
    made = over(meeting)
    come(made, people.sunarti)
    circulated(made, people.putri, "Disepakati: pompa dipinjam.")
    assert heard(meeting, "meetings.minutes_circulated") == {"sunarti": "mail", "tukimin": "digest", "bayu": "digest"}
    assert "pompa dipinjam" in text_of(letters(mail_sink, people.sunarti.email)[-1])
    last = letters(mail_sink, SARI.email)[-1]
    assert str(last["Subject"]) == "Notulen: Rapat saluran air"
    assert "pompa dipinjam" in Client().get(guest_path(last)).content.decode()


def test_a_guest_who_came_gets_the_minutes_whatever_was_answered(
    people: People, town: Town, mail_sink: MailSink
) -> None:
    guests = [SARI, Guest("Amat", "amat@warga.example"), Guest("Rini", "rini@warga.example")]
    meeting = call(people, town, guests=guests)
    Invitee.objects.filter(meeting=meeting, email="amat@warga.example").update(answer="no", answered_at=LONG_AGO)
    for address in (SARI.email, "amat@warga.example"):
        at(meeting, -30)
        record_invitee(meeting=meeting, by=people.tukimin, invitee=meeting.invitees.get(email=address))
    circulated(over(meeting), people.putri)
    for address, told in ((SARI.email, True), ("amat@warga.example", True), ("rini@warga.example", False)):
        subjects = [str(mail["Subject"]) for mail in letters(mail_sink, address)]
        assert ("Notulen: Rapat saluran air" in subjects) == told, address


def test_who_sees_to_a_decision_is_told_when_it_is_published_or_changed(
    people: People, town: Town, mail_sink: MailSink
) -> None:
    first = over(call(people, town, title="Rapat pertama"), "Pokok")
    come(first, people.tukimin)
    note_decision(
        meeting=first, by=people.tukimin, title="Pompa dipinjam", effective_on=today(), owner_person=people.sunarti
    )
    circulated(first, people.tukimin)
    second = over(call(people, town, title="Rapat kedua"), "Pokok")
    come(second, people.tukimin)
    note_decision(
        meeting=second, by=people.tukimin, title="Pompa dibeli", effective_on=today(), owner_organisation=town.firm,
        changes=Decision.objects.get(), change="replaces",
    )  # fmt: skip
    circulated(second, people.tukimin)
    assert heard(first, "meetings.decision_published") == {"sunarti": "mail"}
    assert heard(second, "meetings.decision_published") == {"sunarti": "mail", "bayu": "mail"}
    text = "\n".join(text_of(mail) for mail in letters(mail_sink, people.sunarti.email))
    assert ("Pompa dipinjam" in text, "Penanggung jawab: Sunarti" in text) == (True, True)
    text = "\n".join(text_of(mail) for mail in letters(mail_sink, people.bayu.email))
    assert ("Pompa dibeli" in text, "Penanggung jawab: PT Sumber Air" in text) == (True, True)
    assert "Keputusan ini menggantikan keputusan sebelumnya." in text


def test_the_mail_of_minutes_tells_them_whole_and_its_forms_lead_to_them(
    people: People, town: Town, meeting: Meeting, mail_sink: MailSink
) -> None:
    made = over(meeting)
    come(made, people.sunarti)
    circulated(made, people.putri, "\n\n".join([*(f"Pokok bahasan yang ke-{n}." for n in range(40)), "Kata terakhir."]))
    mail = letters(mail_sink, people.sunarti.email)[-1]
    html = str(mail.get_body(("html",)).get_content())  # type: ignore[union-attr]
    assert ("Kata terakhir." in text_of(mail), "ke-38.<br>" in html, "Kata terakhir." in html) == (True, True, True)
    assert "Pendapat ditunggu sampai " in text_of(mail)
    for link in re.findall(r"/aksi/\S+", text_of(mail)):
        assert f'href="{made.get_absolute_url()}#notulen"' in signed_in(people.sunarti).get(link).content.decode()


def test_the_mail_of_minutes_approves_them_and_asks_for_a_code(
    people: People, town: Town, meeting: Meeting, mail_sink: MailSink
) -> None:
    made = over(meeting)
    come(made, people.sunarti)
    minutes = circulated(made, people.putri)
    text = text_of(letters(mail_sink, people.sunarti.email)[-1])
    links = re.findall(r"/aksi/\S+", text)
    assert len(links) == 2
    assert "Notulen Rapat saluran air." in signed_in(people.sunarti).get(links[0]).content.decode()
    assert Client().post(links[0]).status_code == 422, "a link alone binds nobody"
    typed = {"part": minutes.parts.get(item=None).pk, "reason": "Jadwal belum disepakati."}
    assert signed_in(people.sunarti).post(links[1], typed).status_code == 303
    assert minutes.objections.get().reason == typed["reason"]
    assert Client().post(f"{links[0]}kode/").status_code == 303
    code = Message.objects.filter(kind="mail.act_code").latest("pk").secret["code"]
    assert Client().post(links[0], {"code": code}).status_code == 303
    minutes.refresh_from_db()
    assert minutes.is_ratified


def test_o2_a_mail_of_minutes_is_not_sent_to_those_who_may_see_the_meeting_no_more(
    people: People, town: Town, private_meeting: Meeting, mail_sink: MailSink
) -> None:
    made = over(private_meeting)
    come(made, people.sunarti)
    letters(mail_sink, people.sunarti.email)
    circulated(made, people.putri, "Kata rahasia.")
    dispatch()
    take("see", of=people.sunarti, on=private_meeting.audience)
    assert not [one for one in letters(mail_sink, people.sunarti.email) if "Kata rahasia" in text_of(one)]


def test_m5_times_are_the_readers_and_the_places_are_named_where_they_differ(
    people: People, town: Town, mail_sink: MailSink
) -> None:
    people.sunarti.zone = "Europe/Amsterdam"
    people.sunarti.save()
    starts_at = datetime(2027, 3, 27, 12, 30, tzinfo=UTC)
    with time_machine.travel(datetime(2027, 3, 1, 3, 0, tzinfo=UTC)):
        call(people, town, starts_at=starts_at, people=[people.sunarti], organisations=[town.firm])
        there, here = (text_of(letters(mail_sink, one.email)[-1]) for one in (people.sunarti, people.bayu))
    assert "Sabtu, 27 Maret 2027 pukul 19.30–21.30 WIB" in here
    assert "Jam di tempat rapat" not in here
    assert "Sabtu, 27 Maret 2027 pukul 13.30–15.30 UTC+1" in there
    assert "Jam di tempat rapat: 19.30–21.30 WIB" in there


def test_e9_each_reads_their_own_language(people: People, town: Town, mail_sink: MailSink) -> None:
    people.bayu.language = "en"
    people.bayu.save()
    call(people, town, organisations=[town.firm], people=[people.sunarti])
    assert str(letters(mail_sink, people.bayu.email)[-1]["Subject"]).startswith("Invitation: Rapat saluran air, ")
    assert str(letters(mail_sink, people.sunarti.email)[-1]["Subject"]).startswith("Undangan: ")


def test_a_meeting_read_on_the_site_is_not_mailed_again_but_its_cancellation_is(
    people: People, meeting: Meeting, mail_sink: MailSink
) -> None:
    dispatch()
    signed_in(people.bayu).post(f"/dibaca/{meeting.thread_id}/", {"position": "0"})
    assert letters(mail_sink, people.bayu.email) == []
    cancel_meeting(meeting=meeting, by=people.putri, reason="Hujan deras.")
    assert len(letters(mail_sink, people.bayu.email)) == 1
