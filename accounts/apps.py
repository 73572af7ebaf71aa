from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.contributions import CONTRIBUTIONS
        from commons import contributions

        contributions.add(*CONTRIBUTIONS)
