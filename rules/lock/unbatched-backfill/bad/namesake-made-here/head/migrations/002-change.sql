CREATE TABLE audit.users (id bigint PRIMARY KEY, email text);
UPDATE users SET email = copy.email FROM audit.users AS copy WHERE copy.id = users.id;
