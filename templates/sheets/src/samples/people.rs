//! The invented parties of the samples.

use crate::{BankAccount, Party, Signatory, Signatures};

/// A small picture: a disc and two bars.
pub(super) const LOGO: &str = concat!(
    "iVBORw0KGgoAAAANSUhEUgAAAHgAAAAoCAMAAAACNM4XAAAACVBMVEX///8gYKBgYGDNPAP8AAAAZ0lEQVR42u3YsRHAIBADQc79",
    "F+2QxMHPgDlspAY2Yl6itUQKPY661AZF5jmW+7oMjgwl+ZqTDWCoybNhKMqBB2Goyhq88hEHDhz4Z3COxGdhrYEcWPa8Xu0tCW87",
    "eWtR3Mfej8ARuQHW7Auy9Rvg3gAAAABJRU5ErkJggg==",
);

/// A name of 250 characters.
pub(super) fn long_name() -> String {
    let words = "Общество с ограниченной ответственностью «Научно-производственное объединение информационных технологий ";
    let mut name: String =
        format!("{words}{}", "и электронной отчетности ".repeat(10)).chars().take(249).collect();
    name.push('»');
    name
}

pub(super) fn seller() -> Party {
    Party {
        name: "Общество с ограниченной ответственностью «Форсайт»".to_owned(),
        short_name: "ООО «Форсайт»".to_owned(),
        inn: "9900100011".to_owned(),
        kpp: Some("990001001".to_owned()),
        address: "664000, г. Иркутск, ул. Примерная, д. 1, оф. 12".to_owned(),
        account: Some(account("40702810200000000123", "049900701", "ПАО «Примербанк», г. Иркутск")),
    }
}

pub(super) fn buyer() -> Party {
    Party {
        name: "Индивидуальный предприниматель Ромашкина Вера Павловна".to_owned(),
        short_name: "ИП Ромашкина В. П.".to_owned(),
        inn: "990030001229".to_owned(),
        kpp: None,
        address: "665800, Иркутская обл., г. Ангарск, кв-л 7, д. 3, кв. 41".to_owned(),
        account: Some(account("40802810700000000789", "049900703", "АО «Банк Образец», г. Ангарск")),
    }
}

pub(super) fn long_seller() -> Party {
    Party {
        name: long_name(),
        short_name: long_name(),
        address: "Очень длинный адрес, ".repeat(12),
        ..seller()
    }
}

pub(super) fn long_buyer() -> Party {
    let odd = "\" #let x = [*_`<script>`_*] $ @ // /* \\ ə ₽ € — 漢字 🙂 \u{0}\u{202e} | & ".to_owned();
    Party {
        name: format!("{odd}{}", long_name()),
        short_name: odd,
        inn: "9900200016".to_owned(),
        account: None,
        ..long_seller()
    }
}

pub(super) fn signatures() -> Signatures {
    let person =
        |position: &str, name: &str| Signatory { position: position.to_owned(), name: name.to_owned() };
    Signatures {
        seller: vec![person("Директор", "Смирнова О. Л."), person("Главный бухгалтер", "Петров И. И.")],
        buyer: vec![person("Индивидуальный предприниматель", "Ромашкина В. П.")],
    }
}

pub(super) fn no_people() -> Signatures {
    let long = "Исполняющий обязанности генерального директора по доверенности № 12 от 01.02.2026";
    Signatures { seller: vec![Signatory { position: long.to_owned(), name: String::new() }], buyer: vec![] }
}

fn account(number: &str, bik: &str, bank: &str) -> BankAccount {
    let control = if bik == "049900701" { 4 } else { 0 };
    BankAccount {
        number: number.to_owned(),
        bik: bik.to_owned(),
        bank: bank.to_owned(),
        correspondent: format!("30101810{control}00000000{}", &bik[6..]),
    }
}
