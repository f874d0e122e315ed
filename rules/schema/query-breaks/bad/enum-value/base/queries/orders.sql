-- name: OpenOrders :many
SELECT id FROM orders WHERE state = 'open';
