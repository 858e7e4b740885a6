//! What the environment says, and what is said of it when it is wrong.

use super::*;

#[test]
fn nothing_set_means_the_defaults() {
    let config = Config::read(false, |_| None).unwrap();
    assert_eq!(config.database_url, "sqlite://var/registrar.db");
    assert!(config.secret().is_err());
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let wrong = Config::read(true, |name| Some(format!("{name} ?"))).unwrap_err().to_string();
    for (name, _) in VARIABLES {
        assert!(wrong.contains(name), "{name} is not in: {wrong}");
    }
}

#[test]
fn letters_come_from_the_house_that_they_link_to_unless_it_is_said_otherwise() {
    for (url, sender) in [
        ("http://localhost:8080", "registrar@localhost"),
        ("https://registrar.example/", "registrar@registrar.example"),
        ("http://127.0.0.1:8080", "registrar@localhost"),
        ("http://[::1]:8080", "registrar@localhost"),
    ] {
        let set = |name: &str| (name == "REGISTRAR_PUBLIC_URL").then(|| url.to_owned());
        assert_eq!(Config::read(false, set).unwrap().mail_from, sender);
    }
    for (from, good) in [
        ("office@forsait.example", true),
        ("Форсайт <office@forsait.example>", true),
        ("office", false),
        ("Форсайт <office", false),
        ("a b@forsait.example", false),
    ] {
        let set = |name: &str| (name == "REGISTRAR_MAIL_FROM").then(|| from.to_owned());
        assert_eq!(
            Config::read(false, set).map(|config| config.mail_from).ok().as_deref() == Some(from),
            good
        );
    }
}

#[test]
fn only_an_address_of_this_machine_is_local() {
    for (url, local) in [
        ("http://localhost:8080", true),
        ("http://portal.localhost:8080", true),
        ("http://127.0.0.7", true),
        ("http://[::1]:8080", true),
        ("https://registrar.example", false),
        ("http://192.168.0.7", false),
        ("http://localhost.example", false),
    ] {
        let set = |name: &str| (name == "REGISTRAR_PUBLIC_URL").then(|| url.to_owned());
        assert_eq!(Config::read(false, set).unwrap().is_local(), local, "{url}");
    }
}

#[test]
fn a_missing_secret_is_said_beside_what_else_is_wrong() {
    let sms = |name: &str| (name == "REGISTRAR_SMS").then(|| "http://gateway.example".to_owned());
    let wrong = Config::read(true, sms).unwrap_err().to_string();
    assert!(wrong.contains("REGISTRAR_SECRET is missing") && wrong.contains("REGISTRAR_SMS"), "{wrong}");
    let quiet = Config::read(false, sms).unwrap_err().to_string();
    assert!(!quiet.contains("REGISTRAR_SECRET"), "{quiet}");
}
