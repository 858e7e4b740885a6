//! To the holder of a login: a partner offers an ITS contract.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};

/// What is told.
#[derive(Clone, Debug)]
pub struct ContractOffer {
    /// The partner.
    pub partner: String,
    /// How to reach the partner, in one line.
    pub contact: String,
    /// The login to which it is offered.
    pub login: String,
    /// Until which day the contract is to run.
    pub until: String,
    /// The full address at which the offer is answered.
    pub link: String,
}

/// What happens to an offer that was not expected.
const STRANGER: &str =
    "Если вы не знаете эту организацию, отклоните предложение: она не узнает, чей это логин.";

impl ContractOffer {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("{} предлагает договор 1С:ИТС", self.partner));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        format!(
            "{} предлагает договор 1С:ИТС для логина {} до {}. Договор начнет действовать, когда вы его примете.",
            self.partner, self.login, self.until
        )
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте!\n\n{}\n\nПринять или отклонить: войдите с этим логином и откройте «Договоры».\n{}\n\n{STRANGER}\n\n\
             Обслуживающая организация: {}\n\n{AUTOMATIC}\n",
            self.happened(),
            self.link,
            self.contact
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте!" }
            p { (self.happened()) }
            p { a href=(self.link) { "Открыть «Договоры»" } " и принять или отклонить." }
            p { (STRANGER) }
            p { "Обслуживающая организация: " (self.contact) }
            p { small { (AUTOMATIC) } }
        }
    }
}
