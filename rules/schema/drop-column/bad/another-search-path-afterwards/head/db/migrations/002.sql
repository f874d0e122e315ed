ALTER TABLE users DROP COLUMN email;
SET search_path = audit, public;
