//! The entries of the lists of a draft: directions, owners, users.

use templates::components::{Ask, AskedAnswer, Choice, Fact, KeptFile};
use templates::pages::cabinet::DraftEntry;
use templates::paths;

use crate::domain::certificate_request::{CertificateRequest, Possession};
use crate::domain::draft::{DraftAnswers, DraftDirection, DraftOwner, DraftStep, DraftUser};
use crate::domain::subject::SubjectField;
use crate::domain::submission::{Authority, OwnerKind, SignatureRole};
use crate::operations::drafts::OpenDraft;
use crate::present::words;

/// The entries of a step.
pub(super) fn list(open: &OpenDraft, step: DraftStep, told: bool) -> Vec<DraftEntry> {
    let draft = open.draft.id.to_string();
    let one = |id: u32, facts: Vec<Fact>| {
        let entry = id.to_string();
        let faults = open.faults_at(step, Some(id)).filter(|_| told);
        DraftEntry {
            title: title(open, step, id).unwrap_or_default(),
            facts,
            problems: faults.map(|fault| fault.detail.clone()).collect(),
            href: paths::draft_entry(&draft, step.code(), &entry),
            removal: paths::draft_entry_removal(&draft, step.code(), &entry),
        }
    };
    let answers = &open.draft.answers;
    match step {
        DraftStep::Directions => {
            answers.directions.iter().map(|each| one(each.id, of_direction(each))).collect()
        }
        DraftStep::Owners => answers.owners.iter().map(|each| one(each.id, of_owner(open, each))).collect(),
        DraftStep::Users => answers.users.iter().map(|each| one(each.id, of_user(each))).collect(),
        DraftStep::Changes
        | DraftStep::Organization
        | DraftStep::Cabinet
        | DraftStep::Account
        | DraftStep::Requisites
        | DraftStep::Program
        | DraftStep::Attachments
        | DraftStep::Check => Vec::new(),
    }
}

/// What an entry is called.
pub(super) fn title(open: &OpenDraft, step: DraftStep, id: u32) -> Option<String> {
    let answers = &open.draft.answers;
    let named = match step {
        DraftStep::Directions => answers.directions.iter().find(|one| one.id == id).map(direction_name),
        DraftStep::Owners => answers.owners.iter().find(|one| one.id == id).map(DraftOwner::full_name),
        DraftStep::Users => answers.users.iter().find(|one| one.id == id).map(|one| user_name(answers, one)),
        DraftStep::Changes
        | DraftStep::Organization
        | DraftStep::Cabinet
        | DraftStep::Account
        | DraftStep::Requisites
        | DraftStep::Program
        | DraftStep::Attachments
        | DraftStep::Check => None,
    }?;
    Some(if named.trim().is_empty() { "Без имени".to_owned() } else { named })
}

fn direction_name(direction: &DraftDirection) -> String {
    let body = direction.authority.map_or("Орган не выбран", words::authority);
    format!("{body} {}", direction.code).trim().to_owned()
}

/// A user is called as the owner with the same СНИЛС, else by the address.
pub(super) fn user_name(answers: &DraftAnswers, user: &DraftUser) -> String {
    answers.owner_with(&user.snils).map_or_else(|| user.email.clone(), DraftOwner::full_name)
}

fn of_direction(direction: &DraftDirection) -> Vec<Fact> {
    let kpp = (!direction.kpp.is_empty()).then(|| Fact::identifier("КПП", &direction.kpp));
    [Fact::identifier("Код", &direction.code)].into_iter().chain(kpp).collect()
}

fn of_owner(open: &OpenDraft, owner: &DraftOwner) -> Vec<Fact> {
    vec![
        Fact::new("Должность", &owner.position),
        Fact::identifier("СНИЛС", &owner.snils),
        Fact::new("Роли", roles(&owner.roles)),
        Fact::new("Сертификат", certificate(open, owner)),
    ]
}

fn of_user(user: &DraftUser) -> Vec<Fact> {
    vec![
        Fact::identifier("СНИЛС", &user.snils),
        Fact::new("E-mail", &user.email),
        Fact::new("Роли", roles(&user.roles)),
        Fact::new("Органы", authorities(&user.authorities)),
    ]
}

/// The uses of a signature, in a line.
pub(super) fn roles(roles: &[SignatureRole]) -> String {
    roles.iter().map(|role| words::signature_role(*role)).collect::<Vec<_>>().join(", ")
}

/// Controlling bodies, in a line.
pub(super) fn authorities(bodies: &[Authority]) -> String {
    bodies.iter().map(|body| words::authority(*body)).collect::<Vec<_>>().join(", ")
}

/// What certificate an owner gets.
pub(super) fn certificate(open: &OpenDraft, owner: &DraftOwner) -> String {
    match (owner.wants_certificate, open.requests.get(&owner.id)) {
        (false, _) => "уже есть".to_owned(),
        (true, Some(request)) => format!("новый, {}", about(request)),
        (true, None) => "новый, запрос не загружен".to_owned(),
    }
}

/// What a request says, in a line: for whom it is, and whether its signature holds.
fn about(request: &CertificateRequest) -> String {
    let name = request.subject.iter().find(|part| part.oid == SubjectField::CommonName.oid());
    let name = name.map(|part| format!("запрос на имя {}, ", part.value)).unwrap_or_default();
    let possession = match request.possession {
        Possession::Proven => "подпись запроса верна",
        Possession::NotChecked => "владение ключом проверит удостоверяющий центр",
        Possession::Broken => "подпись запроса неверна",
    };
    format!("{name}{possession}")
}

/// The questions about an entry; `None` when there is none with this identity.
pub(super) fn questions(open: &OpenDraft, step: DraftStep, entry: Option<u32>) -> Option<Vec<Ask>> {
    let answers = &open.draft.answers;
    let Some(id) = entry else {
        return match step {
            DraftStep::Directions => Some(ask_direction(&DraftDirection {
                id: 0,
                authority: None,
                code: String::new(),
                kpp: String::new(),
            })),
            DraftStep::Owners => Some(ask_owner(
                open,
                &DraftOwner {
                    kind: OwnerKind::Head.code().to_owned(),
                    wants_certificate: true,
                    ..DraftOwner::default()
                },
            )),
            DraftStep::Users => Some(ask_user(&DraftUser::default())),
            DraftStep::Changes
            | DraftStep::Organization
            | DraftStep::Cabinet
            | DraftStep::Account
            | DraftStep::Requisites
            | DraftStep::Program
            | DraftStep::Attachments
            | DraftStep::Check => None,
        };
    };
    match step {
        DraftStep::Directions => answers.directions.iter().find(|one| one.id == id).map(ask_direction),
        DraftStep::Owners => answers.owners.iter().find(|one| one.id == id).map(|one| ask_owner(open, one)),
        DraftStep::Users => answers.users.iter().find(|one| one.id == id).map(ask_user),
        DraftStep::Changes
        | DraftStep::Organization
        | DraftStep::Cabinet
        | DraftStep::Account
        | DraftStep::Requisites
        | DraftStep::Program
        | DraftStep::Attachments
        | DraftStep::Check => None,
    }
}

fn ask_direction(direction: &DraftDirection) -> Vec<Ask> {
    let bodies =
        Authority::ALL.iter().map(|body| Choice::new(body.code(), words::authority(*body))).collect();
    let chosen = direction.authority.unwrap_or(Authority::Fns).code().to_owned();
    vec![
        Ask::new("authority", "Контролирующий орган", AskedAnswer::List(bodies, chosen)),
        Ask::new("code", "Код органа", AskedAnswer::Short(direction.code.clone()))
            .hint("ФНС: 4 цифры. СФР: 000-000. Росстат: 00-00. Для остальных, если есть."),
        Ask::new(
            "kpp",
            "КПП, под которым организация стоит там на учете",
            AskedAnswer::Short(direction.kpp.clone()),
        ),
    ]
}

fn ask_owner(open: &OpenDraft, owner: &DraftOwner) -> Vec<Ask> {
    let kinds =
        OwnerKind::ALL.iter().map(|kind| Choice::new(kind.code(), words::owner_kind(*kind))).collect();
    let text =
        |name: &str, label: &str, value: &String| Ask::new(name, label, AskedAnswer::Text(value.clone()));
    let certificates = vec![
        Choice::new("new", "Нужен новый").meaning("загрузите запрос на сертификат, созданный в программе"),
        Choice::new("own", "Уже есть").meaning("облачный, Казначейства или действующий"),
    ];
    let certificate = if owner.wants_certificate { "new" } else { "own" };
    let kept = open.requests.get(&owner.id).map(about);
    let kept = kept.or_else(|| (!owner.csr.is_empty()).then(|| "загружен".to_owned()));
    let kept = kept.map(|about| KeptFile { name: owner.csr_file.clone(), about });
    vec![
        Ask::new("kind", "Кто это", AskedAnswer::OneOf(kinds, owner.kind.clone())),
        text("last_name", "Фамилия", &owner.last_name),
        text("first_name", "Имя", &owner.first_name),
        text("middle_name", "Отчество, если есть", &owner.middle_name),
        text("position", "Должность", &owner.position),
        Ask::new("snils", "СНИЛС", AskedAnswer::Digits(owner.snils.clone())),
        Ask::new("inn", "ИНН", AskedAnswer::Digits(owner.inn.clone())).hint("12 цифр, личный ИНН владельца."),
        Ask::new("email", "E-mail", AskedAnswer::Email(owner.email.clone())),
        ask_roles(&owner.roles),
        Ask::new("certificate", "Сертификат", AskedAnswer::OneOf(certificates, certificate.to_owned())),
        Ask::new("csr", "Запрос на сертификат", AskedAnswer::File(kept))
            .hint(
                "Файл .p10, .csr, .pem или .der. Его создает программа или обслуживающая организация, имя в нем должно совпасть \
                 с владельцем. Закрытый ключ остается у вас, его загружать нельзя.",
            ),
    ]
}

fn ask_roles(chosen: &[SignatureRole]) -> Ask {
    let meaning = |role: SignatureRole| match role {
        SignatureRole::Sign => "подписывает отчеты",
        SignatureRole::Encrypt => "получает сообщения ФНС",
        SignatureRole::Admin => "добавляет пользователей и меняет их права",
    };
    let choice =
        |role: &SignatureRole| Choice::new(role.code(), words::signature_role(*role)).meaning(meaning(*role));
    let chosen = chosen.iter().map(|role| role.code().to_owned()).collect();
    Ask::new("roles", "Роли", AskedAnswer::AnyOf(SignatureRole::ALL.iter().map(choice).collect(), chosen))
}

fn ask_user(user: &DraftUser) -> Vec<Ask> {
    let bodies =
        Authority::ALL.iter().map(|body| Choice::new(body.code(), words::authority(*body))).collect();
    let chosen = user.authorities.iter().map(|body| body.code().to_owned()).collect();
    vec![
        Ask::new("snils", "СНИЛС", AskedAnswer::Digits(user.snils.clone())),
        Ask::new("email", "E-mail", AskedAnswer::Email(user.email.clone())),
        ask_roles(&user.roles),
        Ask::new("authorities", "С какими органами работает", AskedAnswer::AnyOf(bodies, chosen)),
    ]
}
