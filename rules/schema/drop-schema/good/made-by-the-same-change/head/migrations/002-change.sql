CREATE SCHEMA staging;
CREATE TABLE staging.rows (line text);
DROP SCHEMA staging CASCADE;
