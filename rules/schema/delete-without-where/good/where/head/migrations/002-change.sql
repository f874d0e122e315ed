DELETE FROM users WHERE email LIKE '%@example.com';
