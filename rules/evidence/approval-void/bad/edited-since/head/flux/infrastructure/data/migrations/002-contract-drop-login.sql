-- Phase: Contract
ALTER TABLE users DROP COLUMN login;
ALTER TABLE users DROP COLUMN email;
