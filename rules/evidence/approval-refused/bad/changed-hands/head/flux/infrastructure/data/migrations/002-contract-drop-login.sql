-- Phase: Contract
ALTER TABLE users DROP COLUMN login;
