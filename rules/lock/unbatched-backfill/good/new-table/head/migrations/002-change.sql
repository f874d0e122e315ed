CREATE TABLE t (id bigint);
INSERT INTO t SELECT id FROM users;
UPDATE t SET id = id + 1 WHERE id > 0;
