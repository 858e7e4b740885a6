//! Registrar: the back office in which partners of an e-reporting service process their clients' applications.
//!
//! The floors of the house. A floor uses only what the table says; `tests/floors.rs` reads it from here.
//!
//! | floor | may use | owns |
//! | --- | --- | --- |
//! | `domain` | – | `rust_stemmers` |
//! | `policy` | `domain` | `casbin` |
//! | `store` | `domain` | `sea_orm`, `migrations` |
//! | `gateways` | `domain` | `lettre`, `argon2`, `zxcvbn`, `webauthn_rs`, `totp_rs`, `captcha`, `image`, `ring`, `p256`, `p384`, `p521`, `x509_cert`, `der`, `hyper`, `hyper_util`, `hyper_rustls`, `http_body_util`, `openidconnect`, `object_store`, `rustix`, `tempfile`, `zip` |
//! | `operations` | `domain`, `policy`, `store`, `gateways`, `clock` | – |
//! | `present` | `domain`, `policy`, `operations`, `store`, `templates` | `rust_xlsxwriter`, `encoding_rs`, `utoipa` |
//! | `web` | `domain`, `operations`, `policy`, `present`, `gateways`, `templates` | `axum`, `axum_extra`, `hyper`, `hyper_util`, `tokio_io_timeout`, `tower_http`, `utoipa` |
//! | `worker` | `domain`, `operations`, `present`, `gateways`, `store` | – |
//! | `clock` | – | – |
//! | `config` | – | – |
//! | `telemetry` | – | `tracing_subscriber` |
//! | `seed` | all | – |
//! | `generate` | all | – |
//! | `app` | all | – |
//! | `commands` | all | `clap`, `indicatif`, `rpassword` |
//! | `main` | all | `clap` |

pub mod app;
pub mod clock;
pub mod commands;
pub mod config;
pub mod domain;
pub mod gateways;
pub mod generate;
pub mod operations;
pub mod policy;
pub mod present;
pub mod seed;
pub mod store;
pub mod telemetry;
pub mod web;
pub mod worker;
