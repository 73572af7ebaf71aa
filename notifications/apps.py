from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from commons import contributions
        from notifications.contributions import CONTRIBUTIONS

        contributions.add(*CONTRIBUTIONS)
