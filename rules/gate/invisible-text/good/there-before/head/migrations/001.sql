-- a​b
CREATE TABLE users (id bigint PRIMARY KEY, login text);
-- reviewed
