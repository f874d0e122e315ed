SELECT login FROM active_users WHERE id = ?;
