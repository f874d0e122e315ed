CREATE TABLE shifts (during tstzrange);
ALTER TABLE shifts ADD EXCLUDE USING gist (during WITH &&);
