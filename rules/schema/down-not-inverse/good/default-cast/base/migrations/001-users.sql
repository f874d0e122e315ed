CREATE TABLE users (id bigint PRIMARY KEY, state varchar(20) DEFAULT 'new');
