BEGIN;
ALTER TYPE mood ADD VALUE 'glad';
ALTER TYPE mood ADD VALUE 'mad' AFTER 'glad';
UPDATE settings SET text = 'glad' WHERE id = 1;
COMMIT;
UPDATE users SET mood = 'glad' WHERE id = 1;
