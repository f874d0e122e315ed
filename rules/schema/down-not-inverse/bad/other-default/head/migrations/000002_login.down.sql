ALTER TABLE users ADD COLUMN login varchar(20);
