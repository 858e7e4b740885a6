//! The owners of signatures with their roles, and the contents of their certificate requests.

use maud::{Markup, Render, html};

use crate::components::{Badge, Check, Difference, Tone};

/// The owner of a signature.
#[derive(Clone, Debug)]
pub struct Owner {
    /// The full name.
    pub name: String,
    /// The position, or the kind of owner.
    pub position: String,
    /// The СНИЛС, masked if the viewer may not see it.
    pub snils: String,
    /// The result of its check.
    pub snils_check: Option<Check>,
    /// The roles: подписание, шифрование, администрирование.
    pub roles: Vec<String>,
    /// The certificate request; `None` with an existing or cloud certificate.
    pub request: Option<SigningRequest>,
    /// Whether the certificate is issued.
    pub issued: bool,
}

/// A certificate request, decoded.
#[derive(Clone, Debug)]
pub struct SigningRequest {
    /// The algorithm: «ГОСТ Р 34.10-2012, 256».
    pub algorithm: String,
    /// The proof that the sender holds the key; a warning when it was not verified.
    pub possession: Badge,
    /// The differences from the application.
    pub differences: Vec<Difference>,
    /// The attributes of the subject.
    pub subject: Vec<SubjectPart>,
}

/// An attribute of a subject.
#[derive(Clone, Debug)]
pub struct SubjectPart {
    /// Its name: «СНИЛС».
    pub name: String,
    /// Its value.
    pub value: String,
}

/// All owners of an application.
pub(super) fn owners(list: &[Owner]) -> Markup {
    html! {
        @if list.is_empty() {
            div.card-body.soft { "В заявлении нет владельцев: меняются только реквизиты." }
        } @else {
            table."table list owners" {
                caption.visually-hidden { "Владельцы КЭП" }
                thead {
                    tr {
                        th scope="col" { "Владелец" } th scope="col" { "СНИЛС" } th scope="col" { "Роли" }
                        th scope="col" { "Запрос на сертификат" }
                    }
                }
                tbody { @for owner in list { (owner) } }
            }
        }
    }
}

impl Render for Owner {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main { b { (self.name) } div."soft small" { (self.position) } }
                td.nowrap data-label="СНИЛС" { span.ident { (self.snils) } @if let Some(check) = &self.snils_check { " " (check) } }
                td data-label="Роли" { div.pills { @for role in &self.roles { span."pill pill-quiet" { (role) } } } }
                td data-label="Запрос на сертификат" {
                    @match &self.request { Some(request) => (request), None => span.soft { "Не нужен" } }
                    @if self.issued {
                        div.certificate-state { (Badge { label: "Сертификат выпущен".to_owned(), tone: Tone::Good }) }
                    } @else if self.request.is_some() { div."small soft" { "сертификата еще нет" } }
                }
            }
        }
    }
}

impl Render for SigningRequest {
    fn render(&self) -> Markup {
        html! {
            div { (self.algorithm) }
            div class={ "small " (self.possession.tone.ink()) } { (self.possession.label) }
            @for one in &self.differences { div.small { span.warn { (one.field) ": " } (one) } }
            @if !self.subject.is_empty() {
                details.subject {
                    summary { "Что в запросе" }
                    dl { @for part in &self.subject { dt { (part.name) } dd.ident { (part.value) } } }
                }
            }
        }
    }
}
