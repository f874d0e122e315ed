-- safeops:allow lock-index-not-concurrent: the table is small
CREATE INDEX users_login ON users (login);
