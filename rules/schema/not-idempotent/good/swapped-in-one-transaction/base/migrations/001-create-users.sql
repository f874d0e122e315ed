CREATE TYPE role AS ENUM ('a', 'b');
CREATE TABLE users (id bigint PRIMARY KEY, role role);
