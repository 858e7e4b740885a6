//! Telemetry: structured logs on standard error; `RUST_LOG` chooses how much.

use tracing_subscriber::EnvFilter;

/// Begins logging: as JSON for services, in plain lines for the demo and commands.
pub fn begin(json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json {
        logs.json().init();
    } else {
        logs.compact().init();
    }
}
