//! The commands: the real program adds a user, and a wrong argument ends with the exit code of misuse.

use std::io::Write as _;
use std::process::Stdio;

use crate::support::{PHRASE, Portal};

/// Runs `registrar user add` and returns its exit code and standard error.
fn added(portal: &Portal, words: &[&str]) -> (Option<i32>, String) {
    let mut process = portal.program_process("user", "builtin:");
    let process = process.arg("add").args(words).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut process = process.spawn().unwrap();
    // The program may refuse the arguments and end before it reads the password.
    let _ = writeln!(process.stdin.take().unwrap(), "{PHRASE}");
    let done = process.wait_with_output().unwrap();
    (done.status.code(), String::from_utf8(done.stderr).unwrap())
}

#[tokio::test]
async fn a_client_is_added_to_an_organisation_and_an_employee_to_a_partner() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let code = portal.organization(number).await.subscriber_code;
    let client =
        ["--login", "Petrova", "--email", "p@romashka.example", "--role", "client", "--organization", &code];
    assert_eq!(added(&portal, &client), (Some(0), String::new()));
    let cabinet = portal.visit_with(&portal.known("petrova").await, PHRASE).await.open("/cabinet").await;
    assert!(cabinet.says(&number.to_string()), "{}", cabinet.text());
    let staff = [
        "--login",
        "orehova",
        "--email",
        "o@forsait.example",
        "--role",
        "partner_staff",
        "--partner",
        "forsait",
    ];
    assert_eq!(added(&portal, &staff), (Some(0), String::new()));
    assert!(
        portal.visit_with(&portal.known("orehova").await, PHRASE).await.open("/").await.says("Заявления")
    );
    assert_eq!(portal.count("audit where verb = 'person_added'").await, 2);
    portal.verify().await;
}

#[tokio::test]
async fn misuse_is_told_in_a_sentence_and_ends_with_two() {
    let portal = Portal::open().await;
    portal.partner("forsait").await;
    let whole = |role: &'static str| vec!["--login", "new", "--email", "new@forsait.example", "--role", role];
    for (words, told) in [
        (whole("partner_staff"), "name it with --partner"),
        (whole("client"), "name it with --organization"),
        ([whole("client"), vec!["--organization", "1"]].concat(), "no organisation"),
        ([whole("support"), vec!["--partner", "forsait"]].concat(), "leave out --partner"),
        ([whole("support"), vec!["--organization", "1"]].concat(), "leave out --organization"),
        ([whole("partner_staff"), vec!["--partner", "nobody"]].concat(), "no partner `nobody`"),
        (vec!["--login", "два слова", "--email", "нет", "--role", "support"], "--login: "),
    ] {
        let (status, said) = added(&portal, &words);
        assert_eq!(status, Some(2), "{words:?}: {said}");
        assert!(
            said.starts_with("registrar: ") && said.contains(told) && said.lines().count() == 1,
            "{said}"
        );
    }
    assert_eq!(portal.count("people").await, 0);
}
