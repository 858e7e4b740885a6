//! Gateways to the outside: certificate requests and the authority, passwords, mail. Each uses the domain's words and
//! hides a format or a protocol.

pub mod authenticator;
pub mod ca;
pub mod captcha;
pub mod certificate;
pub mod cloud;
pub mod csr;
mod distinguished_name;
pub mod dropped;
mod durable;
pub mod files;
mod http;
pub mod mailer;
#[cfg(test)]
mod openssl;
pub mod passkeys;
pub mod passwords;
pub mod pictures;
pub mod printing;
pub mod sealed;
mod sending;
pub mod sms;
pub mod tokens;

pub use sending::SendingFault;
