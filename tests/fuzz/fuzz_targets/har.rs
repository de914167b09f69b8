#![no_main]

mailru_fuzz::target!(har);
