CREATE TABLE users (id bigint, login text, email text);
CREATE VIEW people AS SELECT id, login, email FROM users;
