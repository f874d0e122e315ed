DELETE FROM orders USING users WHERE users.id = user_id AND users.email = 'a';
