DROP TABLE :old_table;
