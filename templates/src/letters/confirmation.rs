//! To whoever registered in the portal: the link that confirms the address.

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
    /// Until when the link is good.
    pub until: Moment,
    /// The full address of the link.
    pub link: String,
}

const SUBJECT: &str = "Подтвердите адрес для портала 1С:ИТС";
const WHY: &str = "Письмо пришло, потому что этот адрес указан при регистрации. Если это были не вы, ничего не делайте: \
     без подтверждения учетной записи не будет. Отвечать на письмо не нужно.";

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
        let next = "Подтвердите адрес, вернитесь на страницу регистрации и нажмите \"ОК\".";
        let text = format!(
            "{greeting}\n\nВы регистрируетесь на портале 1С:ИТС.\n\nЛогин: {}\nПодтвердить адрес: {}\n\n\
             {next}\n{note}\n\n{WHY}\n",
            self.login, self.link
        );
        let body = html! {
            p { (greeting) }
            p { "Вы регистрируетесь на портале 1С:ИТС. Логин: " b { (self.login) } }
            p { (next) }
        };
        let paper = Paper {
            from: "Портал 1С:ИТС",
            heading: SUBJECT,
            body,
            button: ("Подтвердить адрес", &self.link),
            note: &note,
            contact: None,
            why: WHY,
        };
        Letter { subject: SUBJECT.to_owned(), text, html: paper.html(SUBJECT) }
    }
}
