CREATE INDEX orders_day ON sales.orders (day);
