"""How our code is written, where a machine can tell."""

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from tests.architecture import code

MOST_LINES = 350
# One list that grows by a line a setting; nothing in it can be moved away.
MAY_BE_LONG = {"portal/settings.py"}
# Where a signal of a library is listened to: nowhere else.
RECEIVERS: set[str] = set()
# Where HTML is made outside a template, each by `format_html` or the sanitiser, or of data without a sign of markup.
MAKES_HTML = {"commons/linked_data.py", "commons/rich_text/showing.py"}
MARKERS = re.compile(r"\b(TODO|FIXME|XXX|HACK|WIP)\b|except[^\n]*:\s*pass\b|NotImplementedError")
# Words that belong to a machine it was written on, not to the project.
ELSEWHERE = re.compile(r"/work/|/tmp/|/home/\w|shared/(design|data|prototypes|known)")


def signals(module: code.Module) -> Iterator[str]:
    """Receivers: logic that runs because a row was saved somewhere else (docs/decisions/0001)."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.dispatch":
            yield f"{module.name}:{node.lineno}: django.dispatch"
        if isinstance(node, ast.Call) and code.called(node).endswith(".connect"):
            yield f"{module.name}:{node.lineno}: {code.called(node)}"
        for decorator in getattr(node, "decorator_list", []):
            if "receiver" in ast.unparse(decorator) or re.search(r"\.connect\b", ast.unparse(decorator)):
                yield f"{module.name}:{decorator.lineno}: {ast.unparse(decorator)}"


def html(module: code.Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and code.called(node).split(".")[-1] in {"mark_safe", "SafeString"}:
            yield f"{module.name}:{node.lineno}: {code.called(node)}"


def clocks(module: code.Module) -> Iterator[str]:
    """The site's zone drives every clock; a reader's zone is for display only."""
    wrong = {"timezone.localdate", "localdate", "date.today", "datetime.date.today", "datetime.now", "datetime.today"}
    for call in code.calls(module.tree):
        utc_day = ast.unparse(call.func).endswith(".now().date")
        if (code.called(call) in wrong or utc_day) and not call.args and not call.keywords:
            yield f"{module.name}:{call.lineno}: {ast.unparse(call)}"


def direct_tasks(module: code.Module) -> Iterator[str]:
    """A task is nudged by `commons.jobs.enqueue`, after the commit and by name."""
    for call in code.calls(module.tree):
        if code.called(call).split(".")[-1] in {"delay", "apply_async", "send_task"}:
            yield f"{module.name}:{call.lineno}: {code.called(call)}"


def views_that_decide(module: code.Module) -> Iterator[str]:
    """Views ask the rule at their door; who is staff, and which row an id means, is decided elsewhere."""
    if "views" not in module.name:
        return
    for node in ast.walk(module.tree):
        text = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Call) else ""
        if isinstance(node, ast.Attribute) and re.fullmatch(r".*user\.(is_staff|is_superuser|groups)", text):
            yield f"{module.name}:{node.lineno}: {text}"
        if isinstance(node, ast.Call) and code.called(node).endswith(("objects.get", "user.has_perm")):
            yield f"{module.name}:{node.lineno}: {code.called(node)}"


def saves(module: code.Module) -> Iterator[str]:
    """Nothing happens behind `save()` and `delete()`: actions say what they do."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"} and "/models" in module.name:
            yield f"{module.name}:{node.lineno}: {node.name}"


def undocumented(module: code.Module) -> Iterator[str]:
    """Public functions and classes whose name and types leave a question: all but the shortest."""
    if not ast.get_docstring(module.tree) and module.tree.body and not module.name.endswith("apps.py"):
        yield f"{module.name}: no sentence on what it is for"
    is_view = (
        "/views" in module.name or module.name == "portal/home.py"
    )  # a view is called as its address, and its parts say the rest
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            is_short = isinstance(node, ast.FunctionDef) and (is_view or len(node.body) <= 3)
            is_obvious = isinstance(node, ast.ClassDef) and node.name.endswith(
                ("Config", "QuerySet", "Manager", "Admin", "Grant")
            )
            is_command = node.name == "Command"
            if not (ast.get_docstring(node) or is_short or is_obvious or is_command):
                yield f"{module.name}:{node.lineno}: {node.name}"


def untyped(module: code.Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef) and node.returns is None:
            yield f"{module.name}:{node.lineno}: {node.name}"


def markers(module: code.Module) -> Iterator[str]:
    for number, line in enumerate(module.source.splitlines(), 1):
        if MARKERS.search(line) or ELSEWHERE.search(line):
            yield f"{module.name}:{number}: {line.strip()}"


def long_files(module: code.Module) -> Iterator[str]:
    lines = module.source.count("\n")
    if lines > MOST_LINES and module.name not in MAY_BE_LONG:
        yield f"{module.name}: {lines} lines: look for the missing idea"


Rule = Callable[[code.Module], Iterator[str]]
# The rule, the files it does not hold for, and a fault that it must see.
RULES: list[tuple[Rule, set[str], str, str]] = [
    (signals, RECEIVERS, "projects/a.py", "from django.dispatch import receiver"),
    (signals, RECEIVERS, "projects/a.py", "post_save.connect(tell)"),
    (signals, RECEIVERS, "projects/a.py", "@receiver(post_save)\ndef tell(**kwargs): ..."),
    (html, MAKES_HTML, "projects/a.py", "mark_safe(text)"),
    (clocks, set(), "projects/views.py", "timezone.localdate()"),
    (clocks, set(), "projects/models.py", "date.today()"),
    (clocks, set(), "projects/models.py", "timezone.now().date()"),
    (direct_tasks, {"commons/jobs.py"}, "projects/actions.py", "send.delay(1)"),
    (views_that_decide, set(), "projects/views.py", "if request.user.is_staff: ..."),
    (views_that_decide, set(), "projects/views/projects.py", "Project.objects.get(pk=pk)"),
    (saves, set(), "projects/models.py", "class A:\n    def save(self): ..."),
    (undocumented, set(), "projects/a.py", '"""A."""\ndef a():\n    b()\n    c()\n    d()\n    e()'),
    (undocumented, set(), "projects/a.py", "a = 1"),
    (untyped, set(), "projects/a.py", "def a(): ..."),
    (markers, set(), "projects/a.py", "# TODO: later"),
    (markers, set(), "projects/a.py", "try:\n    a()\nexcept ValueError: pass"),
    (long_files, set(), "projects/a.py", "\n" * 400),
]
each_rule = pytest.mark.parametrize(
    ("rule", "exempt"), {rule: rest[0] for rule, *rest in RULES}.items(), ids=lambda r: getattr(r, "__name__", "")
)


@each_rule
def test_our_code_keeps(rule, exempt):
    assert [found for module in code.modules() if module.name not in exempt for found in rule(module)] == []


def test_tests_know_no_other_day_than_the_site():
    """After 17.00 UTC it is tomorrow in Jakarta: a test that takes the day from UTC fails every evening."""
    assert [found for module in code.tests() for found in clocks(module)] == []


@pytest.mark.parametrize(
    ("rule", "exempt", "name", "fault"), RULES, ids=[f"{r[0].__name__} {r[3][:30]!r}" for r in RULES]
)
def test_a_planted_fault_is_seen(rule, exempt, name, fault):
    assert list(rule(code.module(fault, name)))


def test_exempt_files_exist_and_need_it():
    """A permission that nobody uses any more is taken back."""
    modules = {module.name: module for module in code.modules()}
    exempt = {(rule, name) for rule, names, *_ in RULES for name in names} | {
        (long_files, name) for name in MAY_BE_LONG
    }
    unused = [name for rule, name in exempt if rule is not long_files and not list(rule(modules[name]))]
    assert unused == []
