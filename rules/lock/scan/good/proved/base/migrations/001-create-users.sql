CREATE TABLE users (id bigint PRIMARY KEY, login text NOT NULL, email text);
ALTER TABLE users ADD CONSTRAINT present CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT present;
