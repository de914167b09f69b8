#![no_main]

mailru_fuzz::target!(recordings);
