from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        from commons import contributions
        from meetings.contributions import CONTRIBUTIONS

        contributions.add(*CONTRIBUTIONS)
