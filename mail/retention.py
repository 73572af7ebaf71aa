"""How long the outbox remembers: what a mail said ends with the mail, that there was one stays for half a year."""

from datetime import timedelta

from django.utils import timezone

from mail.models import Address, MailToken, Message

MENDABLE = timedelta(days=7)  # what is broken or held may be mended and sent that long
NAMED = timedelta(days=30)  # then address, subject and data go
REMEMBERED = timedelta(days=180)  # then the row, and with it the guarantee that its key is told once


def sweep() -> None:
    """Empty and delete what is past its time."""
    now = timezone.now()
    ended = Message.objects.ended()
    ended.filter(ended_at__lt=now - MENDABLE).exclude(content=b"").update(content=b"")
    ended.filter(expires_at__lt=now).exclude(content=b"", data={}).update(content=b"", data={})
    ended.filter(ended_at__lt=now - NAMED).exclude(address="").update(address="", subject="", reply="", data={})
    ended.filter(ended_at__lt=now - REMEMBERED).delete()
    MailToken.objects.filter(expires_at__lt=now - MENDABLE).delete()
    Address.objects.forgotten().delete()
