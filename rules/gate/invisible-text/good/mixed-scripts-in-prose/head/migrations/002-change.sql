-- имя языкa, æвзаг
INSERT INTO language (name) VALUES ('ирон æвзаг'), (E'æвзаг');
DO $$ BEGIN INSERT INTO language (name) VALUES ('æвзаг'); END $$;
