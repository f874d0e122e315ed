create table author (id integer primary key, name text, born date, died date, check (died > born), unique (name, born));
create table book (
  id serial primary key,
  author_id integer references author (id),
  title text not null,
  pages integer check (pages > 0),
  price numeric,
  constraint dear check (price > pages)
);
create index book_title on book (title);
create index book_title_pages on book (title) include (pages);
create index book_priced on book (author_id) where price > 10;
create index book_lower on book (lower(title));
create view long_book as select id, title from book where pages > 500;
create view long_title as select title from long_book;
create materialized view book_count as select author_id, count(*) as books from book group by author_id;
create unique index book_count_author on book_count (author_id);
create table shelf (book_id integer references book (id), since date default current_date, primary key (book_id));
create type binding as enum ('hard', 'soft');
alter table book add column binding binding, add column other_binding binding;
create function describe(b binding) returns text language sql as $$ select b::text $$;

alter table book drop column pages cascade;
alter table book drop column price;
alter table author drop column died;
alter table author drop column born;
drop type binding cascade;
alter table author drop constraint author_pkey cascade;
drop table book cascade;

create sequence counter;
create table counted (id integer default nextval('counter'), n integer);
drop sequence counter cascade;
create schema attic;
create table attic.trunk (id integer primary key);
create type attic.dust as enum ('fine', 'thick');
create domain attic.label as text;
create table box (trunk_id integer references attic.trunk (id), dust attic.dust, label attic.label, n integer);
create view attic_view as select b.n, t.id from box b, attic.trunk t;
drop schema attic cascade;
create table one (id integer);
create table two (id integer);
drop table if exists one, two, three;
create function twice(integer) returns integer language sql immutable as $$ select $1 * 2 $$;
create function twice(numeric) returns numeric language sql immutable as $$ select $1 * 2 $$;
drop function twice(integer);
create domain positive as integer check (value > 0);
create table measured (id integer, n positive, m positive[]);
drop domain positive cascade;
create function thrice(a integer) returns integer language sql as $$ select a * 3 $$;
create function thrice(a text, b integer) returns text language sql as $$ select a $$;
drop function if exists thrice();
drop function thrice(text, integer);
