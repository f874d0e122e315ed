CREATE SCHEMA audit;
CREATE TABLE audit.users (id bigint);
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);
