//! The letters, word for word.

use chrono::{TimeZone as _, Utc};
use templates::format::Zone;
use templates::letters::{
    Approved, ContractOffer, LetterContact, LoginRenamed, NewApplication, NewDeviceLetter, PasswordLetter,
    PasswordOccasion, ProgramPasswordMade,
};

fn readable(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn the_partner_is_told_that_nothing_moves_until_the_application_is_taken() {
    let moment = |hour| Zone::moscow().moment(Utc.with_ymd_and_hms(2026, 11, 21, hour, 40, 0).unwrap());
    let letter = NewApplication {
        number: "104209".to_owned(),
        kind: "Изменение: настройки пользователей".to_owned(),
        organization: "ООО «Ромашка»".to_owned(),
        inn: "9900815901".to_owned(),
        received: moment(8),
        take_by: moment(12),
        mode: "заявлен, 3 пользователя".to_owned(),
        link: "https://registrar.example/partner/applications/104209".to_owned(),
    }
    .letter();
    assert_eq!(letter.subject, "Новое заявление № 104209: ООО «Ромашка»");
    assert!(letter.html.contains("href=\"https://registrar.example/partner/applications/104209\""));
    insta::assert_snapshot!(readable(&letter.text));
}

#[test]
fn the_client_is_told_what_is_left_to_do() {
    let letter = Approved {
        number: "104209".to_owned(),
        organization: "ООО «Ромашка»".to_owned(),
        mode: "включен, от 2 до 9".to_owned(),
        task: Some("добавьте пользователей: список пуст.".to_owned()),
        certificates: Some("2 сертификата".to_owned()),
        partner: LetterContact {
            name: "ООО «Форсайт»".to_owned(),
            phone: "+7 999 000-00-00".to_owned(),
            email: "help@forsait.example".to_owned(),
        },
        link: "https://registrar.example/cabinet/applications/104209".to_owned(),
    }
    .letter();
    assert_eq!(letter.subject, "Заявление № 104209 одобрено");
    insta::assert_snapshot!(readable(&letter.text));
}

#[test]
fn a_link_says_whose_login_it_is_and_until_when_it_is_good() {
    let until = Zone::moscow().moment(Utc.with_ymd_and_hms(2026, 11, 22, 8, 40, 0).unwrap());
    let letter = PasswordLetter {
        occasion: PasswordOccasion::Invited,
        name: Some("Орехова Полина Денисовна".to_owned()),
        house: "ООО «Форсайт»".to_owned(),
        login: "orehova".to_owned(),
        until,
        link: "https://registrar.example/password/c0ffee".to_owned(),
        contact: None,
    };
    let invited = letter.letter();
    assert_eq!(invited.subject, "Приглашение в Регистратор: ООО «Форсайт»");
    for words in
        ["Здравствуйте, Орехова Полина Денисовна!", "Логин: orehova", "до 22.11.2026 11:40 МСК", "один раз"]
    {
        assert!(readable(&invited.text).contains(words), "{words}: {}", invited.text);
    }
    for text in [&invited.text, &invited.html] {
        assert_eq!(text.matches("https://registrar.example/password/c0ffee").count(), 1);
    }
    let issued = PasswordLetter { occasion: PasswordOccasion::Issued, name: None, ..letter.clone() }.letter();
    assert_eq!(issued.subject, "Логин портала 1С:ИТС orehova");
    assert!(issued.text.starts_with("Здравствуйте!\n\nООО «Форсайт» выдает вам логин"), "{}", issued.text);
    let forgotten = PasswordLetter { occasion: PasswordOccasion::Forgotten, ..letter }.letter();
    assert!(forgotten.text.contains("прежний пароль продолжает действовать"), "{}", forgotten.text);
}

#[test]
fn whoever_has_another_login_is_told_how_to_sign_in_now() {
    let letter = LoginRenamed {
        name: "Орехова Полина Денисовна".to_owned(),
        was: "orehova".to_owned(),
        login: "orehova-2".to_owned(),
        link: "https://registrar.example/sign-in".to_owned(),
    }
    .letter();
    assert_eq!(letter.subject, "Ваш логин теперь orehova-2");
    for words in
        ["Логином orehova пользовались", "Входите с логином orehova-2", "https://registrar.example/sign-in"]
    {
        assert!(letter.text.contains(words), "{words}: {}", letter.text);
    }
}

#[test]
fn an_offer_says_who_makes_it_and_until_when_the_contract_is_to_run() {
    let letter = ContractOffer {
        partner: "ООО «Форсайт»".to_owned(),
        contact: "ООО «Форсайт», +7 999 000-10-01, help@forsait.example".to_owned(),
        login: "orehova".to_owned(),
        until: "31.12.2026".to_owned(),
        link: "https://registrar.example/portal/contracts".to_owned(),
    }
    .letter();
    assert_eq!(letter.subject, "ООО «Форсайт» предлагает договор 1С:ИТС");
    for words in
        ["для логина orehova до 31.12.2026", "https://registrar.example/portal/contracts", "отклоните"]
    {
        assert!(letter.text.contains(words), "{words}: {}", letter.text);
    }
}

#[test]
fn of_a_password_for_a_program_its_owner_reads_what_it_opens_and_how_to_end_it() {
    let letter = ProgramPasswordMade {
        name: "Петрова Анна Ивановна".to_owned(),
        login: "romashka".to_owned(),
        program: "1С:Бухгалтерия\nна сервере".to_owned(),
        at: Zone::moscow().moment(Utc.with_ymd_and_hms(2026, 11, 30, 6, 5, 0).unwrap()),
        passwords: "https://registrar.example/profile/programs".to_owned(),
        link: "https://registrar.example/password".to_owned(),
    }
    .letter();
    assert_eq!(letter.subject, "Создан пароль для программы «1С:Бухгалтерия на сервере»");
    assert!(letter.html.contains("href=\"https://registrar.example/profile/programs\""));
    insta::assert_snapshot!(readable(&letter.text));
}

#[test]
fn of_sign_ins_in_new_browsers_their_owner_reads_when_where_and_how_many() {
    let letter = |count| {
        NewDeviceLetter {
            name: "Петрова Анна Ивановна".to_owned(),
            login: "romashka".to_owned(),
            count,
            at: Zone::moscow().moment(Utc.with_ymd_and_hms(2026, 11, 30, 6, 5, 0).unwrap()),
            browser: "Firefox, Windows".to_owned(),
            address: "2001:db8::7".to_owned(),
            profile: "https://registrar.example/profile".to_owned(),
            link: "https://registrar.example/password".to_owned(),
        }
        .letter()
    };
    assert_eq!(letter(1).subject, "Вход с нового устройства под логином romashka");
    assert!(letter(1).html.contains("<li>Адрес: 2001:db8::7</li>"));
    for (count, words) in [(2, "еще 2 раза"), (11, "еще 11 раз"), (21, "еще 21 раз")] {
        assert!(readable(&letter(count).text).contains(words), "{count}");
    }
    insta::assert_snapshot!(readable(&letter(1).text));
}
