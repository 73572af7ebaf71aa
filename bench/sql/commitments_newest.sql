-- One page of the promise ledger as a visitor asks for it, the newest in front: the least that PostgreSQL is to be asked.
-- Parameters: state (empty for all), organisation (0 for all), place (the thread of a project, 0 for all).
SELECT c.id, c.what, c.amount, c.unit, c.amount_idr, c.first_due_on, c.due_on, c.state, c.said_at,
    o.name, u.name, t.kind, t.object_id, p.title
FROM commitments_commitment c
JOIN commons_audience a ON a.id = c.audience_id AND a.visibility = 'public'
JOIN activity_thread t ON t.id = c.place_id
LEFT JOIN projects_project p ON t.kind = 'projects.project' AND p.id = t.object_id
LEFT JOIN stakeholders_organisation o ON o.id = c.organisation_id
LEFT JOIN accounts_user u ON u.id = c.person_id
WHERE (%(state)s = '' OR c.state = %(state)s)
    AND (%(organisation)s = 0 OR c.organisation_id = %(organisation)s)
    AND (%(place)s = 0 OR c.place_id = %(place)s)
ORDER BY c.said_at DESC, c.id DESC
LIMIT 21
