CREATE TYPE mood AS ENUM ('calm', 'glad');
CREATE TABLE people (id bigint PRIMARY KEY, mood mood);
