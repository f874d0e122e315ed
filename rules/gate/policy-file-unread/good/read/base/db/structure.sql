\restrict Hx1
CREATE TABLE orders (id bigint);
\unrestrict Hx1
