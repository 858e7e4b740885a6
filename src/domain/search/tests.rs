//! Stored organisations are found by what people type, in any case, spelling, word form or keyboard layout.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::layout;
use super::*;
use crate::domain::ids::ApplicationNumber;
use crate::domain::submission::samples;

fn meets(asked: &str, kept: &str) -> bool {
    Question::read(asked).is_met_by(&of_text(kept))
}

#[test]
fn a_name_is_found_by_its_beginnings_forms_and_inner_words() {
    let kept = "ООО «Ёлочка и Сев-Проект ЖилСтройСервис»";
    for asked in [
        "елочка",
        "ЁЛОЧКА",
        "елоч",
        "елочкой",
        "елочки и",
        "tkjxrf",
        "`kjxrjq",
        "север-проект сев",
        "севпроект",
        "сев проект",
        "сев-проект",
        "проекта",
        "стройсервис",
        "сервис",
        "сервисом",
        "ооо елочка",
        "«Ёлочка»,",
        "елочка , сев",
    ] {
        let expected = !asked.starts_with("север");
        assert_eq!(meets(asked, kept), expected, "{asked}");
    }
    for asked in ["ромашка", "лочка", "елочка ромашка", "е", "", "  ", "«»"] {
        assert!(!meets(asked, kept), "{asked}");
    }
}

#[test]
fn a_word_form_does_not_find_what_only_begins_alike() {
    assert!(meets("стройкой", "Стройка"));
    assert!(!meets("стройкой", "Строитель"));
    assert!(!meets("ромашкой", "Ромашково"));
}

#[test]
fn a_number_is_found_in_any_writing() {
    for asked in [
        "9900815901",
        "99008",
        "99 0081 5901",
        "9900-815-901",
        "ИНН 9900815901",
        "инн: 9900815901",
        "990081",
        "9900815901 990001001",
        "9900815901/990001001",
        "ИНН 9900815901 КПП 990001001",
    ] {
        assert!(meets(asked, "9900815901 990001001"), "{asked}");
    }
    assert!(!meets("9900815901 990001002", "9900815901 990001001"));
    for asked in [
        "+7 (999) 000-00-01",
        "8 999 000 00 01",
        "89990000001",
        "79990000001",
        "999 000-00-01",
        "9990000001",
        "тел. 8(999)0000001",
        "+7 999",
        "8 (999) 000-00-0",
    ] {
        let expected = asked != "8 (999) 000-00-0";
        assert_eq!(meets(asked, "+79990000001"), expected, "{asked}");
    }
}

#[test]
fn a_digit_or_two_are_meant_whole() {
    assert!(meets("ромашка 1", "Ромашка 1"));
    assert!(!meets("ромашка 1", "Ромашка 12"));
    assert!(!meets("ромашка 12", "Ромашка 1"));
}

#[test]
fn an_address_and_a_login_are_found_in_either_layout() {
    for asked in
        ["buh@romashka.example", "BUH@Romashka.example", "игр@кщьфырлф.example", "игр\"кщьфырлфюучфьзду"]
    {
        assert!(meets(asked, "buh@romashka.example"), "{asked}");
    }
    for asked in ["its-demo", "itsdemo", "логин its-demo", "шеы-вуьщ", "ITS"] {
        assert!(meets(asked, "its-demo"), "{asked}");
    }
}

#[test]
fn a_person_is_found_only_by_the_whole_number_or_address() {
    let terms = of_submission(&samples::read(&samples::full()));
    let met = |asked: &str| Question::read(asked).is_met_by(&terms);
    for asked in ["990-000-001 53", "99000000153", "снилс 990 000 001 53", "petrova@romashka.example"] {
        assert!(met(asked), "{asked}");
    }
    for asked in ["9900000015", "99000000154", "petrova", "петрова"] {
        assert!(!met(asked), "{asked}");
    }
    assert!(Question::read("990-000-001 53").names_a_person());
    for asked in ["Бухгалтерия 3.0", ",e[ufknthbz", "800123456", "+79990000001", "ромашкой"]
    {
        assert!(met(asked), "{asked}");
    }
}

#[test]
fn numbers_of_applications_and_certificates_are_meant_whole() {
    for asked in ["104209", "№ 104209", "№104209", "заявление 104209", "#104209", "104 209"] {
        assert!(Question::read(asked).applications().contains(&ApplicationNumber(104_209)), "{asked}");
    }
    let serial = "5f1c0aa3b2d94e77a1".to_owned();
    for asked in [
        "5f1c0aa3b2d94e77a1",
        "5F 1C 0A A3 B2 D9 4E 77 A1",
        "00:5f:1c:0a:a3:b2:d9:4e:77:a1",
        "005F1C0AA3B2D94E77A1",
    ] {
        assert!(Question::read(asked).serials().contains(&serial), "{asked}");
    }
    assert!(Question::read("5f1c").serials().is_empty());
    assert!(Question::read("ромашка").applications().is_empty());
}

#[test]
fn what_was_understood_says_what_a_piece_can_be() {
    use NumberKind::{Inn, Phone, Snils};
    let understood = |asked: &str| Question::read(asked).understood();
    let number = |digits: &str, kinds: &[NumberKind]| Understood::Number {
        digits: digits.to_owned(),
        kinds: kinds.to_vec(),
    };
    assert_eq!(understood("99 0081 5901"), [number("9900815901", &[Inn(true), Phone])]);
    assert_eq!(understood("9900815902"), [number("9900815902", &[Inn(false), Phone])]);
    assert_eq!(understood("990-000-001 54"), [number("99000000154", &[Phone, Snils(false)])]);
    let word = Understood::Word { typed: "hjvfirf".to_owned(), other: Some("ромашка".to_owned()) };
    assert_eq!(understood("hjvfirf"), [word]);
    assert_eq!(understood("игр@кщьфырлф.ru"), [Understood::Address("buh@romashka.ru".to_owned())]);
    assert_eq!(understood("5F 1C 0A A3 B2"), [Understood::Serial("5f1c0aa3b2".to_owned())]);
}

#[test]
fn the_record_names_no_person() {
    let record = |asked: &str| {
        let written: Vec<String> =
            Question::read(asked).understood().iter().map(Understood::for_the_record).collect();
        written.join(" ")
    };
    assert_eq!(record("Ромашка 9900815901"), "ромашка 9900815901");
    assert_eq!(record("990-000-001 53"), "•••53");
    assert_eq!(record("8 (999) 000-00-01"), "•••01");
    assert_eq!(record("petrova@romashka.example"), "e-mail");
}

/// A word of letters of one layout, with digits.
fn word() -> impl Strategy<Value = String> {
    prop_oneof!["[а-яёА-ЯЁ][а-яё0-9]{1,14}", "[a-zA-Z][a-z0-9]{1,14}", "[0-9]{3,12}"]
}

proptest! {
    #[test]
    fn whatever_is_kept_is_found_by_each_of_its_words(words in prop::collection::vec(word(), 1..6), other in word()) {
        let kept = format!("ООО «{}» {other}", words.join(" "));
        let terms = of_text(&kept);
        for word in words.iter().chain([&other]) {
            let wrong = layout::in_russian(word).or_else(|| layout::in_latin(word)).unwrap_or_else(|| word.clone());
            let ways = [
                word.clone(), word.to_uppercase(), word.replace('ё', "е"), word.replace('е', "ё"),
                format!(" «{word}», "), wrong.clone(), wrong.to_uppercase(),
            ];
            for asked in ways {
                prop_assert!(Question::read(&asked).is_met_by(&terms), "{asked} of {kept}");
            }
        }
        let all = words.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        let few = words.len() < 5 && words.iter().all(|word| !word.starts_with(|first: char| first.is_ascii_digit()));
        prop_assert!(!few || Question::read(&all).is_met_by(&terms), "{all} of {kept}");
    }

    #[test]
    fn no_question_breaks_the_reading(asked in ".{0,60}", number in "[-+() 0-9a-f:]{0,40}") {
        for asked in [asked, number] {
            let question = Question::read(&asked);
            let _ = (question.understood(), question.is_met_by(&BTreeSet::new()), question.serials());
            for word in &question.words {
                prop_assert!(word.readings.iter().all(|reading| !reading.is_empty()));
                prop_assert!(word.readings.iter().flatten().all(|slot| !slot.is_empty()));
            }
        }
    }
}

#[test]
fn names_are_sorted_without_form_and_quotation_marks() {
    let mut names = [
        "ООО \"Торговый дом\"",
        "ИП Яковлев Я. Я.",
        "ООО «Ёлочка»",
        "Общество с ограниченной ответственностью «Жар-птица»",
        "ООО «Авторитет»",
        "АО «Елисей»",
        "ООО",
    ];
    names.sort_by_key(|name| sort_name(name));
    assert_eq!(
        names,
        [
            "ООО «Авторитет»",
            "АО «Елисей»",
            "ООО «Ёлочка»",
            "Общество с ограниченной ответственностью «Жар-птица»",
            "ООО",
            "ООО \"Торговый дом\"",
            "ИП Яковлев Я. Я.",
        ]
    );
}
