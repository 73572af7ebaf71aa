"""How a request finds its account."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class AccountBackend(AuthenticationBackend):
    """allauth's, but the account comes with the epoch, in one statement."""

    def get_user(self, user_id: Any) -> User | None:
        user = User.objects.with_epoch().filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
