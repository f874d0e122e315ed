-- safeops:allow lock-index-not-concurrent: the table is small (until 2026-02-30)
CREATE INDEX users_login ON users (login);
