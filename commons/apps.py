from django.apps import AppConfig


class CommonsConfig(AppConfig):
    name = "commons"

    def ready(self) -> None:
        from commons import contributions
        from commons.offers import CONTRIBUTIONS

        contributions.add(*CONTRIBUTIONS)
