CREATE TABLE users (id bigint PRIMARY KEY, code varchar(10), age integer, paid numeric(10,2));
