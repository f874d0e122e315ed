CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE users (id bigint, login text, mood mood);
