-- name: UpsertUser :exec
INSERT INTO users (id, login, email) VALUES ($1, $2, $3)
ON CONFLICT (email) DO UPDATE SET login = excluded.login;
