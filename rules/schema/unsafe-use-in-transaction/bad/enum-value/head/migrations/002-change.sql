BEGIN;
ALTER TYPE mood ADD VALUE 'glad';
UPDATE users SET mood = 'glad' WHERE id = 1;
COMMIT;
