-- safeops:allow 
ALTER TABLE users DROP COLUMN login;
