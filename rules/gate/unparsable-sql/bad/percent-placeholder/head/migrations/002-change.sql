CREATE TABLE orders (id $%AUTO_INCREMENT_PRIMARY_KEY%$, name text);
