//! A real mail server (`tests/peers/smtp.py`, with aiosmtpd) accepts, defers and refuses; where it is missing, these
//! tests fail.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::*;

const PEER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers/smtp.py");
const FROM: &str = "Регистратор <office@registrar.example>";

/// A mail server and the folder of its letters; both end with the test.
struct Server {
    process: Child,
    port: String,
    letters: TempDir,
}

impl Server {
    fn start() -> Self {
        let letters = tempfile::tempdir().unwrap();
        let mut process = Command::new("python3")
            .args([PEER.as_ref(), "serve".as_ref(), letters.path().as_os_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("these tests need python3");
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        assert!(!port.is_empty(), "the mail server did not start: is aiosmtpd installed?");
        Self { process, port: port.trim().to_owned(), letters }
    }

    fn mailer(&self, login: &str) -> Mailer {
        Mailer::from_setting(&format!("smtp://{login}127.0.0.1:{}", self.port), FROM).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

fn now() -> DateTime<Utc> {
    "2026-11-02T09:00:00.5Z".parse().unwrap()
}

fn letter(to: &str) -> OutgoingLetter {
    OutgoingLetter {
        message_id: "42.3@registrar.example".to_owned(),
        to: to.to_owned(),
        subject: "Заявление № 42 одобрено — можно завершить настройку продукта".to_owned(),
        text: "Здравствуйте!\n\n.Строка с точкой\nСумма: 1440,00 ₽\n".to_owned(),
        html: format!("<p>Здравствуйте!</p><p>{}</p>", "Длинная строка. ".repeat(100)),
        file: None,
        unsubscribe: None,
    }
}

fn letters(folder: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut letters: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "eml")).collect();
    letters.sort();
    letters
}

/// A letter as an independent parser reads it.
fn read(path: &Path) -> Value {
    let output =
        Command::new("python3").args([PEER.as_ref(), "read".as_ref(), path.as_os_str()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn assert_is_the_letter(found: &Value, sent: &OutgoingLetter) {
    assert_eq!(found["Message-ID"], format!("<{}>", sent.message_id));
    assert_eq!(found["From"], FROM);
    assert_eq!(found["To"], sent.to);
    assert_eq!(found["Subject"], sent.subject);
    assert_eq!(found["Date"], "Mon, 02 Nov 2026 09:00:00 +0000");
    assert_eq!(found["type"], "multipart/alternative");
    assert_eq!(found["parts"], serde_json::json!(["text/plain", "text/html"]));
    let text = found["plain"].as_str().unwrap().replace("\r\n", "\n");
    assert_eq!(text.trim_end(), sent.text.trim_end());
    assert_eq!(found["html"].as_str().unwrap().trim_end(), sent.html);
}

#[tokio::test]
async fn a_mail_server_takes_a_letter_as_it_was_written() {
    let server = Server::start();
    let letter = letter("buh@romashka.example");
    server.mailer("").send(&letter, now()).await.unwrap();
    let [taken] = letters(server.letters.path()).try_into().unwrap();
    assert_is_the_letter(&read(&taken), &letter);
}

#[tokio::test]
async fn a_refused_letter_is_given_up_and_a_deferred_one_is_not() {
    let server = Server::start();
    let refused = server.mailer("").send(&letter("refuse@romashka.example"), now()).await.unwrap_err();
    assert!(refused.permanent);
    assert!(refused.words.contains("550") && refused.words.contains("No such reader"), "{refused}");
    let deferred = server.mailer("").send(&letter("later@romashka.example"), now()).await.unwrap_err();
    assert!(!deferred.permanent && !deferred.away);
    assert!(deferred.words.contains("451") && deferred.words.contains("Come back later"), "{deferred}");
    assert!(letters(server.letters.path()).is_empty());
}

#[tokio::test]
async fn a_host_in_another_alphabet_is_written_to_in_punycode_by_any_server() {
    let server = Server::start();
    let from = "Регистратор <office@регистратор.рф>";
    let mailer = Mailer::from_setting(&format!("smtp://127.0.0.1:{}", server.port), from).unwrap();
    for (place, offers_utf8) in [(1, false), (2, true)] {
        if offers_utf8 {
            std::fs::write(server.letters.path().join("smtputf8"), "").unwrap();
        }
        mailer.send(&letter("buh@пример.рф"), now()).await.unwrap();
        let recipients = std::fs::read_to_string(server.letters.path().join(format!("{place}.to"))).unwrap();
        assert_eq!(recipients, "buh@xn--e1afmkfd.xn--p1ai", "{offers_utf8}");
        let taken = read(&server.letters.path().join(format!("{place}.eml")));
        assert_eq!(taken["To"], "buh@xn--e1afmkfd.xn--p1ai");
        assert_eq!(taken["From"], "Регистратор <office@xn--80affn5ahdcfkc.xn--p1ai>");
    }
}

#[tokio::test]
async fn an_address_that_nobody_can_write_to_is_given_up_at_once_and_told_so() {
    let server = Server::start();
    let mailer = server.mailer("");
    let long = format!("buh@{}.рф", "ы".repeat(60));
    let fault = mailer.send(&letter(&long), now()).await.unwrap_err();
    assert_eq!(fault, SendingFault::permanent("Адрес электронной почты неверен"));
    let fault = mailer.send(&letter("почта@пример.рф"), now()).await.unwrap_err();
    assert!(fault.permanent && !fault.away && fault.words.contains("SMTPUTF8"), "{fault:?}");
    std::fs::write(server.letters.path().join("smtputf8"), "").unwrap();
    let mailer = server.mailer("");
    mailer.send(&letter("почта@пример.рф"), now()).await.unwrap();
    let recipients = std::fs::read_to_string(server.letters.path().join("1.to")).unwrap();
    assert_eq!(recipients, "почта@xn--e1afmkfd.xn--p1ai");
}

#[tokio::test]
async fn a_login_of_ours_that_is_wrong_is_no_fault_of_the_letter() {
    let server = Server::start();
    let letter = letter("robot@romashka.example");
    for login in ["", "robot:wrong@"] {
        let fault = server.mailer(login).send(&letter, now()).await.unwrap_err();
        assert!(!fault.permanent, "{fault}");
        assert!(fault.words.contains("53"), "{fault}");
    }
    server.mailer("robot:p%40ss%3Aword@").send(&letter, now()).await.unwrap();
    assert_eq!(letters(server.letters.path()).len(), 1);
}

#[tokio::test]
async fn a_server_that_is_slow_or_away_is_tried_later() {
    let server = Server::start();
    let impatient = Mailer { patience: Duration::from_millis(500), ..server.mailer("") };
    let fault = impatient.send(&letter("slow@romashka.example"), now()).await.unwrap_err();
    assert_eq!(fault, SendingFault::away("Почтовый сервер не ответил вовремя"));
    let mailer = server.mailer("");
    let encrypted = Mailer::from_setting(&format!("smtps://127.0.0.1:{}", server.port), FROM).unwrap();
    let impatient = Mailer { patience: Duration::from_millis(500), ..encrypted };
    assert!(!impatient.send(&letter("buh@romashka.example"), now()).await.unwrap_err().permanent);
    drop(server);
    let fault = mailer.send(&letter("buh@romashka.example"), now()).await.unwrap_err();
    assert!(!fault.permanent && fault.away, "{fault:?}");
    assert!(fault.words.starts_with("Почтовый сервер недоступен: "), "{fault}");
}

#[tokio::test]
async fn a_folder_holds_each_letter_once() {
    let folder = tempfile::tempdir().unwrap();
    let setting = format!("dir:{}/mail", folder.path().display());
    let mailer = Mailer::from_setting(&setting, FROM).unwrap();
    let first = letter("buh@romashka.example");
    let other = OutgoingLetter { message_id: "x-42.3@registrar.example".to_owned(), ..first.clone() };
    mailer.send(&first, now()).await.unwrap();
    mailer.send(&other, now()).await.unwrap();
    for minutes in 0..3 {
        mailer.send(&first, now() + chrono::Duration::minutes(minutes)).await.unwrap();
    }
    let found = letters(&folder.path().join("mail"));
    let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(
        names,
        [
            "20261102T090000.500000Z-42.3@registrar.example.eml",
            "20261102T090000.500000Z-x-42.3@registrar.example.eml"
        ]
    );
    assert_is_the_letter(&read(&found[0]), &first);
    assert_is_the_letter(&read(&found[1]), &other);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn workers_at_once_lay_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut workers = tokio::task::JoinSet::new();
    for minutes in 0..10 {
        let setting = format!("dir:{}", folder.path().display());
        let mailer = Mailer::from_setting(&setting, FROM).unwrap();
        let at = now() + chrono::Duration::minutes(minutes);
        workers.spawn(async move { mailer.send(&letter("buh@romashka.example"), at).await });
    }
    assert!(workers.join_all().await.into_iter().all(|sent| sent.is_ok()));
    assert_eq!(letters(folder.path()).len(), 1);
}

#[tokio::test]
async fn a_letter_cannot_smuggle_headers_or_paths() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = Mailer::from_setting(&format!("dir:{}", folder.path().display()), FROM).unwrap();
    let good = letter("buh@romashka.example");
    for to in ["", "nobody", "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example"] {
        let fault = mailer.send(&letter(to), now()).await.unwrap_err();
        assert!(fault.permanent, "{to}: {fault}");
    }
    for id in ["", "42", "@", "a@b@c", "../../x@y", "a@b\r\nBcc: c@d.example", &"a@b".repeat(100)] {
        let bad = OutgoingLetter { message_id: id.to_owned(), ..good.clone() };
        assert!(mailer.send(&bad, now()).await.unwrap_err().permanent, "{id}");
    }
    let sly = OutgoingLetter { subject: "Счет\r\nBcc: c@d.example\r\n\r\nтекст".to_owned(), ..good };
    mailer.send(&sly, now()).await.unwrap();
    let [laid] = letters(folder.path()).try_into().unwrap();
    let found = read(&laid);
    assert_eq!(found["Subject"], "Счет  Bcc: c@d.example    текст");
    assert!(!found["names"].as_array().unwrap().iter().any(|name| name == "Bcc"));
}

#[test]
fn a_setting_that_names_no_mailer_is_refused() {
    for setting in
        ["", "dir:", "dir", "sendmail:", "http://localhost", "smtp://", "smtp:x", "smtp://h?tls=none"]
    {
        let fault = Mailer::from_setting(setting, FROM).err();
        assert_eq!(fault, Some(MailSettingFault::Unknown), "{setting}");
    }
    assert_eq!(Mailer::from_setting("dir:mail", "nobody").err(), Some(MailSettingFault::Sender));
}
