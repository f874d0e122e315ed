create type mood as enum ('sad', 'fine', 'glad');
alter type mood add value if not exists 'fine';
alter type mood rename value 'glad' to 'happy';
create type pair as (first integer, second text);
alter type pair add attribute third date, drop attribute second, alter attribute first type bigint;
create domain postcode as varchar(10) default '0000' not null check (length(value) > 3) constraint postcode_digits check (value ~ '^\d+$');
alter domain postcode drop not null;
alter domain postcode drop default;
alter domain postcode add constraint postcode_short check (length(value) < 9) not valid;
alter domain postcode add check (value <> 'none');
alter domain postcode validate constraint postcode_short;
alter domain postcode drop constraint postcode_digits;
create domain plain_code as postcode;
alter domain plain_code set default '1234';
alter domain plain_code set not null;
create type span_of_floats as range (subtype = float8);

create table typed (
  a smallint, b char, c char(3), d varchar, e varchar(7), f bit, g bit varying(5), h time(2), i timestamp(3), j timestamptz, k interval,
  l numeric(5), m real, n float(30), o json, p jsonb, q uuid, r bytea, s inet, t name, u "char", v xml, w mood, x mood[], y postcode, z pair
);
alter table typed alter column a type integer, alter column c type text, alter column e type varchar(20), alter column l type numeric(7, 1),
  alter column i type timestamptz using i at time zone 'UTC', alter column x type text[], alter column d set data type text collate "C";

-- An enumeration in the place of another.
create table feeling (id integer primary key, mood mood default 'fine' not null);
alter type mood rename to mood_before;
create type mood as enum ('low', 'fine', 'high');
alter table feeling alter column mood drop default;
alter table feeling alter column mood type mood using mood::text::mood;
alter table feeling alter column mood set default 'fine';
