from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self) -> None:
        from commons import contributions
        from projects.contributions import CONTRIBUTIONS

        contributions.add(*CONTRIBUTIONS)
