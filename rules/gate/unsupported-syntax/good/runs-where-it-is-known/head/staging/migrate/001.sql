MERGE INTO users u USING (VALUES (1, 'a')) v (id, login) ON u.id = v.id WHEN NOT MATCHED THEN INSERT (id, login) VALUES (v.id, v.login);
