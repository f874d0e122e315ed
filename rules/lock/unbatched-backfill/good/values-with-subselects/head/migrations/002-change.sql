INSERT INTO orders (id, user_id) VALUES (1, (SELECT id FROM users WHERE email = 'a@example.org')), (2, 7);
INSERT INTO orders (id, user_id) SELECT 3, 7 WHERE NOT EXISTS (SELECT FROM orders o JOIN users u ON u.id = o.user_id);
WITH made AS (INSERT INTO users (id, login) VALUES (8, 'b') RETURNING id) INSERT INTO orders (id, user_id) SELECT id, id FROM made;
