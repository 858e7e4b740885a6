//! The portal of one test: a database of its own, a clock that the test turns, a worker.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::Duration;
use registrar::app;
use registrar::clock::Clock;
use registrar::domain::application::Application;
use registrar::domain::ids::{ApplicationNumber, PartnerId};
use registrar::domain::organization::Organization;
use registrar::domain::partner::Partner;
use registrar::domain::role::Scope;
use registrar::gateways::ca::Authority;
use registrar::gateways::cloud::CloudSetting;
use registrar::gateways::files::Files;
use registrar::gateways::mailer::Mailer;
use registrar::gateways::passwords::Cost;
use registrar::gateways::sms::Sms;
use registrar::generate::{self, Size};
use registrar::operations::House;
use registrar::operations::verification::verify;
use registrar::store::certificates::Issued;
use registrar::store::{Db, Reach as _, StoreError, applications, certificates, organizations, partners};
use registrar::worker::Worker;
use sea_orm::ConnectionTrait as _;
use tempfile::TempDir;
use url::Url;

use super::database::Database;
use super::{at, tariffs};

/// When tests begin: a Wednesday, at noon in Moscow.
const NOON: &str = "2026-11-18T09:00:00Z";

/// The address at which people reach it.
fn address() -> Url {
    "http://localhost:8080".parse().unwrap()
}

/// The portal of one test.
pub(crate) struct Portal {
    /// The shared services that every desk uses.
    pub(crate) house: Arc<House>,
    /// The clock, which only the test turns.
    pub(crate) clock: Clock,
    /// The folder for the training authority's files and the letters.
    var: TempDir,
    sent: AtomicU32,
    /// The setting that names the worker's authority.
    authority: String,
    /// The setting that names the worker's way of SMS.
    sms: String,
    /// The providers of «Войти через облако», and how long one is waited for.
    pub(super) clouds: (Vec<CloudSetting>, Duration),
    // The last field, so that the database is removed after all of its users are dropped.
    database: Database,
}

impl Portal {
    /// A portal with a price list and without users.
    pub(crate) async fn open() -> Self {
        let portal = Self::empty().await;
        tariffs::add(portal.db()).await;
        portal
    }

    /// A portal that the generator has filled to this size.
    pub(crate) async fn generated(size: &Size) -> Self {
        let portal = Self::empty().await;
        generate::fill(&portal.house, size, at(NOON), |_| ()).await.unwrap();
        portal.clock.turn_to(at(NOON));
        portal
    }

    async fn empty() -> Self {
        let (database, db) = Database::fresh().await;
        let clock = Clock::standing_at(at(NOON));
        let house = app::house_at(&address(), db, clock.clone(), Cost::FOR_TESTS).await.unwrap();
        let var = tempfile::tempdir().unwrap();
        Self {
            house,
            clock,
            sent: AtomicU32::new(0),
            authority: "builtin:".to_owned(),
            sms: format!("dir:{}", var.path().join("sms").display()),
            clouds: (Vec::new(), Duration::seconds(10)),
            var,
            database,
        }
    }

    /// The same portal after a restart of its processes, which empties their memory.
    pub(crate) async fn restarted(self) -> Self {
        let db = self.house.db.clone();
        let house = app::house_at(&address(), db, self.clock.clone(), Cost::FOR_TESTS).await.unwrap();
        Self { house, ..self }
    }

    /// The same portal with another authority.
    pub(crate) fn asking(self, authority: &str) -> Self {
        Self { authority: authority.to_owned(), ..self }
    }

    /// The same portal with another way of SMS.
    pub(crate) fn texting(self, sms: String) -> Self {
        Self { sms, ..self }
    }

    /// The URL of the database, for another process.
    pub(crate) fn url(&self) -> String {
        self.database.url()
    }

    /// The database.
    pub(crate) fn db(&self) -> &Db {
        &self.house.db
    }

    /// A partner with a contract; calling it again with the same code returns the same partner.
    pub(crate) async fn partner(&self, code: &str) -> Partner {
        let tx = self.db().begin().await.unwrap();
        match partners::with_code(&tx, code).await {
            Err(StoreError::NotFound) => {}
            found => return found.unwrap(),
        }
        let new = Partner {
            id: PartnerId(0),
            code: code.to_owned(),
            name: format!("ООО «{code}»"),
            inn: "9900100011".to_owned(),
            kpp: Some("990001001".to_owned()),
            phone: "+79990001001".to_owned(),
            email: format!("help@{code}.example"),
            utc_offset_minutes: 480,
        };
        let id = partners::add(&tx, &new).await.unwrap();
        tariffs::add_contract(&tx, id).await;
        tx.commit().await.unwrap();
        Partner { id, ..new }
    }

    /// The hash of the password that every user has.
    pub(crate) async fn password_hash(&self) -> String {
        self.house.passwords.hash(super::people::PASSWORD).await.unwrap()
    }

    /// An application in its present state, in any scope.
    pub(crate) async fn see(&self, number: ApplicationNumber) -> Application {
        applications::open(self.db(), &Scope::Everything, number).await.unwrap()
    }

    /// The certificates of an application.
    pub(crate) async fn see_certificates(&self, number: ApplicationNumber) -> Vec<Issued> {
        certificates::of_application(self.db(), number).await.unwrap()
    }

    /// A number that is unique inside this test.
    pub(crate) fn next(&self) -> u32 {
        self.sent.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// The organisation of an application.
    pub(crate) async fn organization(&self, number: ApplicationNumber) -> Organization {
        let organization = self.see(number).await.organization;
        organizations::with_id(self.db(), &Scope::Everything, organization).await.unwrap()
    }

    /// The authority: the training one, unless the test set another.
    pub(crate) fn authority(&self) -> Authority {
        Authority::from_setting(&self.authority, self.var.path()).unwrap()
    }

    /// The store of files.
    pub(crate) fn files(&self) -> Files {
        Files::from_setting(&format!("dir:{}", self.files_folder().display())).unwrap()
    }

    /// The folder of the store of files.
    pub(crate) fn files_folder(&self) -> PathBuf {
        self.var.path().join("files")
    }

    /// The worker.
    pub(crate) fn worker(&self) -> Worker {
        self.worker_with(&format!("dir:{}", self.var.path().join("mail").display()))
    }

    /// The worker with another mailer.
    pub(crate) fn worker_of(&self, mailer: Mailer) -> Worker {
        Worker::new(Arc::clone(&self.house), self.authority(), mailer, "http://localhost:8080".to_owned())
            .with_files(self.files())
            .with_drop(self.drop())
            .with_sms(Sms::from_setting(&self.sms).unwrap(), Some(vec![7; 32]))
            .of_the_demo()
    }

    /// Runs the due errands, and those that become due, until none is left.
    pub(crate) async fn run_errands(&self) {
        let worker = self.worker();
        while worker.round().await.unwrap() > 0 {}
    }

    /// Runs the errands that need no external service, and writes the letters. The requests to the authority stay due.
    pub(crate) async fn run_errands_of_the_house_only(&self) {
        let (worker, which) = (self.worker(), "where kind in ('issue', 'register') and state = 'due'");
        let hold = format!("update errands set due_at = '2999-01-01T00:00:00+00:00' {which}");
        self.sql(&hold).await;
        while worker.round().await.unwrap() > 0 {
            self.sql(&hold).await;
        }
        self.sql(&format!("update errands set due_at = created_at {which}")).await;
    }

    /// Waits until the undo window is over and runs the errands.
    pub(crate) async fn run_errands_after_the_undo_window(&self) {
        self.clock.advance(Duration::seconds(10));
        self.run_errands().await;
    }

    /// A process of the real program with the same database and files.
    pub(crate) fn program_process(&self, command: &str, authority: &str) -> std::process::Command {
        let mut process = std::process::Command::new(env!("CARGO_BIN_EXE_registrar"));
        // A process keeps the files under `var`; the test keeps them one level higher. A symbolic link joins the two.
        let var = self.var.path().join("var");
        if !var.exists() {
            std::os::unix::fs::symlink(".", &var).unwrap();
        }
        process
            .arg(command)
            .current_dir(self.var.path())
            .env_clear()
            .env("DATABASE_URL", self.database.url())
            .env("REGISTRAR_CA", authority)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null());
        process
    }

    /// The number of certificates that the training authority has issued.
    pub(crate) fn issued(&self) -> usize {
        let files = std::fs::read_dir(self.var.path().join("ca/issued")).unwrap();
        files
            .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|kind| kind == "der"))
            .count()
    }

    /// The folder of the training authority.
    pub(crate) fn authority_folder(&self) -> std::path::PathBuf {
        self.var.path().join("ca")
    }

    /// Breaks the training authority: a file takes the place of its folder.
    pub(crate) fn break_authority(&self) {
        std::fs::write(self.var.path().join("ca"), "closed").unwrap();
    }

    /// Breaks the mail in the same way.
    pub(crate) fn break_mail(&self) {
        let folder = self.var.path().join("mail");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::write(folder, "closed").unwrap();
    }

    /// Repairs the training authority.
    pub(crate) fn mend_authority(&self) {
        std::fs::remove_file(self.var.path().join("ca")).unwrap();
    }

    /// Repairs the mail.
    pub(crate) fn mend_mail(&self) {
        std::fs::remove_file(self.var.path().join("mail")).unwrap();
    }

    /// Runs an SQL statement without the program.
    pub(crate) async fn sql(&self, sql: &str) {
        self.try_sql(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// The same for a statement that the database may refuse.
    pub(crate) async fn try_sql(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        Ok(self.db().on().execute_unprepared(sql).await?.rows_affected())
    }

    /// The number of rows; `rows` is the SQL after `from`.
    pub(crate) async fn count(&self, rows: &str) -> i64 {
        let reach = self.db().on();
        let sql = format!("select count(*) from {rows}");
        let asked = sea_orm::Statement::from_string(reach.get_database_backend(), sql);
        reach.query_one_raw(asked).await.unwrap().unwrap().try_get_by_index(0).unwrap()
    }

    /// Checks that every invariant holds.
    pub(crate) async fn verify(&self) {
        let broken: Vec<_> =
            verify(self.db()).await.unwrap().into_iter().filter(|found| found.broken.is_some()).collect();
        assert!(broken.is_empty(), "{broken:?}");
    }
}
