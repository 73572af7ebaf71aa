-- One page of the directory as a visitor asks for it: the least that PostgreSQL is to be asked.
-- Parameters: words, nearness (percent), text (for the index of words), sector, kind, rw (0 for none), theme, gives (a category), today.
SELECT o.id, o.name, o.sector, o.kind,
    round(word_similarity(%(words)s, o.name) * 100) AS nearness,
    (SELECT json_agg(json_build_array(a.level, a.number) ORDER BY a.level, a.number)
        FROM stakeholders_organisation_areas x JOIN commons_area a ON a.id = x.area_id WHERE x.organisation_id = o.id),
    (SELECT json_agg(t.name ORDER BY t.name)
        FROM stakeholders_organisation_themes x JOIN commons_theme t ON t.id = x.theme_id WHERE x.organisation_id = o.id)
FROM stakeholders_organisation o
JOIN commons_audience u ON u.id = o.audience_id AND u.visibility = 'public'
WHERE o.state = 'verified'
    AND (%(sector)s = '' OR o.sector = %(sector)s)
    AND (%(kind)s = '' OR o.kind = %(kind)s)
    AND (%(words)s = '' OR o.name ILIKE '%%' || %(words)s || '%%'
        OR round(word_similarity(%(words)s, o.name) * 100) >= %(nearness)s
        OR o.id IN (SELECT id FROM stakeholders_organisation
            WHERE search_vector(name, about || ' ' || vision || ' ' || mission, name, about_en)
                @@ websearch_to_tsquery('indonesian', %(text)s)))
    AND (%(rw)s = 0 OR o.id IN (SELECT x.organisation_id FROM stakeholders_organisation_areas x
        JOIN commons_area a ON a.id = x.area_id WHERE a.level = 'kelurahan' OR (a.level = 'rw' AND a.number = %(rw)s)))
    AND (%(theme)s = '' OR o.id IN (SELECT x.organisation_id FROM stakeholders_organisation_themes x
        JOIN commons_theme t ON t.id = x.theme_id WHERE t.code = %(theme)s))
    AND (%(gives)s = '' OR o.id IN (SELECT organisation_id FROM stakeholders_capability
        WHERE is_active AND category = %(gives)s AND (until_on IS NULL OR until_on >= %(today)s)))
ORDER BY CASE WHEN %(words)s = '' THEN 0 ELSE -round(word_similarity(%(words)s, o.name) * 100) END, lower(o.name), o.id
LIMIT 21
