INSERT INTO members (id)
SELECT b.id FROM (VALUES (1)) AS one (x), LATERAL (SELECT id FROM users UNION ALL SELECT id + one.x FROM users) AS b;
