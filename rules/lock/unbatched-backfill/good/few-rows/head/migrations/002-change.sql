UPDATE users SET email = '' WHERE id = 7;
DELETE FROM users WHERE id IN (1, 2);
INSERT INTO users VALUES (1, 'a');
INSERT INTO users (id, login) SELECT 1, 'b' WHERE NOT EXISTS (SELECT 1 FROM users WHERE id = 1);
