-- The same of what runs, the soonest due in front; `late` narrows to what is due before `today`.
SELECT c.id, c.what, c.amount, c.unit, c.amount_idr, c.first_due_on, c.due_on, c.state, c.said_at,
    o.name, u.name, t.kind, t.object_id, p.title
FROM commitments_commitment c
JOIN commons_audience a ON a.id = c.audience_id AND a.visibility = 'public'
JOIN activity_thread t ON t.id = c.place_id
LEFT JOIN projects_project p ON t.kind = 'projects.project' AND p.id = t.object_id
LEFT JOIN stakeholders_organisation o ON o.id = c.organisation_id
LEFT JOIN accounts_user u ON u.id = c.person_id
WHERE c.state = 'open'
    AND (NOT %(late)s OR c.due_on < %(today)s)
    AND (%(organisation)s = 0 OR c.organisation_id = %(organisation)s)
    AND (%(place)s = 0 OR c.place_id = %(place)s)
ORDER BY c.due_on, c.id
LIMIT 21
