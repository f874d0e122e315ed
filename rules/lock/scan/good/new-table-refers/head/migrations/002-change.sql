CREATE TABLE t (id int, user_id bigint);
ALTER TABLE t ADD FOREIGN KEY (user_id) REFERENCES users (id);
