"""A statement is built once a process; what it finds is always of the values it is asked with."""

import contextlib
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction
from django.db.models import CharField, Count, DateTimeField, F, Func, Q, Value
from django.db.models.functions import Cast
from django.db.transaction import TransactionManagementError
from django.urls import resolve
from django.utils import timezone, translation

from commitments.queries import lists
from commons import access
from commons.models import Area, Epoch, Theme
from commons.paging import Paged
from commons.statements import FEW, Given, OfPeople, Statement
from projects.models import Project

pytestmark = pytest.mark.django_db
BUILT_LATER = (lists._first(lists.LATE, "", of_one=True, at_one=True), access._seen(Project), access._known(Project))


def ours() -> dict[str, Statement]:
    """Those that our modules hold, by where they stand, and some of those that are built when they are asked for."""
    here = {config.module.__name__ for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE}
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] in here]
    held = [(f"{module.__name__}.{name}", value) for module in modules for name, value in vars(module).items()]
    found = [(f"later {n}", value) for n, value in enumerate(BUILT_LATER)] + held
    return {name: statement for name, value in found for statement in parts_of(value)}


def parts_of(value: Any) -> list[Statement]:
    if isinstance(value, OfPeople):
        return [value._of_few]
    if isinstance(value, Paged):
        return [value._after]
    return [value] if isinstance(value, Statement) else []


@pytest.fixture(autouse=True)
def themes() -> list[Theme]:
    return Theme.objects.bulk_create([Theme(code=f"uji-{name}", name=name) for name in ("air", "jalan", "taman")])


def names(rows: list[Any]) -> list[str]:
    return [row.name for row in rows]


class TestWhatIsFound:
    by_name = Statement(lambda: Theme.objects.filter(name=Given("name")))
    among = Statement(lambda: Theme.objects.filter(name__in=Given("names")).order_by("name"))

    def test_is_of_the_value_given_each_time(self) -> None:
        assert names(self.by_name(name="air")) == ["air"]
        assert names(self.by_name(name="taman")) == ["taman"]
        assert self.by_name(name="laut") == []

    def test_is_what_the_queryset_finds_word_for_word(self) -> None:
        assert self.by_name(name="air") == list(Theme.objects.filter(name="air"))

    @pytest.mark.parametrize("wanted", [(), ("air",), ("air", "taman"), ("air", "jalan", "taman")])
    def test_takes_any_number_of_a_list(self, wanted: tuple[str, ...]) -> None:
        assert names(self.among(names=wanted)) == list(wanted)

    def test_of_none_is_nothing_as_in_sql(self) -> None:
        by_parent = Statement(lambda: Area.objects.filter(parent=Given("parent")))
        Area.objects.create(level=Area.Level.KELURAHAN, name="Tanjung Barat")
        assert Area.objects.filter(parent=None).exists()
        assert by_parent(parent=None) == []

    def test_a_place_without_its_value_is_a_mistake(self) -> None:
        with pytest.raises(KeyError, match="name"):
            self.by_name()

    def test_a_value_is_never_sql(self) -> None:
        assert self.by_name(name="x' OR '1'='1") == []
        assert self.by_name(name="%s") == []

    def test_rows_may_be_changed_without_the_next_ones_knowing(self) -> None:
        self.by_name(name="air")[0].name = "lain"
        assert names(self.by_name(name="air")) == ["air"]


class TestWhatMayStandAroundAPlace:
    def test_annotations_before_and_after_it(self) -> None:
        upper = Func(Given("word"), function="upper", output_field=CharField())
        asked = Statement(
            lambda: (
                Theme.objects.annotate(said=Value("tetap", CharField()), given=upper)
                .filter(name=Given("name"))
                .annotate(sites=Count("pk"))
                .values("said", "given", "sites", "name")
            )
        )
        for word in ("satu", "dua"):
            row = {"said": "tetap", "given": word.upper(), "sites": 1, "name": "air"}
            assert asked(name="air", word=word) == [row]

    @pytest.mark.parametrize("pattern", ["%%a%%", "%%s%%", "%%%%s"])
    def test_a_percent_sign_of_the_sql_itself(self, pattern: str) -> None:
        written = Func(F("name"), template=f"(%(expressions)s || '{pattern.replace('%', '%%')}')")
        asked = Statement(lambda: Theme.objects.annotate(said=written).filter(name=Given("name")).values("said"))
        told = pattern.replace("%%", "%")
        assert asked(name="air") == [{"said": f"air{told}"}]

    def test_a_pattern_to_look_for(self) -> None:
        asked = Statement(lambda: Theme.objects.filter(code__contains="uji-", name__contains=Given("part")))
        assert names(asked(part="ama")) == ["taman"]
        assert asked(part="%") == []


class TestWhatAProcessRemembers:
    def test_a_moment_is_the_one_that_is_given(self) -> None:
        moment = Cast(Given("at"), DateTimeField())
        asked = Statement(lambda: Theme.objects.filter(code="uji-air").annotate(at=moment))
        for at in (timezone.now(), timezone.now() + timedelta(days=1), timezone.now() - timedelta(days=1)):
            assert asked(at=at)[0].at == at

    def test_no_statement_of_ours_holds_a_moment_or_a_language(self) -> None:
        resolve("/")  # its addresses bring in every app's pages
        found = ours()
        assert len(found) > 30
        for name, statement in found.items():
            built = []
            for code in ("id", "en"):
                with translation.override(code):
                    sql, values = statement._build().query.get_compiler(connection=connection).as_sql()
                    built.append((sql, [getattr(value, "name", value) for value in values]))
            assert built[0] == built[1], name
            assert not [value for value in built[0][1] if isinstance(value, date)], name

    def test_a_query_for_people_is_built_once_and_long_lists_are_asked_in_full(self) -> None:
        asked = OfPeople(lambda people: Theme.objects.filter(pk__in=people))
        everything = Theme.objects.filter(code__startswith="uji-").values("pk")
        assert len(asked(everything)) == len(asked(everything)) == 3
        assert len(asked._of_query) == 1
        ids = list(everything.values_list("pk", flat=True))
        before = prepared()
        assert [len(asked([*ids, *range(-FEW, 0)])) for _ in range(3)] == [3, 3, 3]
        assert prepared() == before
        assert [len(asked(ids)), len(asked(ids)), len(asked([]))] == [3, 3, 0]
        assert len(prepared() - before) == 1

    def test_another_connection_is_as_good_as_the_one_it_was_built_on(self) -> None:
        asked = Statement(lambda: ContentType.objects.filter(app_label=Given("app")).order_by("model"))
        here = asked(app="projects")

        def elsewhere() -> list[Any]:
            try:
                return asked(app="projects")
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as other:
            assert other.submit(elsewhere).result() == here
        assert here

    def test_two_threads_at_once_hear_their_own_rows(self) -> None:
        asked = Statement(lambda: ContentType.objects.filter(app_label=Given("app")))

        def hear(app: str) -> set[str]:
            try:
                return {row.app_label for _ in range(50) for row in asked(app=app)}
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as both:
            assert list(both.map(hear, ("projects", "commons"))) == [{"projects"}, {"commons"}]

    def test_it_is_one_statement_each_time(self, django_assert_num_queries: Any) -> None:
        asked = Statement(lambda: Epoch.objects.filter(pk=Given("pk")))
        with django_assert_num_queries(3):
            for _ in range(3):
                asked(pk=1)


def prepared() -> set[str]:
    """The names that the connection knows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements")
        return {name for (name,) in cursor.fetchall()}


class TestWhatAConnectionRemembers:
    def test_what_it_meets_again_is_prepared_once(self) -> None:
        asked = Statement(lambda: Theme.objects.filter(name=Given("name")))
        before, seen = prepared(), []
        for _ in range(8):  # PostgreSQL settles for one plan after five
            assert names(asked(name="air")) == ["air"]
            seen.append(len(prepared() - before))
        assert seen == [0] + [1] * 7

    def test_a_plan_for_all_finds_what_each_asks_for(self) -> None:
        among = Statement(
            lambda: Theme.objects.filter(code__startswith="uji-", name__in=Given("names")).order_by("name")
        )
        lists = [("air",), (), ("air", "taman"), ("x' OR '1'='1", "%s"), ("jalan",)] * 3
        assert [names(among(names=wanted)) for wanted in lists] == [
            [name for name in wanted if name in ("air", "jalan", "taman")] for wanted in lists
        ]

    @pytest.mark.parametrize("huge", [2**15, 2**31, 2**63, -(2**70), 10**30])
    def test_a_number_that_no_column_holds_equals_nothing(self, huge: int) -> None:
        asked = Statement(lambda: Area.objects.filter(number=Given("number")))  # a smallint
        Area.objects.create(level=Area.Level.RW, number=3, name="RW 03")
        assert [len(asked(number=number)) for number in (3, 3, huge, huge, 3)] == [1, 1, 0, 0, 1]

    def test_a_value_that_stands_in_two_places_is_given_once(self) -> None:
        asked = Statement(lambda: Theme.objects.filter(Q(name=Given("word")) | Q(code=Given("word"))).order_by("name"))
        assert [names(asked(word=word)) for word in ("air", "uji-air", "taman", "laut")] == [
            ["air"],
            ["air"],
            ["taman"],
            [],
        ]

    def test_what_is_taken_back_takes_no_plan_with_it(self) -> None:
        asked = Statement(lambda: Theme.objects.filter(name=Given("name")))
        asked(name="air")
        with transaction.atomic():
            asked(name="air")
            transaction.set_rollback(True)
        assert names(asked(name="air")) == ["air"]

    def test_a_failure_of_the_database_is_told_as_django_tells_it(self) -> None:
        asked = Statement(lambda: Theme.objects.filter(name=Given("name")))
        asked(name="air")
        with transaction.atomic():
            with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
            with pytest.raises(DatabaseError):
                asked(name="air")
            transaction.set_rollback(True)
        assert names(asked(name="air")) == ["air"]

    @pytest.mark.django_db(transaction=True)
    def test_rows_are_locked_within_a_transaction_only(self) -> None:
        lock = Statement(lambda: Theme.objects.select_for_update().filter(name=Given("name")))
        with transaction.atomic():
            assert names(lock(name="air")) == ["air"]
        with pytest.raises(TransactionManagementError):
            lock(name="air")

    def test_behind_a_pooler_nothing_is_prepared(self, settings: Any) -> None:
        settings.PREPARE_STATEMENTS = False
        asked, before = Statement(lambda: Theme.objects.filter(name=Given("name"))), prepared()
        assert [names(asked(name="air")) for _ in range(3)] == [["air"]] * 3
        assert prepared() == before

    def test_a_new_connection_knows_nothing_of_the_old_one(self) -> None:
        asked = Statement(lambda: ContentType.objects.filter(app_label=Given("app")))

        def twice(app: str) -> int:
            found = []
            for _ in range(2):
                found += [len(asked(app=app)) for _ in range(3)]
                connection.close()
            return len(set(found))

        with ThreadPoolExecutor(1) as other:
            assert other.submit(twice, "projects").result() == 1
