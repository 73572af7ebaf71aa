from django.apps import AppConfig


class ForumsConfig(AppConfig):
    name = "forums"

    def ready(self) -> None:
        from commons import contributions
        from forums.contributions import CONTRIBUTIONS

        contributions.add(*CONTRIBUTIONS)
