ALTER TABLE stays ADD EXCLUDE USING gist (during WITH &&);
