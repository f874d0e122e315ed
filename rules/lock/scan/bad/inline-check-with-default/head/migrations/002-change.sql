ALTER TABLE orders ADD COLUMN IF NOT EXISTS state text NOT NULL CONSTRAINT known_state CHECK (state IN ('new', 'ready')) DEFAULT 'new';
