//! Telemetry: structured logs on standard error; `RUST_LOG` chooses how much.

use tracing_subscriber::EnvFilter;

/// Begins logging: as JSON for services, in plain lines for the demo and commands.
pub fn begin(json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    // Whoever closes our standard error loses the logs and nothing else: it would be told there, and that would panic.
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .log_internal_errors(false);
    if json {
        logs.json().init();
    } else {
        logs.compact().init();
    }
}
