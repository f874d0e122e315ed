ALTER TABLE users ADD COLUMN first_name text;
ALTER TABLE users ADD COLUMN last_name varchar(80);
