ALTER TABLE users ADD COLUMN name text;
ALTER TABLE users ADD COLUM age int;
