//! To both of those in a standing in: it begins, or it is over.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct StandingInTold {
    /// The name of the reader.
    pub name: String,
    /// The subject: «Вы замещаете: И. Ветров».
    pub subject: String,
    /// What happened, in a sentence.
    pub happened: String,
    /// What that means, in a sentence.
    pub meaning: String,
    /// The full address of the reader's own page.
    pub link: String,
}

impl StandingInTold {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&self.subject);
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{}\n{}\n\n{}\n\n{AUTOMATIC}\n",
            self.name, self.happened, self.meaning, self.link
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.happened) }
            p { (self.meaning) }
            p { a href=(self.link) { "Открыть «Замещение»" } }
            p { small { (AUTOMATIC) } }
        }
    }
}
