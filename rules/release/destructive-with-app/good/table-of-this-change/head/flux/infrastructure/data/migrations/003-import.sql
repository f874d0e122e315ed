CREATE TABLE import_buffer (line text);
DROP TABLE import_buffer;
