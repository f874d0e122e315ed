CREATE TABLE users (id bigint PRIMARY KEY, nid bigint NOT NULL, UNIQUE (id, nid));
CREATE TABLE orders (id bigint PRIMARY KEY, nid bigint NOT NULL, user_id bigint REFERENCES users (id) ON DELETE CASCADE);
