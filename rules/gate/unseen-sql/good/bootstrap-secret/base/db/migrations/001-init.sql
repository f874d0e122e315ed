CREATE TABLE users (id bigint PRIMARY KEY, login text, note text);
