DROP MATERIALIZED VIEW daily_logins;
CREATE MATERIALIZED VIEW daily_logins AS SELECT login, count(*) AS users FROM users GROUP BY login;
