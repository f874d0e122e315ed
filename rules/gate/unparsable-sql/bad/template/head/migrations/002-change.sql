ALTER TABLE {{ .Schema }}.users ADD COLUMN name text;
