ALTER TABLE users ALTER COLUMN login TYPE varchar(20);
