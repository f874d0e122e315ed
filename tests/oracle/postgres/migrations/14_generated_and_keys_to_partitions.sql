-- since PostgreSQL 12
create table generated_here (a integer, b integer generated always as (a * 2) stored, c integer generated always as (a + 1) stored check (c > 0));
create table generated_copy (like generated_here including generated);
create table generated_not (like generated_here);
create table part_target (id integer, day date, primary key (id, day)) partition by range (day);
create table part_target_1 partition of part_target for values from ('2024-01-01') to ('2025-01-01');
create table points_at_part (id integer, day date, foreign key (id, day) references part_target (id, day));
create table part_target_2 partition of part_target default;
