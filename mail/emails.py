"""What mail itself says: the code that an act asks for, and that an act was done."""

from django.urls import reverse
from django.utils.translation import gettext as _

from commons import contributions
from commons.telling import MailAct
from mail import tokens
from mail.composing import Letter, Withheld
from mail.letters import letter
from mail.models import Message


def stored(message: Message) -> Letter:
    """Mail of Django and its libraries is stored ready to be sent, so this is only asked when it was emptied."""
    raise Withheld(_("Isi surat ini sudah dihapus."))


def act_code(message: Message) -> Letter:
    """Six digits for the page that a link of an earlier mail opened."""
    code = message.secret["code"]
    context = {
        "code": code,
        "heading": _("Kode konfirmasi"),
        "purpose": _("Ketik kode ini di halaman yang Anda buka dari surel kami."),
        "minutes": message.data["minutes"],
    }
    return letter("mail/code", context, _("Kode konfirmasi Anda: %(code)s") % {"code": code})


def act_done(message: Message) -> Letter:
    """To the person in whose name a link was used; with *Bukan saya*, which undoes it."""
    act = contributions.one(MailAct, message.data["act"])
    if message.about is None:
        raise Withheld(_("Hal ini sudah tidak ada."))
    raw = tokens.mint(tokens.UNDO, person=message.person, target=message.about, life=act.life, act=act.code)
    context = {"person": message.person, "act": act, "path": reverse("mail:act_detail", args=[raw])}
    return letter("mail/act_done", context, _("Tercatat: %(act)s") % {"act": act.label})
