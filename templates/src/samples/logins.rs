//! The partner's ITS logins and its contract.

use rust_decimal::Decimal;

use super::house::{badge, fault, history, nothing, verb};
use super::{CSRF, Sample, long_name, partner_frame, sample};
use crate::components::{Empty, Fact, Link, Notice, NoticeTone, Pager, RowTotal, Tone, VerbWeight};
use crate::pages::partner::{
    ContractCard, ContractPage, DiscountRow, LoginForm, LoginPage, LoginRow, LoginsPage, OfferForm,
};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let partner = partner_frame(9);
    vec![
        sample("logins-empty", &logins(0), &partner),
        sample("logins", &logins(6), &partner),
        sample("logins-worst", &logins_worst(), &partner),
        sample("login", &login(), &partner),
        sample("login-worst", &login_worst(), &partner),
        sample("contract-empty", &ContractPage { empty: nothing(), ..ContractPage::default() }, &partner),
        sample("contract", &contract(4, "17-С"), &partner),
        sample("contract-worst", &contract(60, &long_name()), &partner),
    ]
}

fn logins(count: usize) -> LoginsPage {
    let states = [("действует", Tone::Good), ("договор истек", Tone::Work), ("заблокирован", Tone::Bad)];
    let row = |index: usize| LoginRow {
        href: paths::its_login(&index.to_string()),
        login: format!("angarsk-zpi-{index}"),
        email: "buh@zapi.example".to_owned(),
        organizations: vec![
            Link {
                label: "ООО «Ромашка»".to_owned(), href: paths::organization("7000001")
            };
            index % 3
        ],
        more: index % 2 * 4,
        until: (index % 4 != 3).then(|| "31.12.2026".to_owned()),
        state: badge(states[index % 3].0, states[index % 3].1),
    };
    let total = u64::try_from(count).unwrap_or_default();
    LoginsPage {
        search: String::new(),
        rows: (0..count).map(row).collect(),
        pager: Pager { shown: total, total: RowTotal::Exactly(total), ..Pager::default() },
        empty: nothing(),
        form: LoginForm::default(),
        offer: OfferForm::default(),
        csrf: CSRF.to_owned(),
    }
}

fn logins_worst() -> LoginsPage {
    let mut page = logins(50);
    for row in &mut page.rows {
        row.organizations = vec![Link { label: long_name(), href: paths::organization("7000001") }; 3];
    }
    page.offer.errors = vec![
        fault("offered_login", "Этот логин уже в списке: измените срок на его странице"),
        fault("offered_until", "Проверьте год"),
    ];
    page.form.errors = vec![
        fault("login", "Логин содержит от 3 до 50 символов"),
        fault("email", "Укажите один адрес e-mail"),
        fault("contract_until", "Этот день уже прошел"),
    ];
    page
}

fn login() -> LoginPage {
    let block = Some("Заявления с этим логином перестанут приниматься сразу.");
    LoginPage {
        id: "7".to_owned(),
        version: "3".to_owned(),
        login: "angarsk-zpi".to_owned(),
        state: badge("действует", Tone::Good),
        facts: vec![
            Fact::identifier("E-mail клиента", "buh@zapi.example"),
            Fact::new("Пароль", "задан клиентом"),
            Fact::new("Договор 1С:ИТС до", "31.12.2026"),
        ],
        verbs: vec![
            verb(
                "Отправить ссылку для пароля",
                paths::its_link("7"),
                VerbWeight::Plain,
                Some("Придет письмо."),
            ),
            verb("Заблокировать", paths::blocking("7"), VerbWeight::Danger, block),
        ],
        contract_until: "31.12.2026".to_owned(),
        errors: Vec::new(),
        organizations: vec![Link {
            label: "ООО «Ромашка»".to_owned(), href: paths::organization("7000001")
        }],
        history: vec![history("выдан логин", Some("договор до 31.12.2026"))],
        csrf: CSRF.to_owned(),
    }
}

fn login_worst() -> LoginPage {
    LoginPage {
        login: "a".repeat(50),
        errors: vec![fault("contract_until", "Этот день уже прошел")],
        contract_until: "31.12.2020".to_owned(),
        organizations: vec![Link { label: long_name(), href: paths::organization("7000001") }; 30],
        history: Vec::new(),
        ..login()
    }
}

fn contract(discounts: usize, number: &str) -> ContractPage {
    let row = |index: usize| DiscountRow {
        product: "Многопользовательский режим".to_owned(),
        percent: Decimal::new(3_750, 2),
        period: "01.03.2024 – 30.06.2026".to_owned(),
        now: index.is_multiple_of(2),
    };
    let card = ContractCard {
        number: number.to_owned(),
        state: badge("действует", Tone::Good),
        facts: vec![Fact::new("Подписан", "01.03.2024"), Fact::new("Действует до", "бессрочно")],
        discounts: (0..discounts).map(row).collect(),
    };
    let text = "Договор № 17-С действует до 18.12.2026, нового пока нет.".to_owned();
    let notice = Some(Notice { tone: NoticeTone::Warn, text });
    ContractPage { notice, contracts: vec![card.clone(), card], empty: Empty::default() }
}
