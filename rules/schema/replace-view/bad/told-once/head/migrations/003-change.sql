DROP VIEW people;
CREATE VIEW people AS SELECT id FROM users;
