-- How many projects each RW has of each stage, what is in the whole kelurahan, and all of them.
WITH found AS MATERIALIZED (SELECT p.id, p.stage
    FROM projects_project p
    JOIN commons_audience u ON u.id = p.audience_id AND u.visibility = 'public'
    WHERE (%(stage)s = '' OR p.stage = %(stage)s)
        AND (%(partner)s = 0 OR p.id IN (SELECT project_id FROM projects_partnership
            WHERE organisation_id = %(partner)s AND state = 'accepted'))
        AND (%(rw)s = 0 OR p.id IN (SELECT x.project_id FROM projects_project_areas x
            JOIN commons_area a ON a.id = x.area_id WHERE a.level = 'kelurahan' OR (a.level = 'rw' AND a.number = %(rw)s)))
        AND (%(theme)s = '' OR p.id IN (SELECT x.project_id FROM projects_project_themes x
            JOIN commons_theme t ON t.id = x.theme_id WHERE t.code = %(theme)s))
        AND (%(fund)s = '' OR p.fund_sources @> ARRAY[%(fund)s]::varchar[])
        AND (%(year)s = 0 OR ((p.starts_on IS NULL OR p.starts_on <= make_date(%(year)s, 12, 31))
            AND (p.due_on IS NULL OR p.due_on >= make_date(%(year)s, 1, 1))))
        AND (%(words)s = '' OR p.title ILIKE '%%' || %(words)s || '%%' OR p.title_en ILIKE '%%' || %(words)s || '%%'
            OR round(greatest(word_similarity(%(words)s, p.title), word_similarity(%(words)s, p.title_en)) * 100) >= %(nearness)s)),
whole AS MATERIALIZED (SELECT x.project_id AS id FROM projects_project_areas x JOIN commons_area a ON a.id = x.area_id
    WHERE a.level = 'kelurahan')
SELECT a.number::text, f.stage, count(*) FROM found f JOIN projects_project_areas x ON x.project_id = f.id
    JOIN commons_area a ON a.id = x.area_id AND a.level = 'rw' WHERE f.id NOT IN (SELECT id FROM whole) GROUP BY 1, 2
UNION ALL SELECT 'whole', stage, count(*) FROM found WHERE id IN (SELECT id FROM whole) GROUP BY stage
UNION ALL SELECT 'all', stage, count(*) FROM found GROUP BY stage
