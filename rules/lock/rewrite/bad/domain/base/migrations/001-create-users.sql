CREATE TABLE users (id bigint PRIMARY KEY, login text NOT NULL, email text);
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
