from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "activity"

    def ready(self) -> None:
        from activity.contributions import CONTRIBUTIONS
        from commons import contributions

        contributions.add(*CONTRIBUTIONS)
