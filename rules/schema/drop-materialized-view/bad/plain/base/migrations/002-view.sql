CREATE MATERIALIZED VIEW daily_logins AS SELECT login, count(*) FROM users GROUP BY login;
