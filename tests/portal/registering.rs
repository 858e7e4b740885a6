//! The client's side before the sign-in: the doors, the registration with its letter, the captcha, the recovery.

mod captcha;
mod confirming;
mod doors;
mod form;
mod phone;
mod recovery;
mod tokens;
