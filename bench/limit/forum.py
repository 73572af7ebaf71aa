"""The least that a forum can cost: a page in one statement, and an answer in one transaction of two."""

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import Engine
from django.utils.html import escape

from bench.limit.views import TOP, page_of, rows_of

SIZE = 20
ROWS = """<ul>{% for r in rows %}<li><h3><a href="/forum/topik/{{ r.slug }}/">{{ r.title }}</a></h3>
<p>{{ r.category }} {{ r.name }} {{ r.n }} balasan</p><time datetime="{{ r.at }}">{{ r.at }}</time></li>
{% endfor %}</ul>
<a href="?at={{ last.at|urlencode }}&amp;id={{ last.id }}">Berikutnya</a></body></html>"""
LIST = Engine().from_string(TOP + ROWS)
FORUM = Engine().from_string(
    TOP
    + """<ul>{% for c in categories %}<li><h3><a href="/forum/{{ c.slug }}/">{{ c.title }}</a></h3> {{ c.n }} topik</li>
{% endfor %}</ul>"""
    + ROWS
)
HITS = Engine().from_string(
    TOP
    + """<ul>{% for p in rows %}<li><h3><a href="/forum/topik/{{ p.slug }}/?no={{ p.n }}">{{ p.title }}</a></h3>
<p>{{ p.name }}</p><p>{{ p.text }}</p><time datetime="{{ p.at }}">{{ p.at }}</time></li>
{% endfor %}</ul></body></html>"""
)
TOPIC = Engine().from_string(
    TOP
    + """<p>{{ first.all }}</p><ol>{% for p in rows %}<li id="n{{ p.n }}"><article><header>
<img src="/a/{{ p.author }}.png" alt="" width="48" height="48"><a href="/orang/{{ p.author }}/">{{ p.name }}</a>
<a href="#n{{ p.n }}"><time datetime="{{ p.at }}">{{ p.at }}</time> #{{ p.n }}</a></header><div>{{ p.html|safe }}</div>
<footer><a href="?kutip={{ p.n }}">Kutip</a></footer></article></li>{% endfor %}</ol>
<a href="?no={{ following }}">Berikutnya</a>
{% if who %}<form method="post" action="/forum/topik/{{ first.id }}/balas/">
<input type="hidden" name="csrfmiddlewaretoken" value="{{ token }}"><textarea name="body"></textarea>
<button>Kirim</button></form>{% endif %}</body></html>"""
)

TOPIC_SQL = """SELECT t.id, t.title, t.posts_count, p.number, p.author_id, a.name, p.html, p.created_at
    FROM topic t JOIN post p ON p.topic_id = t.id JOIN person a ON a.id = p.author_id
    WHERE t.id = %(id)s AND p.number >= %(first)s AND p.number < %(end)s ORDER BY p.number"""
TOPICS = """SELECT t.id, t.slug, t.title, c.title, a.name, t.posts_count - 1, t.last_post_at
    FROM topic t JOIN category c ON c.id = t.category_id JOIN person a ON a.id = t.author_id"""
CATEGORY_SQL = f"""{TOPICS} WHERE t.category_id = %(id)s AND (t.last_post_at, t.id) < (%(at)s, %(before)s)
    ORDER BY t.last_post_at DESC, t.id DESC LIMIT 20"""
FORUM_SQL = f"""({TOPICS} ORDER BY t.last_post_at DESC, t.id DESC LIMIT 20)
    UNION ALL (SELECT id, slug, title, '', '', topics_count, NULL FROM category ORDER BY id)"""
SEARCH_SQL = """SELECT t.slug, t.title, p.number, a.name, left(p.html, 150), p.created_at
    FROM (SELECT * FROM post WHERE to_tsvector('simple', html) @@ plainto_tsquery('simple', %(words)s)
          ORDER BY created_at DESC LIMIT 20) p
    JOIN topic t ON t.id = p.topic_id JOIN person a ON a.id = p.author_id ORDER BY p.created_at DESC"""
COUNT = "UPDATE topic SET posts_count = posts_count + 1, last_post_at = now() WHERE id = %s RETURNING posts_count"
WRITE = "INSERT INTO post (topic_id, number, author_id, created_at, html) VALUES (%s, %s, %s, now(), %s)"
ROW = ("id", "slug", "title", "category", "name", "n", "at")


def category_list(request: HttpRequest) -> HttpResponse:
    found = rows_of(FORUM_SQL, ROW)
    topics, categories = found[:SIZE], found[SIZE:]
    return page_of(request, FORUM, "Forum", rows=topics, categories=categories, last=topics[-1])


def category_detail(request: HttpRequest, pk: int) -> HttpResponse:
    at, before = request.GET.get("at", "2999-01-01"), int(request.GET.get("id", "0"))
    found = rows_of(CATEGORY_SQL, ROW, id=pk, at=at, before=before)
    return page_of(request, LIST, found[0]["category"], rows=found, last=found[-1])


def topic_detail(request: HttpRequest, pk: int) -> HttpResponse:
    first = int(request.GET.get("no", "1"))
    keys = ("id", "title", "all", "n", "author", "name", "html", "at")
    posts = rows_of(TOPIC_SQL, keys, id=pk, first=first, end=first + SIZE)
    token = get_token(request) if settings.KNOWS_ITS_READER else ""
    return page_of(request, TOPIC, posts[0]["title"], rows=posts, first=posts[0], following=first + SIZE, token=token)


def search(request: HttpRequest) -> HttpResponse:
    """The newest twenty as they stand: no rank, no stem, no snippet around the word."""
    found = rows_of(SEARCH_SQL, ("slug", "title", "n", "name", "text", "at"), words=request.GET["q"])
    return page_of(request, HITS, "Cari", rows=found)


def post_create(request: HttpRequest, pk: int) -> HttpResponse:
    html = f"<p>{escape(request.POST['body'])}</p>"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNT, [pk])
        number = cursor.fetchone()[0]
        cursor.execute(WRITE, [pk, number, request.user.pk, html])
    return HttpResponse(status=303, headers={"Location": f"/forum/topik/{pk}/?no={number}"})
