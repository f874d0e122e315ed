-- name: GetUser :one
SELECT id FROM WHERE id = $1;
