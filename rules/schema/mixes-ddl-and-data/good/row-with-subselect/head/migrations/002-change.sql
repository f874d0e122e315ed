ALTER TABLE users ADD COLUMN name text;
INSERT INTO orders (id, user_id) VALUES (1, (SELECT id FROM users WHERE login = 'a'));
