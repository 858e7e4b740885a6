//! To the holder of a product: somebody has tried its number with other PINs, as often as may be in a day.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct PinGuesses {
    /// The name of the holder.
    pub name: String,
    /// The product.
    pub product: String,
    /// Its registration number.
    pub number: String,
    /// When the tries ran out.
    pub at: Moment,
    /// Whom to write or call, in one line.
    pub contact: String,
}

/// That nothing is lost, and what to do.
const CALM: &str = "Продукт остался вашим: зарегистрировать его второй раз нельзя. До завтра этот номер никто больше не \
     проверит.";

impl PinGuesses {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("Кто-то подбирал PIN-код к продукту {}", self.number));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        format!(
            "{} на портале 5 раз ввели регистрационный номер вашего продукта «{}» ({}), и PIN-код не подошел или уже был \
             использован.",
            self.at.text(),
            self.product,
            self.number
        )
    }

    fn advice(&self) -> String {
        format!("Если это были не вы, сообщите в поддержку: {}.", self.contact)
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{}\n\n{CALM}\n\n{}\n\n{AUTOMATIC}\n",
            self.name,
            self.happened(),
            self.advice()
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.happened()) }
            p { (CALM) }
            p { (self.advice()) }
            p { small { (AUTOMATIC) } }
        }
    }
}
