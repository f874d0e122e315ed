--liquibase formatted sql

--changeset alice:1
CREATE TABLE users (id bigint PRIMARY KEY);
--rollback DROP TABLE users;

--changeset alice:2
ALTER TABLE users ADD COLUMN login text;
--rollback ALTER TABLE users DROP COLUMN login;
