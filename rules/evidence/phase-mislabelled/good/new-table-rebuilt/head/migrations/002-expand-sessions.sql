CREATE TABLE sessions (id bigint PRIMARY KEY);
ALTER TABLE sessions ADD CHECK (id > 0);
