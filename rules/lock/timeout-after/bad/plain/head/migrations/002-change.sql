ALTER TABLE users ADD COLUMN phone text;
SET lock_timeout = '2s';
ALTER TABLE users ADD COLUMN fax text;
