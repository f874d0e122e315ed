CREATE TABLE users (id bigint, login varchar(20) CONSTRAINT some_login CHECK (login <> ''));
