-- name: AllUsers :many
SELECT * FROM users WHERE id = @login;
