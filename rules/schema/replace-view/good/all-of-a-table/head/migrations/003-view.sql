DROP VIEW people;
CREATE VIEW people AS SELECT * FROM users;
