"""The rows of the town again, in the fewest columns that the pages show."""

JOINED = """(SELECT string_agg(part #>> '{}', '') FROM jsonb_array_elements(%s) part
             WHERE jsonb_typeof(part) = 'string')"""

FORUM = (
    """CREATE TABLE bare.category AS
        SELECT id, title, topics_count, id || '-' || regexp_replace(lower(title), '[^a-z0-9]+', '-', 'g') AS slug
        FROM public.forums_category WHERE NOT is_owned""",
    """CREATE TABLE bare.topic AS
        SELECT id, category_id, title, author_id, posts_count, last_post_at,
            id || '-' || regexp_replace(lower(title), '[^a-z0-9]+', '-', 'g') AS slug
        FROM public.forums_topic""",
    f"""CREATE TABLE bare.post AS
        SELECT topic_id, number, author_id, created_at, {JOINED % "body"} AS html FROM public.forums_post""",
    "ALTER TABLE bare.category ADD PRIMARY KEY (id)",
    "ALTER TABLE bare.topic ADD PRIMARY KEY (id)",
    "CREATE INDEX ON bare.topic (last_post_at DESC, id DESC)",
    "CREATE INDEX ON bare.topic (category_id, last_post_at DESC, id DESC)",
    "ALTER TABLE bare.post ADD PRIMARY KEY (topic_id, number)",
    "CREATE INDEX ON bare.post USING gin (to_tsvector('simple', html))",
)

STATEMENTS = (
    "CREATE SCHEMA bare",
    """CREATE TABLE bare.organisation AS
        SELECT id, name, sector, id || '-' || regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g') AS slug
        FROM public.stakeholders_organisation""",
    "CREATE TABLE bare.person AS SELECT id, name FROM public.accounts_user",
    """CREATE TABLE bare.project AS
        SELECT p.id, p.title, p.lead_id, p.stage, p.condition, p.progress, p.next_step, p.updated_at,
            p.id || '-' || regexp_replace(lower(p.title), '[^a-z0-9]+', '-', 'g') AS slug
        FROM public.projects_project p JOIN public.commons_audience a ON a.id = p.audience_id
        WHERE a.visibility = 'public'""",
    f"""CREATE TABLE bare.told AS
        SELECT u.project_id, u.number, u.author_id, u.acting_as_id, u.condition, u.progress, u.created_at,
            {JOINED % "u.note"} AS html
        FROM public.projects_statusupdate u""",
    "CREATE TABLE bare.partner AS SELECT id, project_id, organisation_id, role FROM public.projects_partnership",
    "ALTER TABLE bare.organisation ADD PRIMARY KEY (id)",
    "CREATE INDEX ON bare.organisation (name, id)",
    "ALTER TABLE bare.person ADD PRIMARY KEY (id)",
    "ALTER TABLE bare.project ADD PRIMARY KEY (id)",
    "CREATE INDEX ON bare.project (updated_at DESC, id DESC)",
    "CREATE UNIQUE INDEX ON bare.told (project_id, number)",
    "CREATE INDEX ON bare.partner (project_id)",
    *FORUM,
)
