INSERT INTO orders (id, user_id) SELECT id, id FROM users;
