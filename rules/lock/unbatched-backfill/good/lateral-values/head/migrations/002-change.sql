INSERT INTO members (id)
SELECT b.id FROM (VALUES (1)) AS one (x), LATERAL (VALUES (one.x + 1), ((SELECT max(id) FROM users))) AS b (id);
