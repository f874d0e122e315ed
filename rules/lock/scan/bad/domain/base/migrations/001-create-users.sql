CREATE DOMAIN email AS text;
CREATE TABLE users (id bigint, mail email);
