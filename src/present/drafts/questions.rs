//! The questions of the steps, with what was typed and what was before.

use templates::components::{Ask, AskedAnswer, Choice, Fact};

use super::{differs, words};
use crate::domain::draft::{DraftAnswers, DraftStep};
use crate::domain::identity::Inn;
use crate::domain::its_login::ItsLogin;
use crate::domain::partner::Partner;
use crate::domain::submission::{ApplicationType, ChangeFlag, OrganizationKind, Product};
use crate::operations::drafts::OpenDraft;
use crate::present::letters::contact;
use crate::present::words as all_words;

/// The questions of a step.
pub(super) fn of_step(open: &OpenDraft, step: DraftStep) -> Vec<Ask> {
    match step {
        DraftStep::Changes => vec![changes(&open.draft.answers)],
        DraftStep::Organization => organization(open),
        DraftStep::Cabinet => cabinet(open),
        DraftStep::Requisites => requisites(open),
        DraftStep::Program => program(open),
        DraftStep::Users => vec![
            Ask::new(
                "enabled",
                "Многопользовательский режим",
                AskedAnswer::Tick(open.draft.answers.multi_user),
            )
            .hint("Отдельная лицензия: от 2 до 9 пользователей или 10 и более."),
        ],
        DraftStep::Account
        | DraftStep::Directions
        | DraftStep::Owners
        | DraftStep::Attachments
        | DraftStep::Check => Vec::new(),
    }
}

/// What is known on a step already.
pub(super) fn known(open: &OpenDraft, step: DraftStep) -> Vec<Fact> {
    let served = |partner: &Partner| Fact::new("Обслуживающая организация", contact(partner));
    let mut facts = Vec::new();
    match step {
        DraftStep::Organization if open.contracts.len() == 1 => {
            facts.extend(open.contracts.first().map(|(_, partner)| served(partner)));
        }
        DraftStep::Cabinet | DraftStep::Changes => {
            let organization = open.organization.as_ref();
            facts.extend(organization.map(|one| Fact::new("Организация", &one.requisites.short_name)));
            facts.extend(organization.and(open.partner.as_ref()).map(served));
        }
        DraftStep::Account => {
            let login = open.chosen_contract().map(|(login, _)| login);
            facts.extend(login.map(|login| Fact::identifier("Логин", &login.login)));
            facts.extend(login.map(|login| Fact::new("E-mail", &login.email)));
        }
        DraftStep::Organization
        | DraftStep::Requisites
        | DraftStep::Program
        | DraftStep::Directions
        | DraftStep::Owners
        | DraftStep::Users
        | DraftStep::Attachments
        | DraftStep::Check => {}
    }
    facts
}

fn changes(answers: &DraftAnswers) -> Ask {
    let choice = |flag: &ChangeFlag| Choice::new(flag.code(), all_words::change(*flag));
    let chosen = answers.changes.iter().map(|flag| flag.code().to_owned()).collect();
    Ask::new(
        "changes",
        "Что изменить",
        AskedAnswer::AnyOf(ChangeFlag::ALL.iter().map(choice).collect(), chosen),
    )
}

fn organization(open: &OpenDraft) -> Vec<Ask> {
    let typed = &open.draft.answers.organization;
    let kinds = vec![
        Choice::new(OrganizationKind::LegalEntity.code(), "Юридическое лицо"),
        Choice::new(OrganizationKind::SoleProprietor.code(), "Индивидуальный предприниматель"),
        Choice::new(OrganizationKind::PrivatePractice.code(), "Частная практика")
            .meaning("Нотариус, адвокат"),
    ];
    let mut asks = vec![
        Ask::new("kind", "Вид", AskedAnswer::OneOf(kinds, typed.kind.clone())),
        Ask::new("inn", "ИНН", AskedAnswer::Digits(typed.inn.clone()))
            .hint("10 цифр у юридического лица, 12 у предпринимателя и частной практики."),
        Ask::new("kpp", "КПП", AskedAnswer::Short(typed.kpp.clone()))
            .hint("У предпринимателя и частной практики КПП нет."),
    ];
    if open.contracts.len() > 1 {
        let choice = |(login, partner): &(ItsLogin, Partner)| {
            Choice::new(login.id.to_string(), &partner.name).meaning(contact(partner))
        };
        let choices = open.contracts.iter().map(choice).collect();
        let chosen = open.draft.answers.contract.map(|contract| contract.to_string()).unwrap_or_default();
        asks.push(
            Ask::new("contract", "Обслуживающая организация", AskedAnswer::OneOf(choices, chosen))
                .hint("У вас несколько договоров 1С:ИТС. Заявление получит эта организация."),
        );
    }
    asks
}

fn cabinet(open: &OpenDraft) -> Vec<Ask> {
    let (answers, was) = (&open.draft.answers, open.was.as_ref());
    vec![
        Ask::new("cabinet", "Личный кабинет 1С-Отчетность", AskedAnswer::Tick(answers.cabinet)),
        Ask::new("alias", "Псевдоним продукта", AskedAnswer::Text(answers.alias.clone()))
            .hint(words::ALIAS)
            .was(differs(was, &answers.alias, |was| was.alias.clone())),
    ]
}

fn requisites(open: &OpenDraft) -> Vec<Ask> {
    let (typed, was) = (&open.draft.answers.organization, open.was.as_ref());
    let text = |name: &'static str, label: &str, value: &String, answer: fn(String) -> AskedAnswer| {
        let then = |was: &DraftAnswers| {
            let texts = was.organization.texts();
            texts
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, text)| (*text).to_owned())
                .unwrap_or_default()
        };
        Ask::new(name, label, answer(value.clone())).was(differs(was, value, then))
    };
    let budget = Ask::new("is_budget", "Клиент Казначейства России", AskedAnswer::Tick(typed.is_budget))
        .hint("Сертификат такой организации выпускает Федеральное казначейство.");
    let mut asks = vec![
        text("short_name", "Краткое наименование", &typed.short_name, AskedAnswer::Text),
        text("full_name", "Полное наименование", &typed.full_name, AskedAnswer::Text),
        text("ogrn", "ОГРН или ОГРНИП", &typed.ogrn, AskedAnswer::Digits),
        text("accreditation", "Номер записи об аккредитации", &typed.accreditation, AskedAnswer::Digits)
            .hint("11 цифр у филиала иностранной организации вместо ОГРН."),
        text("legal_address", "Юридический адрес", &typed.legal_address, AskedAnswer::Text),
        text("region", "Код региона", &typed.region, AskedAnswer::Digits)
            .hint("2 цифры. Если не указать, определится по инспекции ФНС."),
        text("phone", "Телефон", &typed.phone, AskedAnswer::Phone),
        text("email", "E-mail", &typed.email, AskedAnswer::Email),
        budget,
    ];
    let person = typed.kind == OrganizationKind::PrivatePractice.code() && typed.ogrn.is_empty();
    let foreign =
        Inn::parse(&typed.inn).is_ok_and(|inn| inn.is_of_foreign()) || !typed.accreditation.is_empty();
    asks.retain(|ask| !(person && ask.name == "ogrn" || !foreign && ask.name == "accreditation"));
    asks
}

fn program(open: &OpenDraft) -> Vec<Ask> {
    let (answers, was) = (&open.draft.answers, open.was.as_ref());
    let number = Ask::new(
        "reg_number",
        "Регистрационный номер программы",
        AskedAnswer::Digits(answers.reg_number.clone()),
    )
    .was(differs(was, &answers.reg_number, |was| was.reg_number.clone()));
    let licensed =
        open.draft.kind != ApplicationType::Change || answers.changes.contains(&ChangeFlag::RenewLicense);
    if !licensed {
        return vec![number];
    }
    let products = Product::ALL.iter().map(|one| Choice::new(one.code(), words::product(*one))).collect();
    let terms = vec![Choice::new("12", "1 год"), Choice::new("24", "2 года")];
    vec![
        number,
        Ask::new("product", "Продукт", AskedAnswer::List(products, answers.product.clone())),
        Ask::new("term_months", "Срок лицензии", AskedAnswer::OneOf(terms, answers.term_months.clone())),
        Ask::new("promotion", "Код акции, если есть", AskedAnswer::Short(answers.promotion.clone())),
    ]
}
