ALTER TABLE prices ADD CONSTRAINT named CHECK (currency <> ''), ADD COLUMN currency text;
