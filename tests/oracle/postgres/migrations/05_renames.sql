create schema shop;
create schema store;
create type shop.size as enum ('small', 'large');
create domain shop.price as numeric(8, 2) check (value >= 0);
create type shop.address as (street text, town text);
create table shop.customer (id serial primary key, email text not null unique, home shop.address);
create table shop.purchase (
  id bigserial primary key,
  customer_id integer not null references shop.customer (id) on delete cascade,
  size shop.size default 'small',
  paid shop.price check (paid < 1000),
  constraint paid_fairly check (paid > 1)
);
create index purchase_paid on shop.purchase (paid);
create view shop.big_purchase as select p.id, p.paid, c.email from shop.purchase p join shop.customer c on c.id = p.customer_id;
create function shop.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touch before update on shop.purchase for each row execute procedure shop.touch();
alter table shop.purchase enable row level security;
create policy mine on shop.purchase using (customer_id > 0);

alter table shop.customer rename to client;
alter table shop.client rename column id to client_no;
alter table shop.client rename column email to mail;
alter table shop.purchase rename constraint purchase_customer_id_fkey to purchase_client;
alter table shop.client rename constraint customer_email_key to client_mail;
alter index shop.purchase_paid rename to purchase_by_price;
alter index shop.purchase_pkey rename to purchase_key;
alter sequence shop.customer_id_seq rename to client_numbers;
alter view shop.big_purchase rename to large_purchase;
alter type shop.size rename to extent;
alter type shop.extent rename value 'small' to 'tiny';
alter domain shop.price rename to amount;
alter domain shop.amount rename constraint price_check to amount_is_positive;
alter type shop.address rename attribute town to city;
alter type shop.address rename to place;
alter trigger touch on shop.purchase rename to touch_row;
alter policy mine on shop.purchase rename to ours;
alter function shop.touch() rename to touch_up;

alter table shop.client set schema store;
alter type shop.extent set schema store;
alter domain shop.amount set schema store;
alter view shop.large_purchase set schema store;
alter function shop.touch_up() set schema store;
alter schema shop rename to market;
alter table market.purchase rename column paid to cost;
