//! The explanation of a line.

use super::{Link, badge, moment, paths};
use crate::components::{Fact, PriceBlock, PriceLine, TimelineEntry, Tone};
use crate::pages::partner::ChargePage;

pub(super) fn sample_page() -> ChargePage {
    let priced =
        |label: &str, sum: &str| PriceLine { label: label.to_owned(), note: None, sum: sum.to_owned() };
    let cause = |minute: u32, actor: Option<&str>, text: &str| TimelineEntry {
        at: moment(14, 8, minute),
        actor: actor.map(ToOwned::to_owned),
        text: text.to_owned(),
        detail: None,
        tone: Tone::Quiet,
    };
    ChargePage {
        trail: vec![
            Link { label: "Сверка".to_owned(), href: paths::statements() },
            Link { label: "Октябрь 2026".to_owned(), href: paths::statement("2026-10") },
        ],
        product: "Многопользовательский режим, 10 и более".to_owned(),
        organization: "АО «Ангарский завод полимерных изделий»".to_owned(),
        status: badge("Согласовано", Tone::Good),
        facts: vec![
            Fact {
                href: Some(paths::application("104013")), ..Fact::new("Заявление", "№ 104013")
            },
            Fact::new("Период", "14.10.2026 – 13.10.2027"),
            Fact::new("Основание", "Платно"),
            Fact::new("Количество", "1"),
        ],
        price: PriceBlock {
            product: "Многопользовательский режим, 10 и более".to_owned(),
            lines: vec![
                priced("Прайс-лист с 01.01.2026", "2\u{a0}880,00\u{a0}₽"),
                priced("Скидка партнера 40\u{a0}%", "−1\u{a0}152,00\u{a0}₽"),
            ],
            total: priced("К оплате оператору", "1\u{a0}728,00\u{a0}₽"),
        },
        rule: "Правила расчета, версия 1. Цена скопирована в строку и больше не меняется.".to_owned(),
        causes: vec![
            cause(50, None, "Заявление одобрено, лицензия активирована"),
            cause(41, Some("О. Смирнова"), "отправила заявление оператору"),
            cause(40, Some("О. Смирнова"), "выбрала вид расширения «10 и более»"),
        ],
    }
}
