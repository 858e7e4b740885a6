//! The doors to the outside: certificate requests and the authority, passwords, mail. Each speaks the domain's words
//! and hides the format or the protocol behind it.

pub mod ca;
pub mod captcha;
pub mod certificate;
pub mod csr;
mod distinguished_name;
mod durable;
pub mod mailer;
#[cfg(test)]
mod openssl;
pub mod passwords;
pub mod tokens;
