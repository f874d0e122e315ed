ALTER TABLE usеrs ADD COLUMN email text;
