"""One statement, a template over dicts, and dates as ready text: what costs least of what Django offers."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine

HEAD = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{{ title }}</title>
<link rel="stylesheet" href="/bare.css"></head><body><nav>""" + "".join(
    f'<a href="/menu/{n}/">Menu {n}</a> ' for n in range(12)
)
TOP = HEAD + "{% if who %}<b>{{ who }}</b>{% endif %}</nav><h1>{{ title }}</h1>"
LIST = Engine().from_string(
    TOP
    + """<ul>{% for r in rows %}<li><h3><a href="/proyek/{{ r.slug }}/">{{ r.title }}</a></h3><p>{{ r.name }}</p>
<b>{{ r.progress }}%</b> <p>{{ r.next_step }}</p><i>{{ r.stage }}</i> <i>{{ r.condition }}</i>
<time datetime="{{ r.at }}">{{ r.at }}</time></li>{% endfor %}</ul></body></html>"""
)
DIRECTORY = Engine().from_string(
    TOP
    + """<ul>{% for r in rows %}<li><h3><a href="/direktori/{{ r.slug }}/">{{ r.name }}</a></h3>
<p>{{ r.sector }}</p></li>{% endfor %}</ul></body></html>"""
)
THING = Engine().from_string(
    TOP
    + """<ol>{% for r in rows %}<li id="n{{ r.number }}"><article><h3>{{ r.organisation }}</h3>
<a href="#n{{ r.number }}"><time datetime="{{ r.at }}">{{ r.at }}</time></a> <b>{{ r.progress }}%</b> {{ r.condition }}
<div>{{ r.html|safe }}</div><p>{{ r.name }}</p></article></li>{% endfor %}</ol>
<ul>{% for r in partners %}<li><a href="/direktori/{{ r.slug }}/">{{ r.organisation }}</a> {{ r.role }}</li>
{% endfor %}</ul>
{% if who %}<form method="post"><button>Ikuti</button></form>{% endif %}</body></html>"""
)

PROJECTS = """SELECT p.id, p.slug, p.title, o.name, p.progress, p.next_step, p.stage, p.condition, p.updated_at
    FROM project p JOIN organisation o ON o.id = p.lead_id
    WHERE (p.updated_at, p.id) < ('2999-01-01', 0) ORDER BY p.updated_at DESC, p.id DESC LIMIT 20"""
ORGANISATIONS = "SELECT id, slug, name, sector FROM organisation WHERE (name, id) > ('', 0) ORDER BY name, id LIMIT 20"
PROJECT = """(SELECT p.title, u.number, o.name, o.slug, a.name, u.condition, u.progress, u.html, '', u.created_at
        FROM project p JOIN told u ON u.project_id = p.id JOIN person a ON a.id = u.author_id
        JOIN organisation o ON o.id = u.acting_as_id
        WHERE p.id = %(id)s ORDER BY u.number DESC LIMIT 10)
    UNION ALL
    (SELECT '', 0, o.name, o.slug, '', '', 0, '', t.role, NULL
        FROM partner t JOIN organisation o ON o.id = t.organisation_id WHERE t.project_id = %(id)s ORDER BY t.id)"""


def project_list(request: HttpRequest) -> HttpResponse:
    keys = ("id", "slug", "title", "name", "progress", "next_step", "stage", "condition", "at")
    return page_of(request, LIST, "Proyek", rows=rows_of(PROJECTS, keys))


def organisation_list(request: HttpRequest) -> HttpResponse:
    return page_of(request, DIRECTORY, "Direktori", rows=rows_of(ORGANISATIONS, ("id", "slug", "name", "sector")))


def project_detail(request: HttpRequest, pk: int) -> HttpResponse:
    keys = ("title", "number", "organisation", "slug", "name", "condition", "progress", "html", "role", "at")
    rows = rows_of(PROJECT, keys, id=pk)
    told = [row for row in rows if row["number"]]
    return page_of(request, THING, rows[0]["title"], rows=told, partners=rows[len(told) :])


def rows_of(sql: str, keys: tuple[str, ...], **params: Any) -> list[dict[str, Any]]:
    """What one statement finds, as dicts; `at` as ready text."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = [dict(zip(keys, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        if row.get("at"):
            row["at"] = row["at"].isoformat()
    return rows


def page_of(request: HttpRequest, template: Any, title: str, **context: Any) -> HttpResponse:
    """The page, with the name of whoever is signed in."""
    who = request.user.username if settings.KNOWS_ITS_READER and request.user.is_authenticated else ""
    answer = HttpResponse(template.render(Context({"title": title, "who": who, **context})))
    answer["Content-Length"] = str(len(answer.content))  # as CommonMiddleware would say
    return answer
