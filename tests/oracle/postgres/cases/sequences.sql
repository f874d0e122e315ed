-- Sequences

-- case: create
create sequence receipts;

-- case: create-if-not-exists
create sequence if not exists receipts;

-- case: create-if-not-exists-there
create sequence if not exists ticket_numbers;

-- case: create-temporary
create temporary sequence receipts;

-- case: create-owned
create sequence receipts owned by orders.id;

-- case: create-unlogged
create unlogged sequence receipts;

-- case: restart
alter sequence invoice_numbers restart;

-- case: restart-with
alter sequence invoice_numbers restart with 100;

-- case: if-exists-restart
alter sequence if exists invoice_numbers restart;

-- case: increment
alter sequence invoice_numbers increment by 10;

-- case: bounds
alter sequence invoice_numbers minvalue 1 maxvalue 1000;

-- case: cache
alter sequence invoice_numbers cache 20;

-- case: cycle
alter sequence invoice_numbers cycle;

-- case: start
alter sequence invoice_numbers start with 5;

-- case: as
alter sequence invoice_numbers as int;

-- case: owned-by
alter sequence invoice_numbers owned by orders.id;

-- case: owned-by-none
alter sequence ticket_numbers owned by none;

-- case: owned-and-restart
alter sequence invoice_numbers owned by orders.id restart;

-- case: rename
alter sequence invoice_numbers rename to bills;

-- case: rename-as-table
alter table invoice_numbers rename to bills;

-- case: set-schema
alter sequence invoice_numbers set schema archive;

-- case: owner
alter sequence invoice_numbers owner to app;

-- case: owner-owned
alter sequence ticket_numbers owner to app;

-- case: set-unlogged
alter sequence invoice_numbers set unlogged;

-- case: drop
drop sequence invoice_numbers;

-- case: drop-if-exists
drop sequence if exists invoice_numbers;

-- case: drop-if-exists-missing
drop sequence if exists no_such_sequence;

-- case: drop-owned
drop sequence ticket_numbers;

-- case: drop-of-serial
drop sequence tickets_id_seq;

-- case: drop-of-serial-cascade
drop sequence tickets_id_seq cascade;

-- case: drop-of-identity
drop sequence shipments_id_seq;

-- case: drop-used-by-default
alter table orders alter column id set default nextval('invoice_numbers');
drop sequence invoice_numbers;

-- case: drop-used-by-default-cascade
alter table orders alter column id set default nextval('invoice_numbers');
drop sequence invoice_numbers cascade;

-- case: drop-used-by-view-cascade
create view v as select nextval('invoice_numbers');
drop sequence invoice_numbers cascade;

-- case: nextval
select nextval('invoice_numbers');

-- case: setval
select setval('invoice_numbers', 100);

-- case: setval-of-maximum
select setval('invoice_numbers', (select max(id) from categories));

-- case: setval-of-serial
select setval(pg_get_serial_sequence('tickets', 'id'), 1000);

-- case: read
select last_value from invoice_numbers;
