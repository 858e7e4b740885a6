//! Users and access: roles and sessions, the links that set passwords, the ITS logins, the contract.

mod console;
mod disabling;
mod ended;
mod guesses;
mod guessing;
mod logins;
mod new_devices;
mod one_account;
mod password;
mod passwords;
mod people;
mod profile;
mod programs;
mod signing_in;
mod telling;
mod undelivered;
