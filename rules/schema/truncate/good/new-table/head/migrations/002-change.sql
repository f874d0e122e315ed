CREATE TABLE import_rows (line text);
TRUNCATE import_rows;
