CREATE VIEW people AS SELECT id, email, login FROM users;
