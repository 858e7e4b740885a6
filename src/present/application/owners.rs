//! Owners of signatures with their requests, and the client's list of users.

use std::collections::HashMap;

use templates::components::{Badge, Check, Difference, Tone};
use templates::pages::partner::{Owner, SigningRequest, SubjectPart, User, Users};

use crate::domain::application::ConnectionParameters;
use crate::domain::certificate_request::{Attribute, CertificateRequest, KeyAlgorithm, Possession};
use crate::domain::subject::SubjectField;
use crate::domain::submission::{self, SignatureRole};
use crate::operations::inspection::Card;
use crate::present::words;
use crate::store::certificates::Issued;

/// The owners, in the order of the application.
pub(super) fn owners(card: &Card) -> Vec<Owner> {
    let content = &card.original.content;
    content.owners.iter().enumerate().map(|(place, owner)| one(card, place, owner)).collect()
}

fn one(card: &Card, place: usize, owner: &submission::Owner) -> Owner {
    let request = card.requests.get(&place);
    let is_theirs = |issued: &Issued| issued.current && issued.owner_snils == owner.snils.as_str();
    let issued = card.certificates.iter().any(is_theirs);
    let differs = request.map(|request| request.differences(owner, &card.original.content.organization));
    Owner {
        name: owner.full_name(),
        position: format!("{} · {}", owner.position, words::owner_kind(owner.kind)),
        snils: owner.snils.as_str().to_owned(),
        snils_check: Some(Check::Passed),
        roles: roles(&owner.roles),
        request: request.map(|request| signing_request(request, differs.unwrap_or_default())),
        issued,
    }
}

fn signing_request(
    request: &CertificateRequest,
    differs: Vec<crate::domain::subject::SubjectDifference>,
) -> SigningRequest {
    let differences = differs.into_iter().map(|one| Difference {
        field: words::subject_field(one.field).to_owned(),
        was: Some(one.in_application).filter(|text| !text.is_empty()),
        now: Some(one.in_request).filter(|text| !text.is_empty()),
    });
    SigningRequest {
        algorithm: algorithm(&request.key_algorithm),
        possession: possession(request.possession),
        differences: differences.collect(),
        subject: request
            .subject
            .iter()
            .map(|part| SubjectPart { name: part.name.clone(), value: part.value.clone() })
            .collect(),
    }
}

/// What the request says of its owner and the certificate does not, by name.
pub(super) fn dropped(card: &Card, issued: &Issued) -> Vec<String> {
    let owners = &card.original.content.owners;
    let place = owners.iter().position(|owner| issued.current && owner.snils.as_str() == issued.owner_snils);
    let Some(request) = place.and_then(|place| card.requests.get(&place)) else { return Vec::new() };
    let name = |attribute: &&Attribute| {
        let known = SubjectField::ALL.iter().find(|field| field.oid() == attribute.oid);
        known.map_or_else(|| attribute.name.clone(), |field| words::subject_field(*field).to_owned())
    };
    issued.certificate.lacks(request).iter().map(name).collect()
}

fn algorithm(algorithm: &KeyAlgorithm) -> String {
    match algorithm {
        KeyAlgorithm::Rsa { bits } => format!("RSA {bits}"),
        KeyAlgorithm::Ecdsa { curve } => format!("ECDSA {curve}"),
        KeyAlgorithm::Gost2012 { bits } => format!("ГОСТ Р 34.10-2012, {bits}"),
        KeyAlgorithm::Other { oid } => format!("Алгоритм {oid}"),
    }
}

fn possession(possession: Possession) -> Badge {
    let (label, tone) = match possession {
        Possession::Proven => ("владение ключом проверено", Tone::Good),
        Possession::NotChecked => ("владение ключом не проверено", Tone::Work),
        Possession::Broken => ("подпись запроса неверна", Tone::Bad),
    };
    Badge { label: label.to_owned(), tone }
}

/// The client's list of users; the partner only reads it.
pub(super) fn users(card: &Card) -> Users {
    let content = &card.original.content;
    let names: HashMap<&str, String> =
        content.owners.iter().map(|owner| (owner.snils.as_str(), owner.full_name())).collect();
    let list: Vec<User> = content.multi_user.users.iter().map(|user| row(user, &names)).collect();
    let parameters = &card.application.parameters;
    let note = (list.is_empty() && !parameters.enabled)
        .then(|| "Многопользовательский режим не включен.".to_owned());
    Users { task: task(card.application.asked.users, parameters), note, list }
}

fn row(user: &submission::User, names: &HashMap<&str, String>) -> User {
    User {
        name: names.get(user.snils.as_str()).cloned(),
        snils: user.snils.as_str().to_owned(),
        email: user.email.as_str().to_owned(),
        roles: roles(&user.roles),
        authorities: user.authorities.iter().map(|body| words::authority(*body).to_owned()).collect(),
    }
}

fn roles(roles: &[SignatureRole]) -> Vec<String> {
    roles.iter().map(|role| words::signature_role(*role).to_owned()).collect()
}

/// What only the client can do about the list.
pub(super) fn task(users: u32, parameters: &ConnectionParameters) -> Option<String> {
    if !parameters.enabled {
        return None;
    }
    if users == 0 {
        return Some(
            "Клиент не прислал ни одного пользователя. Режим включится, но работать в нем будет некому: \
             клиент получит задачу добавить пользователей заявлением на изменение."
                .to_owned(),
        );
    }
    let tier = parameters.tier.filter(|tier| !usize::try_from(users).is_ok_and(|users| tier.holds(users)))?;
    Some(format!(
        "В списке клиента {}, а вид расширения — «{}». Список меняет только клиент: заявлением на изменение.",
        templates::format::counted(users.into(), templates::format::nouns::USER),
        words::tier(tier)
    ))
}
