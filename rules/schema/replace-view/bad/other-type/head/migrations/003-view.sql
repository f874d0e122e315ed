CREATE OR REPLACE VIEW people AS SELECT id, email, id AS login FROM users;
