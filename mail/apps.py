from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "mail"

    def ready(self) -> None:
        from commons import contributions
        from mail.contributions import CONTRIBUTIONS

        contributions.add(*CONTRIBUTIONS)
