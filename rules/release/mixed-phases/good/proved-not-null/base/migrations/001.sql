CREATE TABLE users (id bigint PRIMARY KEY, login text);
ALTER TABLE users ADD CONSTRAINT login_set CHECK (login IS NOT NULL) NOT VALID;
