DO $$ BEGIN /* it's old */ DELETE FROM usеrs WHERE name = 'x'; END $$;
