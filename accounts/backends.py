"""How a request finds its account."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from commons.statements import Given, Statement

ACCOUNT = Statement(lambda: User.objects.with_epoch().filter(pk=Given("pk")))


class AccountBackend(AuthenticationBackend):
    """allauth's, but the account comes with the epoch, in one statement."""

    def get_user(self, user_id: Any) -> User | None:
        user = next(iter(ACCOUNT(pk=User._meta.pk.to_python(user_id))), None)
        return user if user is not None and self.user_can_authenticate(user) else None
