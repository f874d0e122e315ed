ALTER TABLE users ADD COLUMN seen timestamptz NOT NULL DEFAULT now(), ADD COLUMN tags text[] DEFAULT '{}';
