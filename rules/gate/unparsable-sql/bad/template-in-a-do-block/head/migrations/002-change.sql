DO $$ BEGIN
  UPDATE {{ .Schema }}.users SET name = '' WHERE name = 'x';
END $$;
