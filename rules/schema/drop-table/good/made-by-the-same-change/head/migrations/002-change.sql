CREATE TABLE import_rows (line text);
INSERT INTO users (id, email) SELECT 1, line FROM import_rows;
DROP TABLE import_rows;
