"""The team gives somebody a task of a milestone."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commons.access import access
from commons.acting import fill_then_act
from commons.limits import limit
from projects import actions
from projects.models import Milestone, Project
from projects.promise_forms import TaskForm


@access("projects.keep_milestones", to=Milestone, within=Project)
@limit("60/h")
def task_create(request: HttpRequest, milestone: Milestone) -> HttpResponse:
    project = milestone.project
    form = TaskForm(request.POST or None, milestone=milestone)
    return fill_then_act(
        request,
        form,
        lambda: actions.assign_task(milestone=milestone, by=request.user, **form.facts()).get_absolute_url(),
        template="projects/task_form.html",
        context={"project": project, "milestone": milestone},
        back=request.path,
        said=_("Tugas dicatat. Pemiliknya diberi tahu."),
    )
