CREATE TABLE orders (id bigint PRIMARY KEY, nid bigint NOT NULL, code text);
CREATE TABLE users (id bigint PRIMARY KEY, nid bigint NOT NULL, UNIQUE (id, nid));
