-- name: AddUser :exec
INSERT INTO users (id, email) VALUES ($1, $2) ON CONFLICT (email) DO NOTHING;
