-- name: GetUser :one
SELECT u.id, u.login
  FROM users u
 WHERE u.id = @id;

-- name: ListUsers :many
SELECT id, email FROM users ORDER BY login LIMIT sqlc.arg('rows');

-- name: AllUsers :many
SELECT * FROM users;
