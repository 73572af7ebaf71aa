-- What is under way between two days, with its milestones of that time.
WITH shown AS (SELECT p.id, p.title, p.title_en, p.stage, p.condition, p.progress, p.next_step, p.updated_at,
        p.next_update_at, p.archived_at, p.starts_on, p.due_on, o.name,
        (SELECT json_agg(json_build_array(a.level, a.number, a.name) ORDER BY a.level, a.number)
            FROM projects_project_areas x JOIN commons_area a ON a.id = x.area_id WHERE x.project_id = p.id)
    FROM projects_project p
    JOIN commons_audience u ON u.id = p.audience_id AND u.visibility = 'public'
    JOIN stakeholders_organisation o ON o.id = p.lead_id
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
            OR round(greatest(word_similarity(%(words)s, p.title), word_similarity(%(words)s, p.title_en)) * 100) >= %(nearness)s)
        AND (p.starts_on IS NULL OR p.starts_on <= %(last)s) AND (p.due_on IS NULL OR p.due_on >= %(first)s)
    ORDER BY p.starts_on, p.due_on, p.id LIMIT 21)
SELECT shown.*, (SELECT json_agg(json_build_array(m.title, m.due_on, m.done_at) ORDER BY m.due_on, m.id)
    FROM projects_milestone m WHERE m.project_id = shown.id AND m.state <> 'cancelled'
        AND m.due_on BETWEEN %(first)s AND %(last)s)
FROM shown
