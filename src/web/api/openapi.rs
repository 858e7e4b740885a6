//! The `OpenAPI` description, generated from the handlers and their types.

use axum::Json;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::{Ref, Schema};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{RefOr, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use super::problem::PROBLEM_JSON;
use super::{applications, mending};
use crate::present::api::captions::caption;
use crate::present::api::submitted::SubmittedApplication;
use crate::present::api::{ApplicationAnswer, ProblemAnswer, limits};

/// The example of an application, with a self-signed certificate request.
const EXAMPLE: &str = include_str!("example.json");

/// The errors of every call.
const EVERYWHERE: &[(&str, &str)] = &[
    ("401", "Неверный логин или пароль."),
    ("403", "Недостаточно прав или нет действующего договора 1С:ИТС"),
    ("429", "Слишком много неудачных попыток входа"),
    ("500", "Внутренняя ошибка"),
    ("503", "Сервис не успел ответить"),
];
/// The errors of a submission.
const OF_SENDING: &[(&str, &str)] = &[
    ("400", "Нет Idempotency-Key, или тело не является JSON в UTF-8"),
    ("409", "Запрос с этим ключом еще выполняется"),
    ("413", "Тело больше 2 МБ"),
    ("415", "Content-Type не application/json"),
    (
        "422",
        "В заявлении есть ошибки (все сразу), или ключ использован с другим телом: idempotency_key_reused",
    ),
];
/// The errors of calls for one application.
const OF_ONE: &[(&str, &str)] = &[("404", "Заявления нет, или оно другого логина")];
/// The errors of verbs.
const OF_VERBS: &[(&str, &str)] = &[("409", "На этом этапе действие недоступно")];

/// The errors of a mended application.
const OF_MENDING: &[(&str, &str)] = &[
    ("400", "Тело не является JSON в UTF-8"),
    ("412", "Заявление изменилось: запросите его заново"),
    ("413", "Тело больше 2 МБ"),
    ("415", "Content-Type не application/json"),
    ("422", "В заявлении есть ошибки, все сразу"),
    ("428", "Нет заголовка If-Match"),
];

/// The intake API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Регистратор: прием заявлений",
        version = "1",
        description = "Прием заявлений на подключение к 1С-Отчетности из программ клиентов. Вход по логину портала 1С:ИТС \
            (HTTP Basic) с его паролем или с паролем для программы, созданным в профиле. Ошибки приходят по RFC 9457, все сразу."
    ),
    paths(
        document,
        applications::receive,
        applications::show,
        mending::mend,
        mending::withdraw,
        applications::complete,
        applications::certificate
    ),
    components(schemas(SubmittedApplication, ApplicationAnswer, ProblemAnswer)),
    tags((name = "applications", description = "Заявления"), (name = "description", description = "Описание")),
    modifiers(&Words)
)]
struct Intake;

/// The description of the API itself.
#[utoipa::path(
    get,
    path = "/api/openapi.json",
    tag = "description",
    operation_id = "describe",
    summary = "Описание API",
    description = "OpenAPI, без входа.",
    responses((status = 200, description = "Это описание", body = serde_json::Value)),
    security(())
)]
pub(super) async fn document() -> Json<utoipa::openapi::OpenApi> {
    Json(Intake::openapi())
}

/// Adds what the handlers do not state: authentication, errors, the example and the captions.
struct Words;

impl Modify for Words {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        for (path, item) in &mut document.paths.paths {
            let named = path.contains("{number}");
            if let Some(asked) = item.get.as_mut().filter(|_| path != super::OPENAPI) {
                refusals(asked, &[EVERYWHERE, if named { OF_ONE } else { &[] }]);
            }
            if let Some(mended) = &mut item.put {
                refusals(mended, &[EVERYWHERE, OF_ONE, OF_VERBS, OF_MENDING]);
                example(mended);
            }
            if let Some(sent) = &mut item.post {
                refusals(sent, &[EVERYWHERE, if named { OF_ONE } else { OF_SENDING }]);
                refusals(sent, if named { &[OF_VERBS] } else { &[] });
                example(sent);
            }
        }
        let components = document.components.get_or_insert_default();
        let mut basic = Http::new(HttpAuthScheme::Basic);
        basic.description = Some("Логин портала 1С:ИТС с его паролем или с паролем для программы".to_owned());
        components.add_security_scheme("its", SecurityScheme::Http(basic));
        for (name, schema) in &mut components.schemas {
            meanings(name, schema);
        }
    }
}

fn refusals(operation: &mut Operation, lists: &[&[(&str, &str)]]) {
    for (status, description) in lists.iter().copied().flatten() {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let response = ResponseBuilder::new().description(*description).content(PROBLEM_JSON, content);
        operation.responses.responses.insert((*status).to_owned(), RefOr::T(response.build()));
    }
}

fn example(operation: &mut Operation) {
    if let Some(RefOr::T(body)) = &mut operation.request_body
        && let Some(RefOr::T(content)) = body.content.get_mut("application/json")
    {
        content.example = serde_json::from_str(EXAMPLE).ok();
    }
}

/// Adds captions and limits to all members of a schema.
fn meanings(name: &str, schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::Object(object)) = schema else { return };
    limits::tell(name, object);
    for (member, schema) in &mut object.properties {
        let text = caption(name, member).map(str::to_owned);
        match schema {
            RefOr::T(Schema::Object(object)) => object.description = text,
            RefOr::T(Schema::Array(array)) => array.description = text,
            RefOr::T(Schema::OneOf(choice)) => choice.description = text,
            RefOr::T(Schema::AllOf(all)) => all.description = text,
            RefOr::T(Schema::AnyOf(any)) => any.description = text,
            RefOr::Ref(reference) => reference.description = text.unwrap_or_default(),
            RefOr::T(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::domain::submission::Submission;

    fn described() -> Value {
        serde_json::to_value(Intake::openapi()).unwrap()
    }

    #[test]
    fn every_route_of_the_api_is_described_and_nothing_else() {
        let mut routes: Vec<String> = crate::web::table(true)
            .into_iter()
            .filter(|(_, pattern)| super::super::is_ours(pattern))
            .map(|(method, pattern)| format!("{} {pattern}", method.as_str().to_lowercase()))
            .collect();
        let document = described();
        let paths = document["paths"].as_object().unwrap();
        let methods = |(path, item): (&String, &Value)| {
            item.as_object().unwrap().keys().map(|method| format!("{method} {path}")).collect::<Vec<_>>()
        };
        let mut described: Vec<String> = paths.iter().flat_map(methods).collect();
        routes.sort_unstable();
        described.sort_unstable();
        assert_eq!(routes, described);
    }

    #[test]
    fn every_member_has_its_meaning_in_russian() {
        let document = described();
        for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
            for (member, schema) in schema["properties"].as_object().into_iter().flatten() {
                let text = schema["description"].as_str().unwrap_or_default();
                let russian = text.chars().any(|letter| ('А'..='я').contains(&letter));
                assert!(russian || text.starts_with("E-mail"), "{name}.{member}: «{text}»");
            }
        }
    }

    /// The parser accepts the largest length that the schema allows, and refuses one more.
    #[test]
    fn what_the_schema_allows_is_what_is_read() {
        let document = described();
        let schemas = &document["components"]["schemas"];
        let example: Value = serde_json::from_str(EXAMPLE).unwrap();
        for (schema, member, pointer) in [
            ("SubmittedApplication", "promotion", "/promotion"),
            ("SubmittedOrganization", "short_name", "/organization/short_name"),
            ("SubmittedOrganization", "full_name", "/organization/full_name"),
            ("SubmittedOrganization", "legal_address", "/organization/legal_address"),
            ("SubmittedOwner", "last_name", "/owners/0/last_name"),
            ("SubmittedOwner", "first_name", "/owners/0/first_name"),
            ("SubmittedOwner", "middle_name", "/owners/0/middle_name"),
            ("SubmittedOwner", "position", "/owners/0/position"),
            ("SubmittedOwner", "csr", "/owners/0/csr"),
            ("SubmittedCabinet", "alias", "/cabinet/alias"),
        ] {
            let most = schemas[schema]["properties"][member]["maxLength"].as_u64();
            let most =
                usize::try_from(most.unwrap_or_else(|| panic!("{schema}.{member} has no limit"))).unwrap();
            let long = |length: usize| {
                let mut sent = example.clone();
                sent["cabinet"] = serde_json::json!({ "enabled": true, "alias": "База" });
                let (object, name) = pointer.rsplit_once('/').unwrap();
                sent.pointer_mut(object).unwrap()[name] = Value::from("x".repeat(length));
                Submission::read(&sent).is_ok()
            };
            assert!(long(most), "{pointer}: {most} are allowed");
            assert!(!long(most + 1), "{pointer}: {most} are the most");
        }
        for (schema, member, most) in [
            ("SubmittedApplication", "directions", 200),
            ("SubmittedMultiUser", "users", 1_000),
            ("SubmittedOwner", "roles", 20),
        ] {
            assert_eq!(schemas[schema]["properties"][member]["maxItems"], most, "{schema}.{member}");
        }
    }

    #[test]
    fn every_reference_leads_to_a_schema() {
        let document = described();
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1) {
            let pointer = reference.split('"').next().unwrap();
            assert!(document.pointer(pointer).is_some(), "{pointer}");
        }
    }

    #[test]
    fn the_example_is_an_application_without_faults() {
        let document = described();
        let example = &document["paths"][super::super::APPLICATIONS]["post"]["requestBody"]["content"]["application/json"]
            ["example"];
        assert!(Submission::read(example).unwrap().unknown.is_empty());
    }
}
