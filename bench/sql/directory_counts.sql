-- The numbers beside every choice: sector and kind, theme, RW, help. Each without what it would replace.
WITH matched AS MATERIALIZED (
    SELECT o.id, o.sector, o.kind
    FROM stakeholders_organisation o
    JOIN commons_audience u ON u.id = o.audience_id AND u.visibility = 'public'
    WHERE o.state = 'verified'
        AND (%(words)s = '' OR o.name ILIKE '%%' || %(words)s || '%%'
            OR round(word_similarity(%(words)s, o.name) * 100) >= %(nearness)s
            OR o.id IN (SELECT id FROM stakeholders_organisation
                WHERE search_vector(name, about || ' ' || vision || ' ' || mission, name, about_en)
                @@ websearch_to_tsquery('indonesian', %(text)s)))),
here AS MATERIALIZED (
    SELECT x.organisation_id AS id FROM stakeholders_organisation_areas x JOIN commons_area a ON a.id = x.area_id
    WHERE a.level = 'kelurahan' OR (a.level = 'rw' AND a.number = %(rw)s)),
about AS MATERIALIZED (
    SELECT x.organisation_id AS id FROM stakeholders_organisation_themes x JOIN commons_theme t ON t.id = x.theme_id
    WHERE t.code = %(theme)s),
offered AS MATERIALIZED (
    SELECT DISTINCT organisation_id AS id, category FROM stakeholders_capability
    WHERE is_active AND (until_on IS NULL OR until_on >= %(today)s)),
gives AS MATERIALIZED (SELECT id FROM offered WHERE category = %(gives)s),
chosen AS MATERIALIZED (
    SELECT * FROM matched WHERE (%(sector)s = '' OR sector = %(sector)s) AND (%(kind)s = '' OR kind = %(kind)s))
SELECT sector, kind, count(*) FROM matched
    WHERE (%(rw)s = 0 OR id IN (SELECT id FROM here)) AND (%(theme)s = '' OR id IN (SELECT id FROM about))
        AND (%(gives)s = '' OR id IN (SELECT id FROM gives))
    GROUP BY sector, kind
UNION ALL
SELECT 'theme', t.code, count(*) FROM chosen c JOIN stakeholders_organisation_themes x ON x.organisation_id = c.id
    JOIN commons_theme t ON t.id = x.theme_id WHERE (%(rw)s = 0 OR c.id IN (SELECT id FROM here))
        AND (%(gives)s = '' OR c.id IN (SELECT id FROM gives)) GROUP BY t.code
UNION ALL
SELECT 'gives', o.category, count(*) FROM chosen c JOIN offered o ON o.id = c.id
    WHERE (%(rw)s = 0 OR c.id IN (SELECT id FROM here)) AND (%(theme)s = '' OR c.id IN (SELECT id FROM about))
    GROUP BY o.category
UNION ALL
SELECT 'rw', a.number::text, count(*) FROM chosen c JOIN stakeholders_organisation_areas x ON x.organisation_id = c.id
    JOIN commons_area a ON a.id = x.area_id WHERE (%(theme)s = '' OR c.id IN (SELECT id FROM about))
        AND (%(gives)s = '' OR c.id IN (SELECT id FROM gives)) GROUP BY a.number
