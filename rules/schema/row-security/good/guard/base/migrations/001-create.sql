CREATE TABLE users (id bigint, login text);
