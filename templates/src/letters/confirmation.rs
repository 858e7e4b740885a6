//! To whoever registered in the portal, or adds an address to an account: the link that confirms it.

use maud::html;

use super::Letter;
use super::paper::Paper;
use crate::format::Moment;

/// What comes with the link.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// The name of the person; whoever gave none is greeted without.
    pub name: Option<String>,
    /// The login.
    pub login: String,
    /// Whether the address is added to an account that is there.
    pub added: bool,
    /// Until when the link is good.
    pub until: Moment,
    /// The full address of the link.
    pub link: String,
}

const SUBJECT: &str = "Подтвердите адрес для портала 1С:ИТС";
const WHY: &str = "Письмо пришло, потому что этот адрес указан при регистрации. Если это были не вы, ничего не делайте: \
     без подтверждения учетной записи не будет. Отвечать на письмо не нужно.";
const WHY_ADDED: &str = "Письмо пришло, потому что этот адрес указан в профиле. Если это были не вы, ничего не делайте: без \
     подтверждения адрес не добавится. Отвечать на письмо не нужно.";

impl Confirmation {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let greeting = self
            .name
            .as_ref()
            .map_or_else(|| "Здравствуйте!".to_owned(), |name| format!("Здравствуйте, {name}!"));
        let until = self.until.text();
        let note = format!("Ссылка действует один раз и до {until}. Никому ее не пересылайте.");
        let (done, next, why) = if self.added {
            (
                "Вы добавляете e-mail к учетной записи портала 1С:ИТС.",
                "Подтвердите адрес по ссылке.",
                WHY_ADDED,
            )
        } else {
            let next = "Подтвердите адрес, вернитесь на страницу регистрации и нажмите \"ОК\".";
            ("Вы регистрируетесь на портале 1С:ИТС.", next, WHY)
        };
        let text = format!(
            "{greeting}\n\n{done}\n\nЛогин: {}\nПодтвердить адрес: {}\n\n{next}\n{note}\n\n{why}\n",
            self.login, self.link
        );
        let body = html! {
            p { (greeting) }
            p { (done) " Логин: " b { (self.login) } }
            p { (next) }
        };
        let paper = Paper {
            from: "Портал 1С:ИТС",
            heading: SUBJECT,
            body,
            button: ("Подтвердить адрес", &self.link),
            note: &note,
            contact: None,
            why,
        };
        Letter { subject: SUBJECT.to_owned(), text, html: paper.html(SUBJECT) }
    }
}
