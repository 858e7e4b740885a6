//! Whoever registers in the portal: fills the form, answers the question, follows the letter.

use registrar::domain::sum;

use super::people::PHRASE;
use super::{Page, Portal, Visitor};

/// The address of the form.
pub(crate) const REGISTRATION: &str = "/portal/registration";

/// The answer to the question on a page: «Сколько будет семь плюс три?»
pub(crate) fn answer(page: &Page) -> String {
    let question = page.texts("label[for=sum]").pop().unwrap();
    let sum = question.trim_start_matches("Сколько будет ").trim_end_matches('?');
    let (one, other) = sum.split_once(" плюс ").unwrap();
    let number = |words: &str| sum::read(words).parse::<u32>().unwrap();
    (number(one) + number(other)).to_string()
}

/// The captcha of a form, and the answer to its question.
pub(crate) fn asked(page: &Page) -> (String, String) {
    (page.values("input[name=captcha]", "value").pop().unwrap(), answer(page))
}

impl Visitor {
    /// Fills the form and sends it, with these values beside the usual ones or instead of them.
    pub(crate) async fn register(&mut self, login: &str, email: &str, values: &[(&str, &str)]) -> Page {
        let form = self.open(REGISTRATION).await;
        let sum = answer(&form);
        let usual = [
            ("login", login),
            ("password", PHRASE),
            ("email", email),
            ("agreement", "on"),
            ("personal_data", "on"),
            ("sum", sum.as_str()),
        ];
        let usual = usual.into_iter().filter(|(name, _)| values.iter().all(|(other, _)| other != name));
        let all: Vec<_> = usual.chain(values.iter().copied()).collect();
        self.press(&form, REGISTRATION, &all).await
    }

    /// Confirms by a link of a letter.
    pub(crate) async fn confirm(&mut self, link: &str) -> Page {
        let asked = self.open(link).await;
        if asked.offers(link) { self.press(&asked, link, &[]).await } else { asked }
    }
}

impl Portal {
    /// Somebody who has registered and whose letter has come; answers with the link.
    pub(crate) async fn registered(&self, visitor: &mut Visitor, login: &str, email: &str) -> String {
        let page = visitor.register(login, email, &[]).await;
        assert!(page.says("Требуется подтвердить"), "{}", page.text());
        self.run_errands().await;
        self.link_to(email).await
    }
}
