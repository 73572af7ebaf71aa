"""People: one account a person, known by an e-mail address or a phone number, with one name."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.names import folded, free_handle, lock_handles
from accounts.offices import works_there
from commons.models import Epoch
from commons.text import clean_name

UNCONFIRMED_LIVES = timedelta(days=1)  # a code lives minutes; what was begun and never confirmed is swept after a day


def name_for_others(name: str, leaves_at: datetime | None, erased_at: datetime | None) -> str:
    """Who asked to be erased is nobody any more, at once."""
    return name if leaves_at is None and erased_at is None else str(_("Akun dihapus"))


def new_stamp() -> str:
    """What all sessions of a person carry a trace of: a new one ends them."""
    return secrets.token_urlsafe(16)


class UserQuerySet(models.QuerySet["User"]):
    def with_epoch(self) -> Self:
        """The account and the epoch in one statement: what each request begins with."""
        return self.annotate(epoch=Epoch.objects.now())

    def active(self) -> Self:
        """Members: accounts that may sign in and be told things."""
        return self.filter(is_active=True, confirmed_at__isnull=False)

    def of_the_office(self) -> Self:
        """Staff and leader of the kelurahan, each once."""
        return self.filter(works_there())

    def listed(self) -> Self:
        """Those who opened their profile to everybody, and are not about to leave."""
        return self.active().filter(is_listed=True, leaves_at=None)

    def with_address(self, email: str) -> Self:
        """Whose proven address this is: of one person at most. An account that never confirmed it is nobody's."""
        proven = Q(emailaddress__email=email.lower(), emailaddress__verified=True)
        return (
            self.alias(lower=Lower("email"))
            .filter(Q(lower=email.lower()) | proven, confirmed_at__isnull=False)
            .distinct()
        )

    def with_phone(self, phone: str) -> Self:
        """Whose number this is, of those who may sign in: one at most."""
        return self.active().filter(phone=phone, erased_at=None)

    def assisted(self) -> Self:
        """*Dibantu petugas*: opened at the counter."""
        return self.filter(Exists(Slip.objects.filter(person=OuterRef("pk"))))

    def unconfirmed(self) -> Self:
        """Begun, and the address not proven yet: gives no right to anything and keeps nobody out."""
        return self.filter(confirmed_at=None, last_login=None, erased_at=None)

    def abandoned(self) -> Self:
        return self.unconfirmed().filter(joined_at__lt=timezone.now() - UNCONFIRMED_LIVES)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def create_user(self, email: str | None, password: str | None = None, *, name: str, **fields: Any) -> "User":
        """A new account with a handle of its own; without a password one signs in by mailed code.

        Accounts are made one at a time, so that two neighbours of one name get two handles.
        """
        name = clean_name(name)
        lock_handles()
        fields.setdefault("handle", free_handle(name, self.model))
        user = self.model(email=email.lower() if email else None, name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """For `manage.py createsuperuser`: confirmed, because the operator stands behind it."""
        fields.setdefault("confirmed_at", timezone.now())
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """One of e-mail and phone is there; a name is one field, a single word will do. NIK is never asked."""

    class Theme(models.TextChoices):
        LIGHT = "terang", _("Terang")
        DARK = "gelap", _("Gelap")

    email = models.EmailField(_("Surel"), null=True, blank=True)
    phone = models.CharField(_("Nomor ponsel"), max_length=16, null=True, blank=True, help_text="E.164")
    name = models.CharField(_("Nama lengkap"), max_length=120)
    handle = models.CharField(max_length=40, unique=True)
    title = models.CharField(_("Sebutan"), max_length=80, blank=True)
    biography = models.CharField(_("Tentang Anda"), max_length=300, blank=True)
    is_listed = models.BooleanField(_("Tampilkan profil saya kepada umum"), default=False)
    area = models.ForeignKey("commons.Area", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    themes = models.ManyToManyField("commons.Theme", blank=True, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="id")
    zone = models.CharField(max_length=40, default="Asia/Jakarta")
    look = models.CharField(max_length=6, choices=Theme, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)  # e-mail confirmed, or opened by staff at the counter: a member
    joined_at = models.DateTimeField(auto_now_add=True)
    leaves_at = models.DateTimeField(null=True)  # asked to be erased; until then one may change one's mind
    erased_at = models.DateTimeField(null=True)
    session_stamp = models.CharField(max_length=32, default=new_stamp)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        default_permissions = ()
        verbose_name = _("Akun")
        verbose_name_plural = _("Akun")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_an_email"),
            models.UniqueConstraint(fields=["phone"], name="one_account_a_phone"),
            models.UniqueConstraint(folded("handle"), name="one_handle_a_look"),
            models.CheckConstraint(condition=Q(handle__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"), name="handle_plain"),
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False) | Q(erased_at__isnull=False),
                name="email_or_phone",
            ),
            models.CheckConstraint(
                condition=Q(phone=None) | Q(phone__regex=r"^\+[1-9][0-9]{7,14}$"), name="phone_e164"
            ),
            models.CheckConstraint(condition=~Q(email=""), name="email_absent_is_null"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """What others read."""
        return name_for_others(self.name, self.leaves_at, self.erased_at)

    @property
    def is_gone(self) -> bool:
        return self.leaves_at is not None or self.erased_at is not None

    @property
    def is_open(self) -> bool:
        """Is this person's page there for everybody? `UserQuerySet.listed`, of one person."""
        return self.is_listed and self.is_active and self.confirmed_at is not None and not self.is_gone

    @property
    def has_own_way_in(self) -> bool:
        """An address or a password that the person set: then nobody at the counter can open the door for them."""
        return self.email is not None or self.has_usable_password()

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.display_name.split()[:2]).upper()

    @property
    def first_name(self) -> str:
        return self.display_name.split()[0]

    def get_absolute_url(self) -> str:
        return f"/orang/{self.handle}/"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's, of the password and of the stamp: a session ends when either changes."""
        salt = "accounts.models.User.get_session_auth_hash"
        return salted_hmac(salt, f"{self.password} {self.session_stamp}", secret=secret, algorithm="sha256").hexdigest()


class SlipQuerySet(models.QuerySet["Slip"]):
    def usable(self) -> Self:
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())


class Slip(models.Model):
    """A code on paper, with which somebody without e-mail signs in once. Only its digest is kept.

    That an officer made it, for whom and when, is history that nothing rewrites: the account is *dibantu petugas*.
    """

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="slips")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = SlipQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        triggers = [
            pgtrigger.ReadOnly(name="slip_is_never_rewritten", exclude=["used_at", "revoked_at"]),
            pgtrigger.Protect(name="slip_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_usable(self) -> bool:
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now()


class RetiredHandle(models.Model):
    """A handle that was somebody's, kept as a digest of its folded form: nobody else can ever take it."""

    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self) -> Self:
        return self.filter(withdrawn_at=None)

    def to_present_notice(self) -> Self:
        """Given to the privacy notice as it reads today, and not taken back."""
        return self.in_force().filter(purpose=Consent.Purpose.PRIVACY, version=settings.PRIVACY_VERSION)


class Consent(models.Model):
    """That a person agreed to a text of this version, when, and whether it was taken back. Rows are never changed but
    for `withdrawn_at` (UU 27/2022 on personal data: consent is shown, and can be withdrawn)."""

    class Purpose(models.TextChoices):
        PRIVACY = "privacy", _("Kebijakan privasi")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.PRIVACY)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=2, default="id")
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "version"], condition=Q(withdrawn_at=None), name="one_consent_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.version}"
