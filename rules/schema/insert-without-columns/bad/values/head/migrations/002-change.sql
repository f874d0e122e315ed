INSERT INTO users VALUES (1, 'root@example.org', 'root');
