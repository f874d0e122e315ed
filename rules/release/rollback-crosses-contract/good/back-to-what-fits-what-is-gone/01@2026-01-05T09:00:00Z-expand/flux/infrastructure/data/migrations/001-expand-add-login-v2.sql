-- Phase: Expand
-- Adds the column the second login method needs. The version that is running now does not know it.
SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN IF NOT EXISTS login_v2 text;
