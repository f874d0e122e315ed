-- safeops:allow lock-index-not-concurrent: (until 2026-04-01)
CREATE INDEX users_login ON users (login);
