-- name: Names :many
SELECT display_name(email) FROM users;
