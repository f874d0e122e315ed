CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint PRIMARY KEY, author bigint CONSTRAINT posts_author_old REFERENCES users, gone bigint REFERENCES users);
CREATE TABLE drafts (id bigint PRIMARY KEY, author bigint CONSTRAINT drafts_author REFERENCES users);
