create schema inside
  create table room (id serial primary key, name text)
  create view door as select id from room
  create index room_name on room (name);
create schema outside;
set search_path to inside, public;
create table lamp (id serial primary key, room_id integer references room (id));
create index lamp_room on lamp (room_id);
create type lamp_kind as enum ('floor', 'table');
alter table lamp add column kind lamp_kind not null default 'floor';
create function light(l lamp_kind) returns boolean language sql stable as $$ select true $$;
set search_path to outside;
create table tree (id integer primary key, room_id integer references inside.room);
create table public.hedge (id integer);
create sequence leaf;
alter table tree add column leaf integer default nextval('leaf');
alter sequence leaf owned by tree.leaf;
alter table tree set schema inside;
select pg_catalog.set_config('search_path', 'public', false);
create table path_is_public (id integer);
begin;
set local search_path to outside;
create table bush (id integer);
commit;
set search_path to default;
create table default_path (id integer);
reset search_path;
