CREATE TABLE IF NOT EXISTS users (id bigint PRIMARY KEY, login text);
