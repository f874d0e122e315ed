ALTER TABLE users ADD COLUMN "log​in" text;
