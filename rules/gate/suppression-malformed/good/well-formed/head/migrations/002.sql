-- safeops:allow lock-index-not-concurrent: the table has 200 rows (until 2026-04-01)
CREATE INDEX users_login ON users (login);
