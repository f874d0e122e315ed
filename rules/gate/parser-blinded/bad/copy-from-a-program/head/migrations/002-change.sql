\copy users (name) from program 'sed ''s/\\/\\\\/g'' names.txt'
