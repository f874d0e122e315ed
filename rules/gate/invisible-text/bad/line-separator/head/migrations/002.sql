-- only a note DROP TABLE users;
SELECT 1;
