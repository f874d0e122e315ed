-- Phase: Expand
ALTER TABLE users ADD COLUMN IF NOT EXISTS nick text;
