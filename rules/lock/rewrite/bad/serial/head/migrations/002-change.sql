ALTER TABLE users ADD COLUMN "No" bigserial;
