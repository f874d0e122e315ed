-- name: GetUser :one
SELECT login, phone FROM users WHERE id = $1;
