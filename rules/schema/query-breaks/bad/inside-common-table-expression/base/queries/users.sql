-- name: Count :one
WITH named AS (SELECT u.id FROM users AS u WHERE u.login IS NOT NULL)
SELECT count(*) FROM named;
