SELECT email AS login FROM users ORDER BY login;
