-- Phase: Expand
ALTER TABLE users ADD COLUMN IF NOT EXISTS login_v2 text;
