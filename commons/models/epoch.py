"""One number that changes with every right: whatever is remembered carries it in its key."""

from django.db import connection, models

from commons.statements import Statement

SEQUENCE = "commons_epoch_numbers"


class EpochQuerySet(models.QuerySet["Epoch"]):
    def current(self) -> int:
        """The number now, as this transaction sees it."""
        return next((row["number"] for row in CURRENT()), 0)

    def now(self) -> models.Subquery:
        """The same as a column of another statement."""
        return models.Subquery(self.values("number")[:1])


class Epoch(models.Model):
    """The only row is raised in the transaction of every change of visibility, grant, membership, move or hiding.

    The number comes from a sequence, which no rollback turns back: what was remembered under a number that never
    committed is never found again. Raising it locks the row until the commit, so it comes last in an action.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)

    objects = EpochQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_epoch")]

    def __str__(self) -> str:
        return str(self.number)


CURRENT = Statement(lambda: Epoch.objects.values("number"))


def raise_epoch() -> None:
    """Whatever was worked out about rights before this transaction commits is out of date after it."""
    table = Epoch._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS e (id, number) VALUES (1, nextval(%s))"
            " ON CONFLICT (id) DO UPDATE SET number = excluded.number",
            [SEQUENCE],
        )


def leap_epoch() -> None:
    """After a restore: go beyond every number that the site has used since the backup, and remembers things under.

    The seconds of the clock do: rights change far less than once a second, so no earlier leap is ahead of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(%s, greatest(nextval(%s), extract(epoch FROM now())::bigint))", [SEQUENCE] * 2)
    raise_epoch()
