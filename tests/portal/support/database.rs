//! A database for one test: a copy of a migrated template, which is made once per version of the schema.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use registrar::store::Db;
use sea_orm::{ConnectOptions, ConnectionTrait as _, DatabaseConnection};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use url::Url;

/// The variable that names a `PostgreSQL` server; without it the tests run on `SQLite`.
const SERVER: &str = "REGISTRAR_TEST_DATABASE";
/// The lock under which one process makes the template on the server.
const TEMPLATE_LOCK: i64 = 7_236_715_401;

/// The file in its folder.
const FILE: &str = "registrar.db";

/// The database of one test; it is deleted when the test ends.
pub(crate) struct Database {
    folder: Option<TempDir>,
    server: Option<Server>,
}

/// A database on a server.
struct Server {
    server: Url,
    name: String,
}

impl Database {
    /// A fresh database with the schema of this program. Fails the test when there is none.
    pub(crate) async fn fresh() -> (Self, Db) {
        if let Some(server) = server() {
            return on_server(copied(server).await).await;
        }
        let template = template_file().await;
        in_file(|file| assert!(fs::copy(&template, file).unwrap() > 0)).await
    }

    /// The URL of the database, for another process.
    pub(crate) fn url(&self) -> String {
        match (&self.server, &self.folder) {
            (Some(server), _) => server.url(),
            (None, Some(folder)) => file_url(&folder.path().join(FILE)),
            (None, None) => unreachable!("a database is on a server or in a folder"),
        }
    }

    /// A fresh database without any table.
    pub(crate) async fn bare() -> (Self, Db) {
        let Some(server) = server() else { return in_file(|_| {}).await };
        let own = Server { server, name: own_name() };
        run(&admin(&own.server).await, &format!("create database {}", own.name)).await;
        on_server(own).await
    }
}

fn server() -> Option<Url> {
    let server = std::env::var(SERVER).ok()?;
    Some(Url::parse(&server).expect("the server is named by a URL"))
}

async fn in_file(prepare: impl FnOnce(&Path)) -> (Database, Db) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(FILE);
    prepare(&file);
    let db = open(&file_url(&file)).await;
    (Database { folder: Some(folder), server: None }, db)
}

async fn on_server(own: Server) -> (Database, Db) {
    let db = open(&own.url()).await;
    (Database { folder: None, server: Some(own) }, db)
}

async fn open(url: &str) -> Db {
    Db::open(url).await.unwrap_or_else(|error| panic!("no database at {url}: {error}"))
}

fn file_url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// The migrated template file. The first process makes it and the others wait.
async fn template_file() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let template = folder.join(format!("template-{}.db", schema()));
    let lock = File::create(folder.join("template.lock")).unwrap();
    lock.lock().unwrap();
    if !template.exists() {
        let new = folder.join("template-new.db");
        let _ = fs::remove_file(&new);
        migrate(&file_url(&new)).await;
        fs::rename(&new, &template).unwrap();
    }
    template
}

/// A copy of the server's migrated template. The first process makes the template.
async fn copied(server: Url) -> Server {
    let admin = admin(&server).await;
    let template = format!("registrar_template_{}", schema());
    run(&admin, &format!("select pg_advisory_lock({TEMPLATE_LOCK})")).await;
    if !exists(&admin, &template).await {
        make_template(&admin, &server, &template).await;
    }
    run(&admin, &format!("select pg_advisory_unlock({TEMPLATE_LOCK})")).await;
    drop_leftovers(&admin).await;
    let own = Server { server, name: own_name() };
    run(&admin, &format!("create database {} template {template}", own.name)).await;
    own
}

async fn make_template(admin: &DatabaseConnection, server: &Url, template: &str) {
    let name = format!("{template}_new");
    run(admin, &format!("drop database if exists {name} with (force)")).await;
    run(admin, &format!("create database {name}")).await;
    let mut url = server.clone();
    url.set_path(&name);
    migrate(url.as_str()).await;
    run(admin, &format!("alter database {name} rename to {template}")).await;
}

async fn migrate(url: &str) {
    let db = Db::open(url).await.expect("an empty database opens");
    db.migrate().await.expect("the schema can be made");
    db.close().await.expect("nobody uses it any more");
}

/// Drops the databases of test processes that were killed.
async fn drop_leftovers(admin: &DatabaseConnection) {
    let all = sea_orm::Statement::from_string(
        admin.get_database_backend(),
        "select datname from pg_database where datname like 'registrar\\_test\\_%'",
    );
    for row in admin.query_all_raw(all).await.unwrap() {
        let name: String = row.try_get("", "datname").unwrap();
        let process = name.split('_').nth(2).unwrap_or_default();
        if !Path::new("/proc").join(process).exists() {
            let _ = admin.execute_unprepared(&format!("drop database if exists {name}")).await;
        }
    }
}

async fn exists(admin: &DatabaseConnection, name: &str) -> bool {
    let found = format!("select 1 from pg_database where datname = '{name}'");
    let found = sea_orm::Statement::from_string(admin.get_database_backend(), found);
    admin.query_one_raw(found).await.unwrap().is_some()
}

async fn admin(server: &Url) -> DatabaseConnection {
    let mut options = ConnectOptions::new(server.to_string());
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.unwrap_or_else(|error| panic!("no server at {server}: {error}"))
}

async fn run(admin: &DatabaseConnection, sql: &str) {
    admin.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// A name that contains the id of this process and is unique inside it.
fn own_name() -> String {
    let unique = uuid::Uuid::from_bytes(rand::random());
    format!("registrar_test_{}_{}", std::process::id(), unique.simple())
}

/// The version of the schema: a digest of the migrations.
fn schema() -> String {
    let steps = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/src");
    let mut files: Vec<PathBuf> = fs::read_dir(steps)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        digest.update(fs::read(file).unwrap());
    }
    hex::encode(&digest.finalize()[..6])
}

impl Server {
    fn url(&self) -> String {
        let mut url = self.server.clone();
        url.set_path(&self.name);
        url.to_string()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                run(&admin(&server).await, &format!("drop database if exists {name} with (force)")).await;
            });
        });
        let _ = dropping.join();
    }
}
