#![no_main]

mailru_fuzz::target!(redirects);
