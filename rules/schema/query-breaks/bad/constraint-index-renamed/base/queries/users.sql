-- name: AddUser :exec
INSERT INTO users (id, email) VALUES ($1, $2) ON CONFLICT ON CONSTRAINT users_email_key DO NOTHING;
