DO $$
DECLARE
  part record;
BEGIN
  FOR part IN SELECT month FROM generate_series(1, 12) AS month LOOP
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF events FOR VALUES FROM (%L) TO (%L)',
                   'events_' || part.month, part.month, part.month + 1);
  END LOOP;
END
$$;
