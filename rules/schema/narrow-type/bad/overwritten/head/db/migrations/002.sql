ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('calm', 'glad');
ALTER TABLE people ALTER COLUMN mood TYPE mood USING 'calm'::mood;
DROP TYPE mood_old;
