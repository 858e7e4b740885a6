//! The commands: a wrong argument gets one sentence of explanation; and the health endpoints for load balancers.

use axum::http::StatusCode;
use chrono::Duration;

use crate::support::Portal;

/// Runs a command and returns its exit code and standard error.
fn run(portal: &Portal, words: &[&str]) -> (Option<i32>, String) {
    let mut process = portal.program_process(words[0], "builtin:");
    let output = process
        .args(&words[1..])
        .stdin(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[tokio::test]
async fn whoever_names_an_unknown_partner_or_an_empty_month_is_told_so() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    let export = ["export", "settlement", "--month", "2026-10", "--format", "csv"];
    let user = ["user", "add", "--login", "x", "--email", "a@b.example", "--role", "partner_staff"];
    let nobody = (Some(2), "registrar: there is no partner `nobody`\n".to_owned());
    let of_nobody = |words: &[&'static str]| [words, &["--partner", "nobody"]].concat();
    for words in [of_nobody(&["settle", "2026-10"]), of_nobody(&export), of_nobody(&user)] {
        assert_eq!(run(&portal, &words), nobody, "{words:?}");
    }
    let misused = "registrar: this role belongs to a partner: name it with --partner\n".to_owned();
    assert_eq!(run(&portal, &user), (Some(2), misused));
    let nothing = "registrar: there are no statements for 2026-10: `registrar settle 2026-10` forms them\n";
    assert_eq!(run(&portal, &export), (Some(1), nothing.to_owned()));
}

#[tokio::test]
async fn a_month_without_charges_is_said_to_have_nothing_to_form() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    for (of, partner) in [("1000-01", Some("forsait")), ("2025-01", Some("forsait")), ("2025-01", None)] {
        let mut process = portal.program_process("settle", "builtin:");
        process.arg(of).args(partner.iter().flat_map(|code| ["--partner", *code]));
        let output = process.stdout(std::process::Stdio::piped()).output().unwrap();
        let whose = partner.map_or("no partner has", |_| "forsait has no");
        let said = format!("{of}: nothing to form: {whose} charges in it\n");
        assert_eq!((output.status.code(), String::from_utf8(output.stdout).unwrap()), (Some(0), said));
    }
    assert_eq!(portal.count("statements").await, 0);
}

#[tokio::test]
async fn a_door_before_another_schema_is_not_ready() {
    let portal = Portal::open().await;
    let mut asker = portal.passer_by();
    let ready = asker.open("/health/ready").await;
    assert_eq!(ready.status, StatusCode::OK);
    portal
        .sql("insert into seaql_migrations (version, applied_at) values ('m9999_from_the_future', 1)")
        .await;
    assert_eq!(asker.open("/health/ready").await.status, StatusCode::OK, "it was looked at just now");
    portal.clock.advance(Duration::seconds(10));
    let ready = asker.open("/health/ready").await;
    assert_eq!((ready.status, ready.says("schema")), (StatusCode::SERVICE_UNAVAILABLE, true));
    assert_eq!(asker.open("/health/live").await.status, StatusCode::OK);
    portal.sql("delete from seaql_migrations where version = 'm9999_from_the_future'").await;
    portal.clock.advance(Duration::seconds(10));
    assert_eq!(asker.open("/health/ready").await.status, StatusCode::OK);
}
