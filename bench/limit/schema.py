"""The rows of the town again, in the fewest columns that the two kinds of page show."""

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
    """CREATE TABLE bare.told AS
        SELECT u.project_id, u.number, u.author_id, u.acting_as_id, u.condition, u.progress, u.created_at,
            (SELECT string_agg(part #>> '{}', '') FROM jsonb_array_elements(u.note) part
             WHERE jsonb_typeof(part) = 'string') AS html
        FROM public.projects_statusupdate u""",
    "CREATE TABLE bare.partner AS SELECT id, project_id, organisation_id, role FROM public.projects_partnership",
    "ALTER TABLE bare.organisation ADD PRIMARY KEY (id)",
    "CREATE INDEX ON bare.organisation (name, id)",
    "ALTER TABLE bare.person ADD PRIMARY KEY (id)",
    "ALTER TABLE bare.project ADD PRIMARY KEY (id)",
    "CREATE INDEX ON bare.project (updated_at DESC, id DESC)",
    "CREATE UNIQUE INDEX ON bare.told (project_id, number)",
    "CREATE INDEX ON bare.partner (project_id)",
)
