CREATE TEMPORARY TABLE touched (id bigint) ON COMMIT DROP;
INSERT INTO touched SELECT id FROM users;
UPDATE touched SET id = id + 1 WHERE id > 0;
