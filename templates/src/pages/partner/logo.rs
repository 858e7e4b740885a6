//! The logo of a partner's documents: the picture, the form that uploads another one, and its removal.

use maud::{Markup, html};

use crate::components::{Form, Questions, hidden};
use crate::paths;

/// The logo of the documents.
#[derive(Clone, Debug, Default)]
pub struct LogoCard {
    /// The address of the picture; empty where there is none.
    pub picture: String,
    /// The form that uploads one, where the reader may and the requisites are there.
    pub upload: Option<Questions>,
    /// The hidden fields of the form that takes it off, where the reader may.
    pub removal: Option<Vec<(String, String)>>,
}

impl LogoCard {
    /// The card's body, with the session's CSRF token for its forms.
    pub(crate) fn body(&self, csrf: &str) -> Markup {
        html! {
            @if self.picture.is_empty() { p.soft { "Логотипа нет: документы печатаются без него." } } @else {
                img.document-logo src=(self.picture) alt="Логотип, который стоит на документах";
            }
            @if let Some(pairs) = &self.removal { (removal(pairs, csrf)) }
            @if let Some(questions) = &self.upload { (questions.form(csrf)) }
        }
    }
}

fn removal(pairs: &[(String, String)], csrf: &str) -> Markup {
    let content = html! { button."btn mb-3" { "Убрать логотип" } };
    let (action, hidden) = (paths::seller_logo_removal(), hidden(pairs));
    html! { (Form { action: &action, csrf, hidden: &hidden, guarded: false, content }) }
}
