/* name: active */ SELECT id FROM active_users WHERE id = :id;
