//! Processes that share a machine or a database: which of them may run together, and the error that the others get.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use registrar::store::{Engine, installation};
use tempfile::TempDir;

use crate::support::{Database, Portal};

const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// The program in a folder of its own, with a database.
fn program(folder: &Path, database: &str, words: &[&str]) -> Command {
    let mut process = Command::new(env!("CARGO_BIN_EXE_registrar"));
    process
        .args(words)
        .current_dir(folder)
        .env_clear()
        .env("DATABASE_URL", database)
        .env("REGISTRAR_SECRET", SECRET)
        .env("REGISTRAR_LISTEN", "127.0.0.1:0")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    process
}

/// Runs a command and returns whether it succeeded, its standard error, and its duration.
fn ended(mut process: Command) -> (bool, String, Duration) {
    let begun = Instant::now();
    let output = process.output().unwrap();
    (output.status.success(), String::from_utf8(output.stderr).unwrap(), begun.elapsed())
}

/// The error of a command that must be refused at once.
fn refusal(process: Command) -> String {
    let (done, said, took) = ended(process);
    assert!(!done && took < Duration::from_secs(8), "{took:?}: {said}");
    said
}

/// A process that is running, or has ended early.
struct Running(std::process::Child);

impl Running {
    fn of(mut process: Command) -> Self {
        let mut child = process.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_secs(2));
        assert!(child.try_wait().unwrap().is_none(), "it has ended");
        Self(child)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_with_another_key_of_the_training_authority_refuses_to_start() {
    let portal = Portal::open().await;
    let url = portal.url();
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    drop(Running::of(program(first.path(), &url, &["work"])));
    let known = installation::read(portal.db()).await.unwrap().authority_key.unwrap();
    let said = refusal(program(second.path(), &url, &["work"]));
    assert!(said.contains(&known[..16]) && said.contains("lies none") && said.contains("copy"), "{said}");
    assert!(!second.path().join("var/ca/ca.key").exists(), "no second key is made");

    copy(&first.path().join("var/ca"), &second.path().join("var/ca"));
    drop(Running::of(program(second.path(), &url, &["work"])));

    let third = tempfile::tempdir().unwrap();
    assert!(ended(program(third.path(), &url, &["authority", "adopt"])).0);
    let said = refusal(program(first.path(), &url, &["work"]));
    assert!(said.contains("lies another one") && said.contains("registrar authority adopt"), "{said}");
    drop(Running::of(program(third.path(), &url, &["work"])));
    let adopted = installation::read(portal.db()).await.unwrap().authority_key.unwrap();
    assert_ne!(adopted, known);
    assert_eq!(portal.count("audit where verb = 'authority_key_set' and subject = 'authority'").await, 2);
    portal.verify().await;
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    assert!(
        Command::new("cp")
            .args(["-r".as_ref(), from.as_os_str(), to.as_os_str()])
            .status()
            .unwrap()
            .success()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_program_of_a_kind_on_one_file_is_refused_and_the_others_are_not() {
    let portal = Portal::open().await;
    if portal.db().engine() == Engine::Postgres {
        return;
    }
    let (folder, url) = (tempfile::tempdir().unwrap(), portal.url());
    let at = |words: &[&str]| program(folder.path(), &url, words);
    let (_door, _worker) = (Running::of(at(&["serve"])), Running::of(at(&["work"])));
    for command in ["serve", "work", "demo"] {
        let said = refusal(at(&[command]));
        assert!(said.contains("already") && said.contains("registrar.db"), "{command}: {said}");
    }
    assert!(ended(at(&["verify"])).0 && ended(at(&["migrate"])).0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_cannot_be_written_is_refused_at_the_start() {
    let portal = Portal::open().await;
    if portal.db().engine() == Engine::Postgres {
        let name = portal.url().rsplit('/').next().unwrap().to_owned();
        portal.sql(&format!("alter database {name} set default_transaction_read_only = on")).await;
        let said = refusal(program(tempfile::tempdir().unwrap().path(), &portal.url(), &["serve"]));
        assert!(said.contains("cannot be written"), "{said}");
        return;
    }
    let (folder, url) = (tempfile::tempdir().unwrap(), format!("{}?mode=ro", portal.url()));
    for command in ["serve", "work"] {
        let said = refusal(program(folder.path(), &url, &[command]));
        assert!(said.contains("cannot be written"), "{command}: {said}");
    }
    assert!(ended(program(folder.path(), &url, &["verify"])).0, "who only reads may");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_address_and_a_closed_port_are_told_at_once_by_their_address() {
    let portal = Portal::open().await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let holder = std::net::TcpListener::bind(taken).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for command in ["serve", "demo"] {
        let mut process = program(folder.path(), &portal.url(), &[command]);
        process.env("REGISTRAR_LISTEN", taken.to_string());
        let said = refusal(process);
        assert!(said.contains(&format!("cannot listen on {taken}")), "{command}: {said}");
    }
    drop(holder);
    let closed = format!("postgres://somebody:secret@{taken}/registrar");
    let said = refusal(program(folder.path(), &closed, &["serve"]));
    assert!(said.contains(&format!("the database at {taken} cannot be reached")), "{said}");
    assert!(!said.contains("secret"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn migrating_and_seeding_at_once_wait_for_each_other() {
    let (database, db) = Database::bare().await;
    let (folder, url) = (tempfile::tempdir().unwrap(), database.url());
    let at_once = |command: &'static str, times: usize| {
        let running: Vec<_> =
            (0..times).map(|_| program(folder.path(), &url, &[command]).spawn().unwrap()).collect();
        running.into_iter().map(|process| process.wait_with_output().unwrap()).collect::<Vec<_>>()
    };
    for output in at_once("migrate", 4) {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(db.is_current().await.unwrap());
    let seeded = at_once("seed", 2);
    let (done, refused): (Vec<_>, Vec<_>) = seeded.iter().partition(|output| output.status.success());
    assert_eq!((done.len(), refused.len()), (1, 1));
    let said = String::from_utf8_lossy(&refused[0].stderr);
    assert!(said.contains("the database is not empty"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_that_was_killed_while_it_was_filled_begins_anew() {
    // A database that exists before the program starts, as on a server.
    let (database, db) = Database::fresh().await;
    let folder: TempDir = tempfile::tempdir().unwrap();
    let mut demo = program(folder.path(), &database.url(), &["demo"]).stdout(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    // The authority remembers the certificates that it issued. A database that is filled again uses the same numbers.
    let issued = folder.path().join("var/ca/issued");
    while !std::fs::read_dir(&issued).is_ok_and(|mut files| files.next().is_some()) {
        assert!(begun.elapsed() < Duration::from_mins(2), "nobody fills it");
        std::thread::sleep(Duration::from_millis(20));
    }
    demo.kill().unwrap();
    demo.wait().unwrap();
    assert!(installation::read(&db).await.unwrap().seeding_since.is_some(), "it was half filled");
    let said = refusal(program(folder.path(), &database.url(), &["seed"]));
    assert!(said.contains("interrupted"), "{said}");
    db.close().await.unwrap();

    let mut demo = program(folder.path(), &database.url(), &["demo"]).stderr(Stdio::null()).spawn().unwrap();
    let greeting = std::io::BufRead::lines(std::io::BufReader::new(demo.stdout.take().unwrap()))
        .map(Result::unwrap)
        .find(|line| line.contains("Регистратор: http"));
    demo.kill().unwrap();
    demo.wait().unwrap();
    assert!(greeting.is_some(), "it did not come up");
    let db = registrar::store::Db::open(&database.url()).await.unwrap();
    assert_eq!(installation::read(&db).await.unwrap().seeding_since, None);
    let broken = registrar::operations::verification::verify(&db).await.unwrap();
    assert!(broken.iter().all(|found| found.broken.is_none()), "{broken:?}");
    db.close().await.unwrap();
}
