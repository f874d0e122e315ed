-- safeops:allow lock-index-not-concurrent: the table has 200 rows (until 2026-02-28)
CREATE INDEX users_login ON users (login);
