create table reading (
  sensor integer not null,
  taken date not null,
  value numeric check (value > -300),
  primary key (sensor, taken)
) partition by range (taken);
create table reading_2023 partition of reading for values from ('2023-01-01') to ('2024-01-01');
create table reading_2024 partition of reading (value default 0, constraint warm check (value > -100))
  for values from ('2024-01-01') to ('2025-01-01') partition by list (sensor);
create table reading_2024_odd partition of reading_2024 for values in (1, 3, 5);
create table reading_2024_rest partition of reading_2024 default;
create index on reading (value);
create index reading_by_sensor on reading (sensor, value);
create table reading_rest partition of reading default;
alter table reading add column unit text not null default 'K';
alter table reading add constraint unit_is_short check (length(unit) < 4);

-- Attached with what it has already.
create table reading_2025 (unit text not null default 'C', value numeric, taken date not null, sensor integer not null,
  constraint reading_value_check check (value > -300), constraint unit_is_short check (length(unit) < 4), own_check integer check (own_check > 0));
alter table reading_2025 drop column own_check;
create index reading_2025_mine on reading_2025 (sensor, value);
alter table reading attach partition reading_2025 for values from ('2025-01-01') to ('2026-01-01');
alter table reading detach partition reading_2023;
alter table reading rename column value to amount;
alter table reading alter column amount type double precision;
alter index reading_by_sensor rename to reading_for_sensor;

create table sensor_kind (id integer primary key, name text);
alter table reading add constraint reading_kind foreign key (sensor) references sensor_kind (id);
create table reading_2026 partition of reading for values from ('2026-01-01') to ('2027-01-01');
alter table reading detach partition reading_2026;
alter table reading drop constraint reading_kind;

-- An index made bit by bit.
create index reading_taken on only reading (taken);
create table tally (bucket integer, n integer) partition by hash (bucket);
create table tally_0 partition of tally for values with (modulus 2, remainder 0);
create table tally_1 partition of tally for values with (modulus 2, remainder 1);
create index tally_n on only tally (n);
create index tally_0_n on tally_0 (n);
create index tally_1_n on tally_1 (n);
alter index tally_n attach partition tally_0_n;
alter index tally_n attach partition tally_1_n;
drop index reading_taken;
create table by_word (id integer, word text) partition by list (lower(word));
drop table reading_rest;
alter table reading drop column unit;
create table shift (id integer, day date not null, kind text, primary key (id, day, kind)) partition by range (day);
create table shift_1 partition of shift for values from ('2020-01-01') to ('2021-01-01');
create table shift_2 partition of shift for values from ('2021-01-01') to ('2022-01-01') partition by list (kind);
create table shift_2_early partition of shift_2 for values in ('early');
create table shift_2_late (like shift including defaults including constraints);
alter table shift_2_late add primary key (id, day, kind);
alter table shift_2 attach partition shift_2_late for values in ('late');
alter table shift add unique (day, id, kind);
alter table shift rename constraint shift_pkey to shift_key;
alter table shift alter column id type bigint;
alter table shift rename to work_shift;
alter table work_shift detach partition shift_2;
alter table shift_2 add column hours integer default 1 check (hours > 0);
alter table work_shift drop constraint shift_day_id_kind_key;
