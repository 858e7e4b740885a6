//! The lower bound for the queue page: an axum handler that runs the page's statements and returns the page's bytes.
//! The difference to the real page is the cost of the service's own code.
//!
//! `bare DATABASE_URL STATEMENTS PAGE`. It prints its address once it listens.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, Statement};

type Stop = Box<dyn std::error::Error + Send + Sync>;

/// The state that the requests share.
struct Bare {
    connection: DatabaseConnection,
    statements: Vec<String>,
    page: Vec<u8>,
}

#[tokio::main]
async fn main() -> Result<(), Stop> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [database, statements, page] = &arguments[..] else {
        return Err("usage: bare DATABASE_URL STATEMENTS PAGE".into());
    };
    let mut options = ConnectOptions::new(database.clone());
    // The same options as in the program.
    options.max_connections(if database.starts_with("sqlite:") { 6 } else { 16 });
    options.test_before_acquire_if_idle_for(Duration::from_secs(5)).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "NORMAL")
            .pragma("foreign_keys", "ON")
            .busy_timeout(Duration::from_secs(15))
    });
    let bare = Bare {
        connection: Database::connect(options).await?,
        statements: std::fs::read_to_string(statements)?
            .split(";\n")
            .map(str::trim)
            .map(str::to_owned)
            .collect(),
        page: std::fs::read(page)?,
    };
    let door = Router::new().route("/", get(answer)).with_state(Arc::new(bare));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "http://{}", listener.local_addr()?)?;
    std::io::stdout().flush()?;
    Ok(axum::serve(listener, door).await?)
}

/// Runs the statements one after another, as the page does, and returns the bytes.
async fn answer(State(bare): State<Arc<Bare>>) -> Response {
    let backend = bare.connection.get_database_backend();
    for statement in bare.statements.iter().filter(|statement| !statement.is_empty()) {
        let asked = Statement::from_string(backend, statement.clone());
        if let Err(error) = bare.connection.query_all_raw(asked).await {
            return (StatusCode::INTERNAL_SERVER_ERROR, format!("{statement}: {error}")).into_response();
        }
    }
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], bare.page.clone()).into_response()
}
