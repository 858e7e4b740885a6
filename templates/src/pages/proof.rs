//! Proving again who one is; what was sent goes on from there.

use maud::{Markup, Render, html};

use super::Resubmission;
use crate::components::{Ceremony, Control, Field, Form};
use crate::paths;

/// The form in which the viewer proves again who they are; what they sent goes on from there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProofForm {
    /// Whether the second factor is asked for, and not the password.
    pub second_factor: bool,
    /// Whether a passkey will do.
    pub passkeys: bool,
    /// Why the last try was not taken.
    pub error: Option<String>,
    /// What goes on then: «сменить пароль».
    pub act: Option<String>,
    /// The page to which whoever changes their mind goes back.
    pub back: String,
    /// What was sent, and where.
    pub sent: Resubmission,
    /// The passwords that belonged to it: nothing keeps them, so they are typed anew.
    pub anew: Vec<SecretField>,
    /// Whether it was sent by a form.
    pub form: bool,
    /// The session's CSRF token.
    pub csrf: String,
}

/// A password that is typed anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecretField {
    /// The field's name.
    pub name: String,
    /// What people call it.
    pub label: String,
}

impl ProofForm {
    /// The passwords.
    fn anew(&self) -> Markup {
        html! {
            @if !self.anew.is_empty() { p { "Пароли мы не храним, поэтому введите их заново." } }
            @for field in &self.anew {
                (Field {
                    id: &format!("anew-{}", field.name), name: &field.name, label: &field.label, hint: "", error: None,
                    control: Control::Password { complete: "off" },
                })
            }
        }
    }
}

impl Render for ProofForm {
    fn render(&self) -> Markup {
        let (method, address) = (if self.form { "post" } else { "get" }, self.sent.address.as_str());
        let mut hidden =
            vec![("proof_to", address), ("proof_method", method), ("proof_back", self.back.as_str())];
        let fields = self.sent.fields.iter().filter(|(name, _)| name != "csrf");
        hidden.extend(fields.map(|(name, value)| (name.as_str(), value.as_str())));
        let content = html! {
            @if self.second_factor {
                (Field {
                    id: "proof", name: "proof", label: "Код из приложения или запасной код", hint: "", error: self.error.as_deref(),
                    control: Control::First { value: "", complete: "one-time-code" },
                })
            } @else {
                (Field {
                    id: "proof", name: "proof", label: "Ваш пароль", hint: "", error: self.error.as_deref(),
                    control: Control::Password { complete: "current-password" },
                })
            }
            (self.anew())
            p.verbs-row {
                button."btn btn-primary" { "Подтвердить" }
                a.btn href=(self.back) { "Отменить" }
            }
            @if self.passkeys { (by_key()) }
        };
        html! {
            div.proof {
                @if let Some(act) = &self.act { p { "Действие: " b { (act) } "." } }
                (Form { action: &paths::proof(), csrf: &self.csrf, hidden: &hidden, guarded: false, content })
            }
        }
    }
}

/// The other way: a key of the device instead of what is typed.
fn by_key() -> Ceremony<'static> {
    Ceremony {
        act: "prove",
        challenge: paths::PROOF_CHALLENGE,
        answer: "proof_key",
        fields: html! {},
        button: html! { button.btn { "Подтвердить ключом доступа" } },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_stands_once_whichever_way_one_proves_it() {
        let typed = SecretField { name: "password".to_owned(), label: "Новый пароль".to_owned() };
        let form = ProofForm { passkeys: true, anew: vec![typed], ..ProofForm::default() };
        let page = form.render().into_string();
        assert_eq!(
            (page.matches("<form").count(), page.matches("name=\"password\"").count()),
            (1, 1),
            "{page}"
        );
        assert!(page.contains("Подтвердить ключом доступа"));
    }
}
