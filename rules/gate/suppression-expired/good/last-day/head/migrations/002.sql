-- safeops:allow lock-index-not-concurrent: the table has 200 rows (until 2026-03-01)
CREATE INDEX users_login ON users (login);
