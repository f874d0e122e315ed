SELECT login FROM active_users;
