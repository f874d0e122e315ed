-- migrate:up
SELECT 1;
COMMIT;
SELECT 2;
-- migrate:down
SELECT 3;
