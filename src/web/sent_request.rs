//! Requests as they were sent, so that they can be sent again: after a proof, once a second factor is set up, or when the
//! database is free.

use templates::pages::{ProofForm, Resubmission, SecretField};

use super::own_address::is_ours;
use crate::domain::factor::Factors;
use crate::present::words;

/// The fields of a proof. They go with what was sent, and are never printed into a page.
pub(super) const OF_PROOF: [&str; 5] = ["proof_to", "proof_method", "proof_back", "proof", "proof_key"];
/// The fields with passwords, and how they are called where they are typed anew.
const SECRET: [(&str, &str); 2] = [("old", "Текущий пароль"), ("password", "Новый пароль")];

/// What is asked for before something goes on.
#[derive(Clone, Debug)]
pub(super) struct Unproven {
    /// The viewer's second factors.
    pub(super) factors: Factors,
    /// Why the last try was not taken.
    pub(super) error: Option<String>,
}

/// That a form came without a session: an answer carries it to the layer that keeps the form.
#[derive(Clone, Debug)]
pub(super) struct SignedOut {
    /// Where one signs in.
    pub(super) door: String,
    /// Whether a script sent it, which does not follow a redirect to another page.
    pub(super) by_script: bool,
}

/// A request as it was sent, without what must be typed anew.
#[derive(Clone, Debug)]
pub(super) struct SentRequest {
    /// Its URL.
    address: String,
    /// Whether a form sent it.
    form: bool,
    /// The fields of the form.
    fields: Vec<(String, String)>,
    /// The passwords among them, which are not kept.
    secrets: Vec<SecretField>,
    /// The page from which it was sent, if that is one of ours.
    back: Option<String>,
}

impl SentRequest {
    /// Reads it. A proof stands for that which waits for it.
    pub(super) fn of(
        address: String,
        form: bool,
        fields: Vec<(String, String)>,
        back: Option<String>,
    ) -> Self {
        let value =
            |name: &str| fields.iter().find(|(named, _)| named == name).map(|(_, value)| value.as_str());
        let waits = value("proof_to").filter(|to| is_ours(to));
        let (address, form, back) = match waits {
            Some(to) => {
                let back = value("proof_back").filter(|back| is_ours(back)).map(str::to_owned);
                (to.to_owned(), value("proof_method") == Some("post"), back)
            }
            None => (address, form, back),
        };
        let secret = |name: &str| SECRET.iter().find(|(secret, _)| *secret == name);
        let secrets = fields.iter().filter_map(|(name, _)| secret(name));
        let secrets =
            secrets.map(|(name, label)| SecretField { name: (*name).to_owned(), label: (*label).to_owned() });
        Self {
            address,
            form,
            secrets: secrets.collect(),
            back,
            fields: fields
                .into_iter()
                .filter(|(name, _)| secret(name).is_none() && !OF_PROOF.contains(&name.as_str()))
                .collect(),
        }
    }

    /// The page from which it was sent.
    pub(super) fn back(&self) -> Option<&str> {
        self.back.as_deref()
    }

    /// The form to be sent again, unless a password belongs to it.
    pub(super) fn again(self) -> Option<Resubmission> {
        let again = self.form && !self.fields.is_empty() && self.secrets.is_empty();
        again.then_some(Resubmission { address: self.address, fields: self.fields })
    }

    /// The form that asks for a proof and then sends the rest.
    pub(super) fn into_proof(self, unproven: &Unproven, csrf: &str) -> ProofForm {
        ProofForm {
            second_factor: unproven.factors.asked(),
            passkeys: unproven.factors.passkeys > 0,
            error: unproven.error.clone(),
            act: words::proof::act(&self.address).map(str::to_owned),
            back: self.back.unwrap_or_else(templates::paths::home),
            sent: Resubmission { address: self.address, fields: self.fields },
            anew: self.secrets,
            form: self.form,
            csrf: csrf.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use templates::paths;

    use super::*;

    fn fields(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn no_password_and_no_proof_is_kept_and_the_rest_is() {
        let typed = fields(&[
            ("old", "тайна"),
            ("password", "тайна"),
            ("note", "осталось"),
            ("proof_to", "/profile/password"),
            ("proof_method", "post"),
            ("proof", "тайна"),
            ("proof_key", "тайна"),
        ]);
        let kept = SentRequest::of(paths::proof(), true, typed, None);
        assert!(!format!("{kept:?}").contains("тайна"), "{kept:?}");
        assert_eq!((kept.address.as_str(), kept.form), ("/profile/password", true));
        assert_eq!(kept.fields, fields(&[("note", "осталось")]));
        assert!(kept.again().is_none(), "a form with a password is typed anew");
    }

    #[test]
    fn a_proof_for_elsewhere_stands_for_itself() {
        let typed =
            fields(&[("proof_to", "https://evil.example/"), ("proof", "тайна"), ("note", "осталось")]);
        let kept = SentRequest::of("/profile/proof".to_owned(), true, typed, None).again().unwrap();
        assert_eq!((kept.address.as_str(), kept.fields), ("/profile/proof", fields(&[("note", "осталось")])));
    }
}
