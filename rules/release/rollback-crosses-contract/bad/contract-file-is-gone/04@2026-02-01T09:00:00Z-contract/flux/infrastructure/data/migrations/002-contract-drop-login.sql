-- Phase: Contract
-- Runs when the flag is on everywhere, the window has passed, and a backup taken after the expand is there.
SET lock_timeout = '5s';
ALTER TABLE users DROP COLUMN IF EXISTS login;
